import { type Passage, type PassagePlace, placeOf } from './passage.js';
import { type PlacedWord, placedWords } from './words.js';

/** Words in a row that make one shingle. */
export const SHINGLE_WORDS = 5;
/** Below this two texts are alike by chance: a signature, a form of address, a heading. */
export const FEWEST_WORDS = 40;
const HASHES = 128;
const ROWS = 4;
/** Of 4 hashes each: texts half alike share one with 87 %, texts a fifth alike with 5 %. */
export const BANDS = HASHES / ROWS;
/** Estimated share of common shingles from which two texts are shown as near-identical. */
export const NEAR_IDENTICAL = 0.5;

/** Spreads a number over all 32 bits (the finaliser of MurmurHash3). */
function spread(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** FNV-1a. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** One hash for each shingle of the words, in their order. */
function shinglesOf(words: readonly string[]): number[] {
  const hashes = words.map(hashText);
  const shingles: number[] = [];
  for (let start = 0; start + SHINGLE_WORDS <= hashes.length; start++) {
    let shingle = 0;
    for (let index = start; index < start + SHINGLE_WORDS; index++)
      shingle = spread(shingle ^ (hashes[index] ?? 0)) + 1;
    shingles.push(spread(shingle));
  }
  return shingles;
}

/** A second hash for each of the 128: its own odd factor and its own addend, the same for ever. */
const FACTORS = Array.from({ length: HASHES }, (_, index) => spread(2 * index + 1) | 1);
const ADDENDS = Array.from({ length: HASHES }, (_, index) => spread(0x9e3779b9 + index));

/**
 * What the text is like in 128 numbers (MinHash over shingles of five words): the share of equal numbers of two texts
 * estimates the share of their common shingles. `null` for fewer than `FEWEST_WORDS` words.
 */
export function signatureOf(words: readonly string[]): number[] | null {
  if (words.length < FEWEST_WORDS) return null;
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (const shingle of new Set(shinglesOf(words))) {
    for (let index = 0; index < HASHES; index++) {
      const hash = spread(Math.imul(shingle, FACTORS[index] ?? 1) + (ADDENDS[index] ?? 0));
      if (hash < (least[index] ?? 0)) least[index] = hash;
    }
  }
  return [...least];
}

/** The bands of a signature, in their order: texts that share none are hardly alike. */
export function bandsOf(signature: readonly number[]): string[] {
  return Array.from({ length: BANDS }, (_, band) =>
    signature
      .slice(band * ROWS, (band + 1) * ROWS)
      .map((hash) => hash.toString(16).padStart(8, '0'))
      .join(''),
  );
}

/** 0 to 1: how much of all the shingles of two texts both have, as their signatures estimate it (±0.09). */
export function similarityOf(a: readonly number[], b: readonly number[]): number {
  return a.filter((hash, index) => hash === b[index]).length / HASHES;
}

/** The same words at two places. */
export interface SharedPassage {
  readonly here: { readonly locator: PassagePlace; readonly text: string };
  readonly there: { readonly locator: PassagePlace; readonly text: string };
}

/** Fewer common words than these in a row are a turn of phrase. */
const FEWEST_COMMON_WORDS = 8;
const MOST_SHARED = 10;

interface SplitPassage {
  readonly passage: Passage;
  readonly words: readonly PlacedWord[];
}

const split = (passage: Passage): SplitPassage => ({ passage, words: placedWords(passage.text) });

/** Where two texts coincide: for each passage of `here` the longest run of words that `there` has as well, longest first. */
export function sharedPassages(here: readonly Passage[], there: readonly Passage[]): SharedPassage[] {
  const others = there.map(split);
  const places = new Map<number, [SplitPassage, number]>();
  for (const other of others) {
    shinglesOf(other.words.map(({ word }) => word)).forEach((shingle, start) => {
      if (!places.has(shingle)) places.set(shingle, [other, start]);
    });
  }
  return here
    .map(split)
    .map((own) => longestRun(own, places))
    .filter((run) => run.length >= FEWEST_COMMON_WORDS)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_SHARED)
    .map(({ own, start, other, otherStart, length }) => ({
      here: cut(own, start, length),
      there: cut(other, otherStart, length),
    }));
}

interface Run {
  readonly own: SplitPassage;
  readonly start: number;
  readonly other: SplitPassage;
  readonly otherStart: number;
  /** In words. */
  readonly length: number;
}

function longestRun(own: SplitPassage, places: ReadonlyMap<number, [SplitPassage, number]>): Run {
  let longest: Run = { own, start: 0, other: own, otherStart: 0, length: 0 };
  const shingles = shinglesOf(own.words.map(({ word }) => word));
  for (let start = 0; start < shingles.length; start++) {
    const place = places.get(shingles[start] ?? 0);
    if (!place) continue;
    const [other, otherStart] = place;
    let length = 0;
    while (own.words[start + length] && own.words[start + length]?.word === other.words[otherStart + length]?.word) {
      length += 1;
    }
    if (length > longest.length) longest = { own, start, other, otherStart, length };
    // What lies inside of a run is no longer one.
    if (length >= SHINGLE_WORDS) start += length - SHINGLE_WORDS;
  }
  return longest;
}

function cut({ passage, words }: SplitPassage, start: number, length: number): SharedPassage['here'] {
  const text = passage.text.slice(words[start]?.start ?? 0, words[start + length - 1]?.end ?? 0);
  return { locator: placeOf(passage), text };
}
