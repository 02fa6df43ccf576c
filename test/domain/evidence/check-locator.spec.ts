import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkLocator, formatLocator } from '../../../src/domain/evidence/check-locator.js';
import type { EvidenceLocator } from '../../../src/domain/evidence/locator.js';

const PRINTED: readonly (readonly [string, EvidenceLocator])[] = [
  ['p.2 §3', { page: 2, paragraph: 3 }],
  ['p.2', { page: 2 }],
  ['§3', { paragraph: 3 }],
  ['sheet Log row 12', { sheet: 'Log', row: 12 }],
  ['row 12', { row: 12 }],
  ['00:04:10–00:06:30', { from: '00:04:10', to: '00:06:30' }],
  ['00:04:10', { from: '00:04:10' }],
  ['until 00:06:30', { to: '00:06:30' }],
  ['the second reply', { note: 'the second reply' }],
  ['p.1, 00:00:05, bottom left', { page: 1, from: '00:00:05', note: 'bottom left' }],
];

const WRONG: readonly (readonly [string, EvidenceLocator, string[]])[] = [
  ['nothing at all', {}, ['locator']],
  ['page 0', { page: 0 }, ['locator.page']],
  ['a negative paragraph', { paragraph: -1 }, ['locator.paragraph']],
  ['half a row', { row: 1.5 }, ['locator.row']],
  ['a page that is no number', { page: Number.NaN }, ['locator.page']],
  ['a blank sheet', { sheet: ' ' }, ['locator.sheet']],
  ['a blank note', { page: 1, note: '' }, ['locator.note']],
  ['a time without hours', { from: '04:10' }, ['locator.from']],
  ['sixty minutes', { to: '00:60:00' }, ['locator.to']],
  ['sixty seconds', { from: '00:00:60' }, ['locator.from']],
  ['a passage that ends before it begins', { from: '00:06:30', to: '00:04:10' }, ['locator.to']],
  ['several mistakes', { page: 0, row: 0, from: 'start' }, ['locator.page', 'locator.row', 'locator.from']],
];

const twoDigits = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
const times = fc.tuple(twoDigits(99), twoDigits(59), twoDigits(59)).map((parts) => parts.join(':'));

describe('a locator', () => {
  it('may point at a single moment', () => {
    expect(checkLocator({ from: '00:04:10', to: '00:04:10' })).toEqual([]);
  });

  it.each(PRINTED)('prints as %s', (words, locator) => {
    expect(checkLocator(locator)).toEqual([]);
    expect(formatLocator(locator)).toBe(words);
  });

  it.each(WRONG)('is refused with %s', (_, locator, paths) => {
    expect(checkLocator(locator).map(({ path }) => path)).toEqual(paths);
  });

  it('accepts a passage exactly when it does not end before it begins', () => {
    const seconds = (time: string) => time.split(':').reduce((total, part) => total * 60 + Number(part), 0);
    fc.assert(
      fc.property(times, times, (from, to) => {
        expect(checkLocator({ from, to }).length === 0).toBe(seconds(from) <= seconds(to));
      }),
    );
  });
});
