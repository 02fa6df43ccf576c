import type { Passage } from '../content/passage.js';
import { placesOfPersonalData } from '../content/privacy-scan.js';
import { formatLocator } from '../evidence/check-locator.js';
import type { EvidenceClaim } from '../evidence/evidence.js';
import type { EvidenceLocator } from '../evidence/locator.js';

/** A passage of a file with where it stands there. */
export interface ExtractLine {
  readonly place: string;
  readonly text: string;
}

/** Letters of the beginning of a file, and of one passage, that a sheet shows. */
const LETTERS_OF_BEGINNING = 1_500;
const LETTERS_OF_PASSAGE = 600;
/** Passages that claims name, beside those at the beginning. */
const MOST_CLAIMED = 20;

const LEFT_OUT = '[left out]';

/** The beginning of a text and every passage that a claim names, without contact details and account numbers (invariant 9). */
export function extractOf(passages: readonly Passage[], claims: readonly EvidenceClaim[]): ExtractLine[] {
  let letters = 0;
  let claimed = 0;
  return passages.flatMap((passage) => {
    const isBeginning = letters < LETTERS_OF_BEGINNING;
    const isClaimed = claims.some(({ locator }) => locator !== null && names(locator, passage));
    if (passage.text.trim() === '' || !(isBeginning || (isClaimed && claimed < MOST_CLAIMED))) return [];
    letters += Math.min(passage.text.length, LETTERS_OF_PASSAGE);
    if (!isBeginning) claimed += 1;
    return [
      { place: placeInWords(passage), text: shortened(withoutContacts(passage.text.slice(0, 4 * LETTERS_OF_PASSAGE))) },
    ];
  });
}

/** Whether a locator leads to this passage; a whole sheet or page is too much for an extract. */
function names({ page, paragraph, sheet, row }: EvidenceLocator, passage: Passage): boolean {
  if (paragraph !== undefined) return passage.paragraph === paragraph && (page ?? passage.page) === passage.page;
  const isSheet = sheet === undefined || passage.sheet === undefined || sheet === passage.sheet;
  return row !== undefined && passage.row === row && isSheet;
}

function placeInWords({ page, paragraph, sheet, row, part }: Passage): string {
  const place = formatLocator({
    ...(page === undefined ? {} : { page }),
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(sheet === undefined || sheet === '' ? {} : { sheet }),
    ...(row === undefined ? {} : { row }),
  });
  return [part ?? '', place].filter((words) => words !== '').join(' ');
}

function withoutContacts(text: string): string {
  let [kept, at] = ['', 0];
  for (const { kind, start, end } of placesOfPersonalData(text)) {
    if (kind === 'name' || start < at) continue;
    kept += text.slice(at, start) + LEFT_OUT;
    at = end;
  }
  return kept + text.slice(at);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= LETTERS_OF_PASSAGE ? line : `${line.slice(0, LETTERS_OF_PASSAGE).trimEnd()} …`;
}
