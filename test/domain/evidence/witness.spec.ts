import { describe, expect, it } from '@jest/globals';
import {
  RELATIONSHIPS,
  relationshipFrom,
  WITNESS_CATEGORIES,
  WITNESS_CATEGORY_WORDS,
  witnessCategoryFrom,
} from '../../../src/domain/evidence/witness.js';

describe('what a witness is to the learner', () => {
  it.each(RELATIONSHIPS)('is %s as its code', (code) => expect(relationshipFrom(code)).toBe(code));

  it.each([
    ['Line manager', 'line_manager'],
    ['Her team leader since 2024', 'line_manager'],
    ['co-worker', 'colleague'],
    ['External customer', 'customer'],
    ['sister', 'relative'],
    ['Brother-in-law and line manager', 'relative'],
  ])('is understood in words: %s', (words, relationship) => expect(relationshipFrom(words)).toBe(relationship));

  it.each(['', 'somebody', 'anderson', 'kindly', 'a partner'])('is not guessed at from “%s”', (words) =>
    expect(relationshipFrom(words)).toBeNull(),
  );
});

describe('a category of the witness status list', () => {
  it.each(WITNESS_CATEGORIES)('is %d by its number or its words', (category) => {
    expect(witnessCategoryFrom(String(category))).toBe(category);
    expect(witnessCategoryFrom(WITNESS_CATEGORY_WORDS[category])).toBe(category);
  });

  it('is nothing else', () => expect(witnessCategoryFrom('5')).toBeNull());
});
