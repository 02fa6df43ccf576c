import type { FormFields, MethodForm } from './form.js';
import { countParagraphs, fieldOf, type FilledForm, holdsWords, innerFields, paragraphsIn } from './record-words.js';

/** Which places a written record has of its own, beside those of the files. */
export interface RecordPlaces {
  /** Its paragraphs, generously counted; `null` where its main text came in one piece and so carries no numbers. */
  readonly paragraphs: number | null;
  /** The latest time of a recording that it names, in seconds; `null` when it names none. */
  readonly lastTime: number | null;
}

const TIME = /(?<![\d:])(\d{1,2}):([0-5]\d):([0-5]\d)(?![\d:])/g;
/** In a field for places hours and minutes will do. */
const SHORT_TIME = /^(\d{1,2}):([0-5]\d)$/;

/** `null` when the record says nothing in words. */
export function placesIn(form: MethodForm, record: FilledForm | null): RecordPlaces | null {
  if (record === null || !holdsWords(record)) return null;
  const places = textsIn(record, form.fields);
  const numbers = places.flatMap(({ value, isPlace }) => (isPlace && /^\d+$/.test(String(value)) ? Number(value) : []));
  const texts = places.flatMap(({ value }) => (typeof value === 'string' ? value : []));
  const counted = texts.reduce((sum, text) => sum + paragraphsIn(text).length, 0);
  const times = places.flatMap(({ value, isPlace }) => (typeof value === 'string' ? timesIn(value, isPlace) : []));
  return {
    paragraphs: countParagraphs(form, record) === 1 ? null : Math.max(counted, ...numbers),
    lastTime: times.length === 0 ? null : Math.max(...times),
  };
}

interface PlacedValue {
  readonly value: string | number;
  readonly isPlace: boolean;
}

/** Every answer in the form but those that say at which time of the day. */
function textsIn(value: unknown, fields: FormFields, kind?: string): PlacedValue[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ value, isPlace: kind === 'place' }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => textsIn(entry, fields, kind));
  return Object.entries(value).flatMap(([name, answer]) => {
    const field = fieldOf(fields, name);
    return field?.kind === 'time' ? [] : textsIn(answer, innerFields(field), field?.kind);
  });
}

function timesIn(text: string, isPlace: boolean): number[] {
  const [, hours, minutes] = (isPlace && SHORT_TIME.exec(text)) || [];
  if (hours !== undefined) return [Number(hours) * 3_600 + Number(minutes) * 60];
  return Array.from(text.matchAll(TIME), ([, h, m, s]) => (Number(h) * 60 + Number(m)) * 60 + Number(s));
}
