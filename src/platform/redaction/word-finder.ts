import type { WordOutcome } from './redaction-order.js';

/** One character of a text or one glyph of a page, ready to be compared. */
export interface Cell {
  /** Its letters, folded; "" for white space, dashes, stops and what cannot be seen. A ligature has several. */
  readonly letters: string;
  /** Whether white space, a dash or a gap on the page stands before it. */
  readonly isApart: boolean;
}

/** First and last cell of one occurrence, both included. */
export interface Occurrence {
  readonly first: number;
  readonly last: number;
}

export interface Findings {
  readonly occurrences: readonly Occurrence[];
  /** One for each word, in their order. */
  readonly outcomes: readonly WordOutcome[];
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;
/** Scripts written without spaces have no whole words to be found by their edges. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const APOSTROPHES = /[\u2018\u2019\u02bc\u02b9\u00b4`]/gu;
const UNSEEN = /[\p{M}\p{Cf}\p{Cc}]/gu;
/**
 * White space, dashes, stops and underscores: a line may break there, a number may be written with or without them, and
 * “Ann Example” is ann.example or ann_example in an address.
 */
export const GAPS = /[\p{Z}\p{Pd}\s._\u2212\u00ad]/u;
const ALL_GAPS = new RegExp(GAPS.source, 'gu');

/** Letters as they are compared: without case, accents, ligatures and the shape of an apostrophe. */
export function fold(text: string): string {
  return [...text.normalize('NFKD').replace(APOSTROPHES, "'").replace(UNSEEN, '').replace(ALL_GAPS, '')]
    .map((character) => character.toUpperCase().normalize('NFKD').replace(UNSEEN, '').toLowerCase())
    .join('');
}

/** The characters of a text as cells, one for each code point, with the place of each in the text. */
export function cellsOf(text: string): { cells: Cell[]; starts: number[] } {
  const cells: Cell[] = [];
  const starts: number[] = [];
  let isApart = true;
  let start = 0;
  for (const character of text) {
    const letters = fold(character);
    cells.push({ letters, isApart });
    starts.push(start);
    start += character.length;
    if (letters !== '') isApart = false;
    else if (GAPS.test(character)) isApart = true;
  }
  return { cells, starts };
}

/**
 * Every whole-word occurrence of the words. White space, line breaks, dashes and stops count for nothing, in the words as
 * in the text, so that a name is found however its line breaks and however a telephone number is grouped.
 */
export function findWords(cells: readonly Cell[], words: readonly string[]): Findings {
  let line = '';
  const cellAt: number[] = [];
  cells.forEach(({ letters }, index) => {
    line += letters;
    for (let unit = 0; unit < letters.length; unit += 1) cellAt.push(index);
  });
  const occurrences: Occurrence[] = [];
  const outcomes = words.map((word) => {
    const wanted = fold(word);
    let [replaced, withinLongerWords] = [0, 0];
    for (let at = wanted === '' ? -1 : line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (isJoined(line, at, cellAt, cells) || isJoined(line, end, cellAt, cells)) {
        withinLongerWords += 1;
      } else {
        replaced += 1;
        occurrences.push({ first: cellAt[at]!, last: cellAt[end - 1]! });
      }
    }
    return { replaced, withinLongerWords };
  });
  return { occurrences, outcomes };
}

/** Whether the letters on both sides of a place belong to one word. */
function isJoined(line: string, place: number, cellAt: readonly number[], cells: readonly Cell[]): boolean {
  if (place === 0 || place === line.length) return false;
  const [before, after] = [cellAt[place - 1]!, cellAt[place]!];
  if (before !== after && cells[after]!.isApart) return false;
  const [left, right] = [lastCharacter(line, place), String.fromCodePoint(line.codePointAt(place)!)];
  return [left, right].every((character) => WORD_CHARACTER.test(character) && !UNSPACED.test(character));
}

function lastCharacter(line: string, end: number): string {
  const unit = line.charCodeAt(end - 1);
  const isLowSurrogate = unit >= 0xdc00 && unit <= 0xdfff;
  return line.slice(isLowSurrogate ? end - 2 : end - 1, end);
}
