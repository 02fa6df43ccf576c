import type { PageLetter, Point } from './page-letters.js';
import { type Cell, fold, GAPS } from './word-finder.js';

const distance = ([x, y]: Point, [u, v]: Point): number => Math.hypot(x - u, y - v);

/** A gap wider than this part of the height of a letter is a space: kerning stays below it. */
const SPACE = 0.12;

/** The letters as cells to search. A letter that does not continue the one before stands apart. */
export function asCells(letters: readonly PageLetter[]): Cell[] {
  let isApart = true;
  return letters.map(({ unicode, start, corners }, index) => {
    const before = letters[index - 1];
    if (before && distance(before.end, start) > distance(corners[0], corners[3]) * SPACE) isApart = true;
    const cell = { letters: fold(unicode), isApart };
    if (cell.letters !== '') isApart = false;
    else if (GAPS.test(unicode)) isApart = true;
    return cell;
  });
}

/**
 * The letters line by line as the eye meets them: a file may draw a name in any order. Text that runs in different
 * directions is kept apart.
 */
export function inReadingOrder(letters: readonly PageLetter[]): PageLetter[] {
  const placed = letters.map((letter) => {
    const { start, end, corners } = letter;
    const angle = Math.atan2(end[1] - start[1], end[0] - start[0]);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return {
      letter,
      turn: Math.round((angle * 180) / Math.PI / 5),
      along: start[0] * cos + start[1] * sin,
      across: start[1] * cos - start[0] * sin,
      height: distance(corners[0], corners[3]),
    };
  });
  placed.sort((a, b) => a.turn - b.turn || a.across - b.across);
  let line = 0;
  const lined = placed.map((one, index) => {
    const before = placed[index - 1];
    const isNext = before && (before.turn !== one.turn || one.across - before.across > one.height * 0.3);
    if (isNext) line += 1;
    return { ...one, line };
  });
  return lined.sort((a, b) => a.line - b.line || a.along - b.along).map(({ letter }) => letter);
}

/** Whether a letter stands beside the one before on the same line, a space or wide spacing between them included. */
export function continues(before: PageLetter, next: PageLetter): boolean {
  return distance(before.end, next.start) < 1.5 * distance(next.corners[0], next.corners[3]);
}
