import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../../src/domain/kernel/domain-error.js';
import {
  checkSelection,
  LONGEST_VISIT_DAYS,
  MOST_SELECTED,
  overlap,
  visitState,
  type VisitTimes,
  visitWindow,
} from '../../../src/domain/visit/visit.js';

const NOW = '2026-06-01T09:00:00.000Z';
const VISIT: VisitTimes = {
  opensAt: '2026-06-02T08:00:00.000Z',
  closesAt: '2026-06-04T18:00:00.000Z',
  suspendedAt: null,
  concludedAt: null,
};

/** Code and paths of the refusal of something. */
function refusalOf(work: () => unknown): [code: string, ...paths: string[]] | null {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return [error.code, ...error.errors.map(({ path }) => path)];
    throw error;
  }
  return null;
}

describe('A visit', () => {
  it.each([
    ['2026-06-02T07:59:59.999Z', 'planned'],
    ['2026-06-02T08:00:00.000Z', 'open'],
    ['2026-06-04T17:59:59.999Z', 'open'],
    ['2026-06-04T18:00:00.000Z', 'closed'],
  ])('is at %s %s', (now, state) => {
    expect(visitState(VISIT, now)).toBe(state);
  });

  it('is closed by its outcome and suspended by the centre, whatever the clock says', () => {
    const during = '2026-06-03T12:00:00.000Z';
    expect(visitState({ ...VISIT, concludedAt: during }, during)).toBe('closed');
    expect(visitState({ ...VISIT, suspendedAt: during }, during)).toBe('suspended');
    expect(visitState({ ...VISIT, suspendedAt: NOW }, NOW)).toBe('suspended');
    expect(visitState({ ...VISIT, suspendedAt: during }, '2027-01-01T00:00:00.000Z')).toBe('suspended');
  });
});

describe('The window of a visit', () => {
  const closing = (closesAt: string) => refusalOf(() => visitWindow({ opensAt: NOW, closesAt }, NOW));

  it('ends after it begins, in the future, and at most ninety-two days later', () => {
    const days = (count: number) => new Date(Date.parse(NOW) + count * 86_400_000).toISOString();
    expect(closing(NOW)).toEqual(['VALIDATION_FAILED', 'closesAt']);
    expect(closing('2026-05-31T09:00:00.000Z')).toEqual(['VALIDATION_FAILED', 'closesAt']);
    expect(closing(days(LONGEST_VISIT_DAYS))).toBeNull();
    expect(closing(new Date(Date.parse(days(LONGEST_VISIT_DAYS)) + 1).toISOString())).toEqual([
      'VALIDATION_FAILED',
      'closesAt',
    ]);
  });

  it('never opens before somebody has said so', () => {
    const closesAt = '2026-06-02T00:00:00.000Z';
    expect(visitWindow({ opensAt: '2020-01-01T00:00:00.000Z', closesAt }, NOW)).toEqual({ opensAt: NOW, closesAt });
  });

  it('overlaps another where they share an instant, and not where one ends as the other begins', () => {
    const window = (from: number, to: number) => ({
      opensAt: `2026-06-0${from}T00:00:00.000Z`,
      closesAt: `2026-06-0${to}T00:00:00.000Z`,
    });
    expect(overlap(window(1, 3), window(2, 4))).toBe(true);
    expect(overlap(window(1, 4), window(2, 3))).toBe(true);
    expect(overlap(window(1, 3), window(3, 4))).toBe(false);
    expect(overlap(window(3, 4), window(1, 3))).toBe(false);
  });
});

describe('Choosing the sample of a visit', () => {
  const maya = { id: 'r1', centreId: 'c', unitKey: 'U40', learnerId: 'maya' };
  const choice = {
    wantedIds: ['r1'],
    found: [maya],
    selectedIds: [],
    visit: { centreId: 'c', units: ['U40'] },
    interestLearnerIds: [],
  };
  const refusal = (over: Partial<Parameters<typeof checkSelection>[0]>) =>
    refusalOf(() => checkSelection({ ...choice, ...over }));

  it('takes what is on the register of its units', () => {
    expect(refusal({})).toBeNull();
    expect(refusal({ selectedIds: ['r1'] })).toBeNull();
  });

  it.each([
    ['of another unit', { found: [{ ...maya, unitKey: 'HCR' }] }],
    ['of another centre', { found: [{ ...maya, centreId: 'other' }] }],
    ['that does not exist', { found: [] }],
  ])('refuses one %s, always in the same words', (_, over) => {
    expect(refusal(over)).toEqual(['VALIDATION_FAILED', 'registrationIds[0]']);
  });

  it('refuses a learner in whom the verifier has declared an interest', () => {
    expect(refusal({ interestLearnerIds: ['maya'] })).toEqual(['SEGREGATION_OF_DUTIES', 'registrationIds[0]']);
  });

  it('ends where one person can look at no more, counting each registration once', () => {
    const selectedIds = Array.from({ length: MOST_SELECTED }, (__, index) => `s${index}`);
    expect(refusal({ selectedIds })).toEqual(['VALIDATION_FAILED', 'registrationIds']);
    expect(refusal({ selectedIds: ['r1', ...selectedIds.slice(1)] })).toBeNull();
  });
});
