import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  bandsOf,
  BANDS,
  FEWEST_WORDS,
  sharedPassages,
  SHINGLE_WORDS,
  signatureOf,
  similarityOf,
} from '../../../src/domain/content/similarity.js';
import { wordsOf } from '../../../src/domain/content/words.js';

/** The share of common runs of five words, counted on the words themselves. */
function exactSimilarity(a: readonly string[], b: readonly string[]): number {
  const runs = (words: readonly string[]): Set<string> =>
    new Set(words.slice(0, 1 - SHINGLE_WORDS).map((_, start) => words.slice(start, start + SHINGLE_WORDS).join(' ')));
  const [left, right] = [runs(a), runs(b)];
  const common = [...left].filter((run) => right.has(run)).length;
  return common / (left.size + right.size - common);
}

const signed = (words: readonly string[]): number[] => signatureOf(words) ?? [];
const numbered = (length: number, from = 0): string[] => Array.from({ length }, (_, index) => `word${from + index}`);

describe('The likeness of two texts', () => {
  it('is 1 for the same words, whatever stands between them, and close to 0 for others', () => {
    const text = numbered(60).join(' ');
    const again = wordsOf(text.replaceAll(' ', ',\n').toUpperCase());
    expect(similarityOf(signed(wordsOf(text)), signed(again))).toBe(1);
    expect(similarityOf(signed(numbered(60)), signed(numbered(60, 1_000)))).toBeLessThan(0.05);
  });

  it('is not told of texts with fewer than forty words', () => {
    expect(signatureOf(numbered(FEWEST_WORDS - 1))).toBeNull();
    expect(signatureOf(numbered(FEWEST_WORDS))).toHaveLength(128);
  });

  it('is estimated to within a fifth, and on average without leaning to a side', () => {
    let leaning = 0;
    let cases = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(9_999),
        (length, share, salt) => {
          const own = numbered(length, salt);
          const kept = Math.round(length * share);
          const other = [...own.slice(0, kept), ...numbered(length - kept, salt + 50_000)];
          const error = similarityOf(signed(own), signed(other)) - exactSimilarity(own, other);
          leaning += error;
          cases += 1;
          expect(Math.abs(error)).toBeLessThan(0.2);
        },
      ),
      { numRuns: 60, seed: 40 },
    );
    expect(Math.abs(leaning / cases)).toBeLessThan(0.02);
  });

  it('brings near-identical texts together in at least one band', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 400 }), fc.nat(9_999), (length, salt) => {
        const own = numbered(length, salt);
        const other = [...own.slice(0, length - 5), ...numbered(5, salt + 50_000)];
        const bands = bandsOf(signed(other));
        expect(bands).toHaveLength(BANDS);
        expect(bandsOf(signed(own)).some((band, index) => band === bands[index])).toBe(true);
      }),
      { numRuns: 40, seed: 40 },
    );
  });
});

describe('The passages that two texts share', () => {
  const copied = 'the customer had been promised a call on Thursday and nobody rang her back at all';

  it('are given as they stand on either side, with their places', () => {
    const here = [
      { page: 1, text: 'Something else first.' },
      { page: 2, text: `I wrote: ${copied}. So I apologised.` },
    ];
    const there = [
      {
        paragraph: 7,
        text: `As I found, The customer had been promised a call\non Thursday and nobody rang her back at all!`,
      },
    ];
    expect(sharedPassages(here, there)).toEqual([
      {
        here: { locator: { page: 2 }, text: copied },
        there: { locator: { paragraph: 7 }, text: copied.replace('the', 'The').replace('call ', 'call\n') },
      },
    ]);
  });

  it('are none where only turns of phrase coincide', () => {
    expect(
      sharedPassages(
        [{ text: 'Thank you very much for your patience.' }],
        [{ text: 'Thank you very much for coming.' }],
      ),
    ).toEqual([]);
  });

  it('are the longest first, ten at most', () => {
    const texts = Array.from({ length: 15 }, (_, index) => ({
      paragraph: index + 1,
      text: numbered(10 + index, index * 100).join(' '),
    }));
    const shared = sharedPassages(texts, texts);
    expect(shared).toHaveLength(10);
    expect(shared[0]?.here.locator).toEqual({ paragraph: 15 });
    expect(shared.every(({ here, there }) => here.text === there.text)).toBe(true);
  });

  it('are words of both texts, whatever the texts', () => {
    const words = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 80 })
      .map((parts) => [{ text: parts.join(' ') }]);
    fc.assert(
      fc.property(words, words, (here, there) => {
        for (const shared of sharedPassages(here, there)) {
          expect(here[0]?.text).toContain(shared.here.text);
          expect(there[0]?.text).toContain(shared.there.text);
          expect(shared.here.text).toBe(shared.there.text);
        }
      }),
    );
  });
});
