import { describe, expect, it } from '@jest/globals';
import { checkSending } from '../../../src/domain/certification/ao-notification.js';
import {
  checkDirectClaimsEntry,
  type DirectClaimsEntry,
  hasDirectClaims,
  QUALIFICATION_NUMBER,
} from '../../../src/domain/certification/qualification.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

const TODAY = '2026-06-01';
const granted: DirectClaimsEntry = { status: 'granted', effectiveOn: '2026-02-01' };
const withdrawn: DirectClaimsEntry = { status: 'withdrawn', effectiveOn: '2026-04-01' };

describe('a qualification number', () => {
  it.each(['601/6718/X', '601/3973/0'])('may be %s', (number) => expect(number).toMatch(QUALIFICATION_NUMBER));
  it.each(['6016718X', '601/6718/x', '601/671/X', ' 601/6718/X'])('is not %s', (number) =>
    expect(number).not.toMatch(QUALIFICATION_NUMBER),
  );
});

describe('direct-claims status', () => {
  it('is what was said last, and not in force while nobody has said anything', () => {
    expect(hasDirectClaims([])).toBe(false);
    expect(hasDirectClaims([granted])).toBe(true);
    expect(hasDirectClaims([granted, withdrawn])).toBe(false);
    expect(hasDirectClaims([granted, withdrawn, { ...granted, effectiveOn: '2026-05-01' }])).toBe(true);
  });

  it.each([
    ['granted twice', [granted], { ...granted, effectiveOn: TODAY }, 'STATE_CONFLICT'],
    ['withdrawn before it was granted', [], withdrawn, 'STATE_CONFLICT'],
    ['said for a day to come', [], { ...granted, effectiveOn: '2026-06-02' }, 'VALIDATION_FAILED'],
    [
      'withdrawn before the day it was granted on',
      [granted],
      { ...withdrawn, effectiveOn: '2026-01-31' },
      'VALIDATION_FAILED',
    ],
  ] as const)('cannot be %s', (_, history, entry, code) => {
    const refusal = refusalOf(() => checkDirectClaimsEntry(history, entry, TODAY));
    expect(refusal.code).toBe(code);
    expect(pathsOf(refusal)).toEqual(code === 'VALIDATION_FAILED' ? ['on'] : []);
  });

  it('can be withdrawn on the day it was granted, and granted today', () => {
    expect(() => checkDirectClaimsEntry([granted], { ...withdrawn, effectiveOn: '2026-02-01' }, TODAY)).not.toThrow();
    expect(() => checkDirectClaimsEntry([], { ...granted, effectiveOn: TODAY }, TODAY)).not.toThrow();
  });
});

describe('telling the awarding organisation', () => {
  const due = { openedAt: '2026-05-20T23:59:00.000Z', sentOn: null };

  it.each(['2026-05-20', TODAY])('may be on %s', (day) => expect(() => checkSending(due, day, TODAY)).not.toThrow());

  it.each(['2026-05-19', '2026-06-02'])('is not on %s', (day) => {
    expect(pathsOf(refusalOf(() => checkSending(due, day, TODAY)))).toEqual(['sentOn']);
  });

  it('happens once', () => {
    expect(refusalOf(() => checkSending({ ...due, sentOn: TODAY }, TODAY, TODAY)).code).toBe('STATE_CONFLICT');
  });
});
