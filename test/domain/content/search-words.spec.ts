import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { excerptOf, searchWords } from '../../../src/domain/content/search-words.js';
import { LONGEST_WORD, placedWords, wordsOf } from '../../../src/domain/content/words.js';

describe('The words of a text', () => {
  it('are its runs of letters and digits, in one form', () => {
    expect(wordsOf('C-001: École, e\u0301cole, 40 cm; naïve_2')).toEqual([
      'c',
      '001',
      'école',
      'école',
      '40',
      'cm',
      'naïve',
      '2',
    ]);
  });

  it('stand where they are said to stand', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const placed = placedWords(text);
        expect(placed.map(({ word }) => word)).toEqual(wordsOf(text));
        for (const { word, start, end } of placed) {
          expect(wordsOf(text.slice(start, end))).toEqual([word]);
          expect(word.length).toBeLessThanOrEqual(LONGEST_WORD);
        }
      }),
    );
  });
});

describe('A search', () => {
  it('is for each word once, the last one last', () => {
    expect(searchWords('Doors of oak, doors OF')).toEqual(['doors', 'oak', 'of']);
    expect(searchWords(' "-*% ')).toEqual([]);
    expect(searchWords(Array.from({ length: 40 }, (_, index) => `w${index}`).join(' '))).toHaveLength(12);
  });

  it('shows the first word found with its surroundings on one line', () => {
    const text = `${'before '.repeat(40)}the Zeppelin\nover ${'after '.repeat(40)}`;
    const excerpt = excerptOf(text, ['over', 'zepp']);
    expect(excerpt).toMatch(/^… .*the Zeppelin over after.* …$/);
    expect(excerpt.length).toBeLessThan(220);
  });
});
