import type { FieldError } from '../kernel/domain-error.js';
import { isBlank } from './findings.js';
import type { EvidenceLocator } from './locator.js';

const COUNTED = ['page', 'paragraph', 'row'] as const;
const WORDED = ['sheet', 'note'] as const;
const TIMED = ['from', 'to'] as const;
const TIME = /^\d{2}:[0-5]\d:[0-5]\d$/;

/** What is wrong with a locator; empty when nothing is. Paths start at `locator`, for the caller to prefix: `claims[0].`. */
export function checkLocator(locator: EvidenceLocator): FieldError[] {
  if ([...COUNTED, ...WORDED, ...TIMED].every((member) => locator[member] === undefined)) {
    return [
      {
        path: 'locator',
        message: 'Say where the proof stands: a page, paragraph, sheet, row, time or a note in words.',
      },
    ];
  }
  const errors: FieldError[] = [];
  const wrong = (member: keyof EvidenceLocator, message: string) => errors.push({ path: `locator.${member}`, message });

  for (const member of COUNTED) {
    const count = locator[member];
    if (count !== undefined && !(Number.isSafeInteger(count) && count > 0))
      wrong(member, 'Must be a whole number from 1.');
  }
  for (const member of WORDED) {
    if (locator[member] !== undefined && isBlank(locator[member])) wrong(member, 'Must not be blank.');
  }
  const malformed = TIMED.filter((member) => locator[member] !== undefined && !TIME.test(locator[member]));
  for (const member of malformed) wrong(member, 'Must be a time in the recording as hh:mm:ss, such as 00:04:10.');

  const { from, to } = locator;
  // Text of a fixed width sorts as the times do.
  if (malformed.length === 0 && from !== undefined && to !== undefined && from > to) {
    wrong('to', 'The passage must not end before it begins.');
  }
  return errors;
}

/** A locator as people read it (§5.2): "p.2 §3", "00:04:10–00:06:30", "sheet Log row 12". */
export function formatLocator(locator: EvidenceLocator): string {
  const { page, paragraph, sheet, row, from, to, note } = locator;
  const places = [
    [page && `p.${page}`, paragraph && `§${paragraph}`],
    [sheet && `sheet ${sheet}`, row && `row ${row}`],
    [formatPassage(from, to)],
    [note],
  ];
  return places
    .map((words) => words.filter(Boolean).join(' '))
    .filter((place) => place !== '')
    .join(', ');
}

function formatPassage(from: string | undefined, to: string | undefined): string | undefined {
  if (to === undefined) return from;
  return from === undefined ? `until ${to}` : `${from}–${to}`;
}
