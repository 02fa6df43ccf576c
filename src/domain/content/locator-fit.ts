import type { RecordPlaces } from '../evidence/forms/record-places.js';
import type { EvidenceLocator } from '../evidence/locator.js';
import type { FieldError } from '../kernel/domain-error.js';
import type { ContentFacts } from './reading.js';

/** What a file can hold that a locator points at. */
export interface LocatedFile {
  /** `document`, `image`, `audio`, `video`, `text`, `email` or `spreadsheet`. */
  readonly kind: string;
  /** `null` for a file that nobody has ordered to be read. */
  readonly content: ContentFacts | null;
}

const RECORDINGS = ['audio', 'video'];

/**
 * Where a locator leads beyond everything that the files of an item hold; empty when nothing says so. Only what has been
 * read can refute: a file that is still waiting, could not be read or does not say how long it is could hold any place.
 * Page 1 is always right. A written record has paragraphs too; and where it indexes times beyond the end of the recording,
 * the file is an excerpt of what it records.
 * @param record the places of the written record; `null` when the form of the method has no words in it
 */
export function checkLocatorFits(
  locator: EvidenceLocator,
  files: readonly LocatedFile[],
  record: RecordPlaces | null,
): FieldError[] {
  const errors: FieldError[] = [];
  const wrong = (member: keyof EvidenceLocator, message: string) => errors.push({ path: `locator.${member}`, message });
  const written = files.filter(({ kind }) => !RECORDINGS.includes(kind));

  const pages = mostOf(written, ({ pageCount }) => pageCount);
  if (pages !== null && locator.page !== undefined && locator.page > Math.max(pages, 1)) {
    wrong('page', `No file of this item has more than ${count(pages, 'page')}.`);
  }
  const paragraphs = mostParagraphs(written, record);
  if (paragraphs !== null && locator.paragraph !== undefined && locator.paragraph > Math.max(paragraphs, 1)) {
    wrong('paragraph', `Nothing in this item has more than ${count(paragraphs, 'paragraph')}.`);
  }
  checkRecordings(locator, files, record?.lastTime ?? 0, wrong);
  checkSheets(locator, written, wrong);
  return errors;
}

type Wrong = (member: keyof EvidenceLocator, message: string) => void;

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** The most that any of the files has, or `null` when one of them does not say. */
function mostOf(files: readonly LocatedFile[], measure: (content: ContentFacts) => number | null): number | null {
  const counts = files.map(({ content }) => (isWhole(content) ? measure(content) : null));
  if (counts.length === 0) return null;
  return counts.reduce<number | null>((most, one) => (most === null || one === null ? null : Math.max(most, one)), 0);
}

function mostParagraphs(written: readonly LocatedFile[], record: RecordPlaces | null): number | null {
  const inFiles = mostOf(written, ({ paragraphCount }) => paragraphCount);
  if (record === null || inFiles === null) return inFiles;
  return record.paragraphs === null ? null : Math.max(inFiles, record.paragraphs);
}

/** Text that was cut short has been counted in part only. */
const isWhole = (content: ContentFacts | null): content is ContentFacts =>
  content?.state === 'read' && content.reason !== 'cut_short';

function checkRecordings(
  locator: EvidenceLocator,
  files: readonly LocatedFile[],
  indexedUntil: number,
  wrong: Wrong,
): void {
  const length = mostOf(
    files.filter(({ kind }) => RECORDINGS.includes(kind)),
    ({ durationSeconds }) => durationSeconds,
  );
  if (length === null || indexedUntil > length) return;
  for (const member of ['from', 'to'] as const) {
    const time = locator[member];
    if (time !== undefined && secondsOf(time) > length) {
      wrong(member, `The longest recording of this item ends at ${formatTime(length)}.`);
    }
  }
}

function checkSheets({ sheet, row }: EvidenceLocator, files: readonly LocatedFile[], wrong: Wrong): void {
  const spreadsheets = files.filter(({ kind }) => kind === 'spreadsheet');
  if (spreadsheets.length === 0 || !spreadsheets.every(({ content }) => isWhole(content))) return;
  const sheets = spreadsheets.flatMap(({ content }) => content?.sheets ?? []);
  // A CSV file has one sheet, which everybody calls as they like.
  const isNamed = sheets.every(({ name }) => name !== '');
  const named = sheets.filter(({ name }) => sheet === undefined || sameName(name, sheet));
  if (sheet !== undefined && isNamed && named.length === 0) {
    wrong('sheet', `There is no such sheet. There are ${sheets.map(({ name }) => `“${name}”`).join(', ')}.`);
    return;
  }
  // Other files have rows as well: a table in a letter is counted by whoever points at it.
  if (row === undefined || files.length > spreadsheets.length) return;
  const rows = Math.max(0, ...(isNamed ? named : sheets).map((one) => one.rows));
  if (row > Math.max(rows, 1)) wrong('row', `There are ${count(rows, 'row')}.`);
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** `hh:mm:ss`, as `checkLocator` has made sure. */
function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}

function formatTime(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
