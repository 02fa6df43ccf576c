import type { Json } from '../kernel/canonical-json.js';
import type { Fact, RecordPart } from './manifest.js';
import { formatDate, joinWords } from './wording.js';

/** Invariant 9 and §5.2 row 10: no export carries a customer's name, anybody's contact details or an account number. */
const WITHHELD =
  /\b(contact( details| number)?|(tele)?phone( number)?|mobile( number)?|e-?mail( address)?|address|postcode|customer name|account number)$/u;

/**
 * The order in which a reader expects well-known fields of the forms of §2.2; fields not named here follow by the
 * alphabet. It is fixed here because the order of keys in stored JSON says nothing, and the manifest's hash must not
 * depend on it.
 */
const READING_ORDER = [
  ...['date', 'startTime', 'endTime', 'location', 'othersPresent', 'plan', 'conditions', 'recording', 'prompts'],
  ...['witness', 'name', 'jobRole', 'organisation', 'relationship', 'status', 'knownFor', 'signedOn'],
  ...['productType', 'originator', 'learnerPart', 'systemOfOrigin'],
  ...['dates', 'situation', 'narrative', 'account', 'summary', 'whatIDid', 'why', 'outcome', 'learning'],
  ...['questions', 'at', 'text', 'criterion', 'question', 'answer', 'decision'],
  ...['productsSeen', 'notSeen', 'feedback', 'nextSteps'],
];

function inReadingOrder([a]: readonly [string, Json], [b]: readonly [string, Json]): number {
  const [placeA, placeB] = [READING_ORDER.indexOf(a), READING_ORDER.indexOf(b)];
  if (placeA !== placeB) return (placeA === -1 ? Infinity : placeA) - (placeB === -1 ? Infinity : placeB);
  return a < b ? -1 : 1;
}

const LONG_TEXT = 120;
/** Ends like one: several of them are paragraphs, however short, and no enumeration. */
const SENTENCE = /[.!?…][”’")]?\s*$/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

/** Field names are camelCase or snake_case codes of the method's form: "whatIDid" → "What I did". */
function labelOf(field: string): string {
  const words = field
    .replace(/_/g, ' ')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .trim()
    .toLowerCase()
    .replace(/\bi\b/gu, 'I');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isWithheld = (field: string): boolean => WITHHELD.test(labelOf(field).toLowerCase());

function isGroup(value: Json | undefined): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A value small enough to stand on one line; nested values are written out in words. */
function inWords(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '–';
  if (value === true) return 'Yes';
  if (value === false) return 'No';
  if (isList(value)) return joinWords(value.map(inWords));
  if (isGroup(value)) {
    return entriesOf(value)
      .map(([field, member]) => `${labelOf(field)}: ${inWords(member)}`)
      .join('; ');
  }
  return typeof value === 'string' && DATE.test(value) ? formatDate(value) : String(value);
}

const isAnswered = (value: Json | undefined): boolean => value !== undefined && value !== null && value !== '';

function entriesOf(group: { readonly [key: string]: Json | undefined }): [string, Json][] {
  return Object.entries(group)
    .filter((entry): entry is [string, Json] => isAnswered(entry[1]) && !isWithheld(entry[0]))
    .sort(inReadingOrder);
}

function rowsPart(label: string, rows: readonly { readonly [key: string]: Json | undefined }[]): RecordPart {
  const answered = rows.flatMap(entriesOf).sort(inReadingOrder);
  const fields = [...new Set(answered.map(([field]) => field))];
  return {
    kind: 'rows',
    label,
    headings: fields.map(labelOf),
    rows: rows.map((row) => fields.map((field) => inWords(row[field]))),
  };
}

/** Longer answers are texts with paragraphs of their own, or `null` when the answer is a short one. */
function paragraphsOf(value: Json): string[] | null {
  const texts = isList(value) ? value : [value];
  if (!texts.every((text) => typeof text === 'string')) return null;
  const areSentences = texts.length > 1 && texts.every((text) => SENTENCE.test(text));
  if (!areSentences && !texts.some((text) => text.length > LONG_TEXT || text.includes('\n'))) return null;
  return texts.flatMap((text) => text.split(/\n+/u)).filter((paragraph) => paragraph.trim() !== '');
}

/**
 * A method's form as a reader wants it: short answers together in one fact sheet, long texts in their paragraphs (which
 * locators count as §1, §2 …), repeated groups such as questions and answers as rows.
 */
export function recordParts(record: { readonly [field: string]: Json | undefined }): RecordPart[] {
  const facts: Fact[] = [];
  const longer: RecordPart[] = [];
  for (const [field, value] of entriesOf(record)) {
    const label = labelOf(field);
    const paragraphs = paragraphsOf(value);
    if (paragraphs !== null) {
      longer.push({ kind: 'text', label, paragraphs });
    } else if (isList(value) && value.length > 0 && value.every(isGroup)) {
      longer.push(rowsPart(label, value));
    } else if (isGroup(value)) {
      longer.push({
        kind: 'facts',
        label,
        facts: entriesOf(value).map(([inner, member]) => ({ label: labelOf(inner), value: inWords(member) })),
      });
    } else {
      facts.push({ label, value: inWords(value) });
    }
  }
  return facts.length === 0 ? longer : [{ kind: 'facts', label: 'Record', facts }, ...longer];
}
