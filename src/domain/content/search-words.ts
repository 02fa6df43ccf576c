import { placedWords, wordsOf } from './words.js';

/** More words than these make a search no sharper. */
const MOST_WORDS = 12;

/** Characters shown before and after the first word found. */
const EXCERPT_MARGIN = 90;

/** The different words somebody searches for. The last one may be unfinished: people search while they type. */
export function searchWords(q: string): string[] {
  const words = wordsOf(q);
  const last = words.at(-1);
  if (last === undefined) return [];
  return [...new Set(words.slice(0, -1))]
    .filter((word) => word !== last)
    .slice(0, MOST_WORDS - 1)
    .concat(last);
}

/** The surroundings of the first word of `text` that was searched for, on one line; its beginning when none stands there. */
export function excerptOf(text: string, sought: readonly string[]): string {
  const beginning = sought.at(-1) ?? '';
  const found = placedWords(text).find(
    ({ word }) => sought.includes(word) || (beginning !== '' && word.startsWith(beginning)),
  );
  const start = Math.max(0, (found?.start ?? 0) - EXCERPT_MARGIN);
  const end = Math.min(text.length, (found?.end ?? 0) + EXCERPT_MARGIN);
  const words = text.slice(start, end).toWellFormed().replaceAll(/\s+/gu, ' ').trim();
  return `${start > 0 ? '… ' : ''}${words}${end < text.length ? ' …' : ''}`;
}
