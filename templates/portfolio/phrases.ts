import type { ClaimWeight, Fact, Mark } from '../../src/domain/portfolio/manifest.js';
import type { PageOfFile } from '../../src/domain/portfolio/shown-files.js';
import type { Inline, KeyValues, Span, TableCell, Tone } from '../../src/platform/pdf/blocks.js';

const MOOD_TONES: Readonly<Record<Mark['mood'], Tone>> = { good: 'good', open: 'open', bad: 'bad', quiet: 'quiet' };

export function toneOf(mark: Mark): Tone {
  return MOOD_TONES[mark.mood];
}

export function markSpan(mark: Mark): Span {
  return { text: mark.label, bold: true, tone: toneOf(mark) };
}

export function markCell(mark: Mark): TableCell {
  return { content: [{ text: mark.label, bold: true }], tone: toneOf(mark) };
}

/** Where the declarations of authenticity stand. */
export const DECLARATIONS_ANCHOR = 'declarations';

export function evidenceAnchor(ref: string): string {
  return `evidence-${ref}`;
}

/** After the sheet of the evidence and the pages of its files. */
export function evidenceEnd(ref: string): string {
  return `evidence-${ref}-end`;
}

export function criterionAnchor(code: string): string {
  return `criterion-${code}`;
}

/** Its pages are numbered from 1 after it. */
export function fileAnchor(id: string): string {
  return `file-${id}`;
}

/** A locator that leads to the page it names, or to the record of the evidence, and says on paper which page that is. */
export function locatorSpans(
  ref: string,
  { locator, onPage }: { readonly locator: string; readonly onPage?: PageOfFile },
): Inline {
  const anchor = onPage === undefined ? evidenceAnchor(ref) : `${fileAnchor(onPage.id)}-${onPage.page}`;
  const place: Span = onPage === undefined ? { text: locator } : { text: locator, link: anchor };
  return [place, { text: ' (p.\u00A0', pageOf: anchor, closing: ')' }];
}

/** A ref leads to its evidence record wherever it stands. */
export function refLink(ref: string): Span {
  return { text: ref, bold: true, link: evidenceAnchor(ref) };
}

/** A judgement may rest on an item that is no longer printed (withdrawn since): its ref then leads nowhere. */
export function refLinks(refs: readonly string[], printed: ReadonlySet<string>): Inline {
  return refs.flatMap((ref, index) => {
    const shown = printed.has(ref) ? refLink(ref) : ref;
    return index === 0 ? [shown] : [', ', shown];
  });
}

export function cell(text: string): TableCell {
  return { content: [text] };
}

/** A SHA-256 in letters of one width, anything else as it is. */
function hashSpan(value: string): string | Span {
  return /^[0-9a-f]{64}$/u.test(value) ? { text: value, mono: true } : value;
}

export function keyValues(caption: string, facts: readonly Fact[]): KeyValues {
  return { kind: 'key-values', caption, pairs: facts.map(({ label, value }) => ({ label, value: [hashSpan(value)] })) };
}

export function weightSpans(weight: ClaimWeight): Inline {
  const reason = weight.reason === null ? '' : `: ${weight.reason}`;
  return [{ text: `${weight.label}${reason}`, tone: toneOf(weight) }];
}

/** Symbols of the overview grid; the key below the grid says them in words. */
export const WEIGHT_SYMBOLS: Readonly<Record<Mark['mood'], string>> = { good: '●', quiet: '◐', open: '○', bad: '○' };
