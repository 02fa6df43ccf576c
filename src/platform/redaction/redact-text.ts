import { readFile, stat } from 'node:fs/promises';
import { readAsText } from '../files/text-content.js';
import type { Derivative, Passage, RedactOrder, Refused } from './redaction-order.js';
import { htmlText, mailText } from './text-rendition.js';
import { cellsOf, findWords } from './word-finder.js';

const MAX_TEXT_BYTES = 5 * 1024 ** 2;
const MAX_MAIL_BYTES = 25 * 1024 ** 2;

/** Always as long, so that its length tells nothing. */
const BLACK = '███';

/**
 * A text with the words and passages replaced. A mail or an HTML page becomes the plain text that a reader sees of it: its
 * encodings, comments and attachments could hide what was removed.
 */
export async function redactText(order: RedactOrder, extension: string): Promise<Derivative | Refused> {
  const isRendition = order.form !== 'text';
  if (order.regions.length > 0) return { refused: 'A text has no regions; give words or passages.' };
  if (isRendition && order.passages.length > 0) {
    return { refused: 'Give words for a mail or an HTML page; passages can be marked in the text that results.' };
  }
  const limit = order.form === 'mail' ? MAX_MAIL_BYTES : MAX_TEXT_BYTES;
  if ((await stat(order.path)).size > limit) {
    return { refused: `This text is larger than ${limit / 1024 ** 2} MiB. Attach the part that matters.` };
  }
  const content = await readFile(order.path);
  const text = await textOf(order.form, content);
  if (text === null) return { refused: 'This text cannot be read.' };
  const beyond = order.passages.find(({ end }) => end > text.length);
  if (beyond) return { refused: `The text has ${text.length} characters; there is no passage up to ${beyond.end}.` };

  const { redacted, words } = blackOut(text, order.words, order.passages);
  const kind = isRendition ? 'txt' : extension;
  return {
    chunks: [Buffer.from(redacted, 'utf8')],
    mediaType: MEDIA_TYPES[kind] ?? 'text/plain',
    extension: kind,
    words,
    picturePages: [],
  };
}

const MEDIA_TYPES: Readonly<Record<string, string>> = { txt: 'text/plain', md: 'text/markdown', csv: 'text/csv' };

async function textOf(form: RedactOrder['form'], content: Buffer): Promise<string | null> {
  if (form === 'mail') return mailText(content);
  const text = readAsText(content, true);
  return form === 'html' && text !== null ? htmlText(text) : text;
}

export function blackOut(
  text: string,
  words: readonly string[],
  passages: readonly Passage[],
): { redacted: string; words: Derivative['words'] } {
  const { cells, starts } = cellsOf(text);
  const { occurrences, outcomes } = findWords(cells, words);
  const found = occurrences.map(({ first, last }) => ({ start: starts[first]!, end: starts[last + 1] ?? text.length }));
  let redacted = '';
  let done = 0;
  for (const { start, end } of merge([...found, ...passages.map((passage) => wholeCharacters(text, passage))])) {
    redacted += text.slice(done, start) + blackLines(text.slice(start, end));
    done = end;
  }
  return { redacted: redacted + text.slice(done), words: outcomes };
}

function merge(parts: readonly Passage[]): Passage[] {
  const merged: Passage[] = [];
  for (const part of [...parts].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && part.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, part.end) };
    else merged.push(part);
  }
  return merged;
}

/** Line breaks stay, so that rows of a table keep their number. */
function blackLines(covered: string): string {
  return covered
    .split(/(\r\n|\n|\r)/)
    .map((part) => (/^[\r\n]*$/.test(part) ? part : BLACK))
    .join('');
}

/** Half of a surrogate pair would be left as a broken character. */
function wholeCharacters(text: string, { start, end }: Passage): Passage {
  const splits = (place: number): boolean => /^[\udc00-\udfff]$/.test(text.charAt(place));
  return { start: splits(start) ? start - 1 : start, end: splits(end) ? end + 1 : end };
}
