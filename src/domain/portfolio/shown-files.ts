import { formatLocator } from '../evidence/check-locator.js';
import type { EvidenceClaim } from '../evidence/evidence.js';
import type { EvidenceLocator } from '../evidence/locator.js';
import { extractOf, type ExtractLine } from './file-extract.js';
import type { PortfolioEvidence } from './portfolio-facts.js';
import type { PortfolioFile } from './portfolio-file.js';
import type { PrintedEvidence } from './printed-evidence.js';
import { compareText, joinWords } from './wording.js';

/** Pages of one file that are shown, and of all files of a portfolio: more is no longer read, and the file is at hand. */
export const MOST_PAGES_OF_FILE = 200;
export const MOST_PAGES_OF_PORTFOLIO = 2_000;

/** What the document shows of a file beside its name, type, size and hash. */
export interface ShownOfFile {
  /** What is shown where, or why nothing is. */
  readonly words: string;
  /** Of a PDF: how many of its pages follow the sheet at most, and whether they had been counted when this was fixed. */
  readonly pages: { readonly most: number; readonly areCounted: boolean } | null;
  readonly extract: readonly ExtractLine[];
}

/** The page of a file that a locator names. */
export interface PageOfFile {
  /** Of the file. */
  readonly id: string;
  /** From 1. */
  readonly page: number;
}

/** What can be placed on a page as a picture; other formats are listed with their hash (§5.2 layout rules). */
export const PICTURE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];
const PDF = 'application/pdf';
const RECORDING = /^(audio|video)\//u;

const WITHHELD: Readonly<Record<NonNullable<PortfolioFile['withheld']>, string>> = {
  purged: 'its content was removed for data protection',
  not_released: 'it has not come out of quarantine',
  not_redacted: 'customers’ data has not been removed from it yet',
};
/** What a reading says that keeps everybody from the content. */
const UNREADABLE: Readonly<Record<string, string>> = {
  encrypted: 'the file is protected by a password',
  damaged: 'the file is damaged and cannot be read',
  too_large: 'the file is larger than 100 MiB',
  took_too_long: 'the file takes too long to be read',
};

const nothing = (reason: string): ShownOfFile => ({ words: `Not shown here: ${reason}.`, pages: null, extract: [] });

/** What is shown of every file, by its id. The pages of a portfolio are given out in the order of the evidence. */
export function shownFiles(printed: readonly PrintedEvidence[]): ReadonlyMap<string, ShownOfFile> {
  const shown = new Map<string, ShownOfFile>();
  let left = MOST_PAGES_OF_PORTFOLIO;
  for (const { evidence, claims } of printed) {
    for (const file of inPrintedOrder(evidence.files)) {
      const own = shownOf(file, evidence, claims, left);
      left -= own.pages?.most ?? 0;
      shown.set(file.id, own);
    }
  }
  return shown;
}

export function inPrintedOrder(files: readonly PortfolioFile[]): PortfolioFile[] {
  return [...files].sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
}

/**
 * The page to which a locator leads. It names no file, so nothing is said where more than one of the item's files has such a
 * page, or where their pages have not been counted.
 */
export function pageOfLocator(
  { files }: PortfolioEvidence,
  { locator }: EvidenceClaim,
  shown: ReadonlyMap<string, ShownOfFile>,
): PageOfFile | null {
  const page = locator?.page;
  if (page === undefined) return null;
  const paged = files.flatMap(({ id }) => {
    const pages = shown.get(id)?.pages;
    return pages ? [{ id, ...pages }] : [];
  });
  if (paged.some(({ areCounted }) => !areCounted)) return null;
  const having = paged.filter(({ most }) => most >= page);
  return having.length === 1 ? { id: having[0]!.id, page } : null;
}

function shownOf(
  file: PortfolioFile,
  evidence: PortfolioEvidence,
  claims: readonly EvidenceClaim[],
  pagesLeft: number,
): ShownOfFile {
  const { mediaType, withheld, content } = file;
  if (withheld !== null) return nothing(WITHHELD[withheld]);
  if (RECORDING.test(mediaType)) return recording(file, evidence, claims);
  if (PICTURE_TYPES.includes(mediaType)) return { words: 'Shown below.', pages: null, extract: [] };
  const obstacle = content?.state === 'unreadable' ? UNREADABLE[content.reason ?? 'damaged'] : undefined;
  if (mediaType === PDF) {
    // What takes long to be read for its words may still be drawn.
    return obstacle === undefined || content?.reason === 'took_too_long'
      ? pagesOf(content?.pageCount ?? null, pagesLeft)
      : nothing(obstacle);
  }
  if (content === null || content.state === 'waiting') return nothing('its text had not been read when this was fixed');
  if (obstacle !== undefined) return nothing(obstacle);
  const extract = extractOf(file.passages, claims);
  if (extract.length === 0) return nothing('it has no text');
  return { words: 'An extract of its text is shown below.', pages: null, extract };
}

function pagesOf(count: number | null, left: number): ShownOfFile {
  if (count === 0) return nothing('the file has no pages');
  const most = Math.min(count ?? MOST_PAGES_OF_FILE, MOST_PAGES_OF_FILE, left);
  if (most <= 0) return nothing(`this document shows ${MOST_PAGES_OF_PORTFOLIO} pages of other files already`);
  return { words: pagesInWords(count, most), pages: { most, areCounted: count !== null }, extract: [] };
}

function pagesInWords(count: number | null, most: number): string {
  if (count === null) return 'Its pages follow this sheet.';
  if (most < count) return `The first ${most} of its ${count} pages follow this sheet.`;
  return count === 1 ? 'Its page follows this sheet.' : `Its ${count} pages follow this sheet.`;
}

/** A recording is an index: how long it is, and which passages claims point at. */
function recording(
  { content }: PortfolioFile,
  { files }: PortfolioEvidence,
  claims: readonly EvidenceClaim[],
): ShownOfFile {
  const seconds = content?.durationSeconds ?? null;
  const length = seconds === null ? 'of unknown length' : `of ${hoursMinutesSeconds(seconds)}`;
  const timed = claims.filter(({ locator }) => locator?.from !== undefined || locator?.to !== undefined);
  const claimed = timed.map(({ locator, criterion }) => `${passageOf(locator!)} (AC${criterion})`);
  // With several recordings nobody can tell which of them a time belongs to.
  const isOnly = files.filter(({ mediaType }) => RECORDING.test(mediaType)).length === 1;
  const index = claimed.length > 0 && isOnly ? ` Claimed: ${joinWords(claimed)}.` : '';
  return { words: `A recording ${length}, kept as a file.${index}`, pages: null, extract: [] };
}

const passageOf = ({ from, to }: EvidenceLocator): string =>
  formatLocator({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) });

function hoursMinutesSeconds(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds % 60)]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
