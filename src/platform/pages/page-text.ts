import type { PageLetter, Point } from '../redaction/page-letters.js';

/** A run of text and where it stands on its page, in parts of the width and the height of the page from its left top. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Canvas {
  /** Four bytes a pixel. */
  readonly pixels: Uint8ClampedArray;
  readonly across: number;
  readonly down: number;
}

/** More than these on one page are no writing for people; what is beyond can be seen and not searched. */
const MOST_LETTERS = 20_000;
/** Longer runs are cut: fonts take quadratic time to shape them. */
const LONGEST_RUN = 100;
/** A gap wider than this part of the height of a letter is a space: kerning stays below it. */
const SPACE = 0.12;
/** The band of a letter in which nearly every letter has both ink and ground, in parts of its height from below. */
const BAND = { from: 0.3, to: 0.6 };
const SAMPLES = { across: 12, up: 6 };
/** Difference of brightness, of 255, from which people see letters. */
const LEAST_CONTRAST = 40;

const WRITES = /[\p{L}\p{N}]/u;

const between = ([x, y]: Point, [u, v]: Point, part: number): Point => [x + (u - x) * part, y + (v - y) * part];
const distance = ([x, y]: Point, [u, v]: Point): number => Math.hypot(x - u, y - v);

/**
 * The text that can be seen on a painted page, run by run in the order in which the file draws it. What is covered or has
 * the colour of its ground is left out: people black names out with a bar, and the letters are still in the file.
 */
export function visibleText(letters: readonly PageLetter[], canvas: Canvas): PlacedText[] {
  const runs: PageLetter[][] = [];
  let isSeen = false;
  for (const letter of letters.slice(0, MOST_LETTERS)) {
    if (letter.unicode.trim() === '') continue;
    // Marks between letters have too little ink to tell: they go with the letter before them.
    if (WRITES.test(letter.unicode)) isSeen = hasContrast(letter, canvas);
    if (!isSeen) continue;
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && run.length < LONGEST_RUN && isBeside(before, letter)) run.push(letter);
    else runs.push([letter]);
  }
  return runs.map((run) => placed(run, canvas));
}

/** Whether a letter goes on the run, with no more than a space between. */
function isBeside(before: PageLetter, next: PageLetter): boolean {
  const height = distance(before.corners[0], before.corners[3]);
  const [along, across] = [next.start[0] - before.end[0], next.start[1] - before.end[1]];
  return Math.abs(across) < height * 0.3 && along > -height * 0.3 && along < height * 0.6;
}

function placed(run: readonly PageLetter[], { across, down }: Canvas): PlacedText {
  const text = run
    .map((letter, index) => {
      const before = run[index - 1];
      const gap = before ? distance(before.end, letter.start) : 0;
      return (gap > distance(letter.corners[0], letter.corners[3]) * SPACE ? ' ' : '') + letter.unicode;
    })
    .join('');
  const points = run.flatMap(({ corners }) => corners);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return {
    text,
    x: left / across,
    y: top / down,
    width: (Math.max(...xs) - left) / across,
    height: (Math.max(...ys) - top) / down,
  };
}

function hasContrast({ corners: [below, belowEnd, aboveEnd, above] }: PageLetter, canvas: Canvas): boolean {
  let [darkest, brightest] = [255, 0];
  for (let up = 0; up < SAMPLES.up; up += 1) {
    const height = BAND.from + ((BAND.to - BAND.from) * (up + 0.5)) / SAMPLES.up;
    const [start, end] = [between(below, above, height), between(belowEnd, aboveEnd, height)];
    for (let along = 0; along < SAMPLES.across; along += 1) {
      const brightness = brightnessAt(between(start, end, (along + 0.5) / SAMPLES.across), canvas);
      if (brightness === null) continue;
      darkest = Math.min(darkest, brightness);
      brightest = Math.max(brightest, brightness);
    }
  }
  return brightest - darkest >= LEAST_CONTRAST;
}

function brightnessAt([x, y]: Point, { pixels, across, down }: Canvas): number | null {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (!(column >= 0 && column < across && row >= 0 && row < down)) return null;
  const at = (row * across + column) * 4;
  return (pixels[at]! * 3 + pixels[at + 1]! * 6 + pixels[at + 2]!) / 10;
}
