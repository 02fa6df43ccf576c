import { describe, expect, it } from '@jest/globals';
import { checkCpdEntry, cpdTotals, totalsSince } from '../../../src/domain/staff/cpd.js';
import { isStaff } from '../../../src/domain/staff/staff-policy.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

const TODAY = '2026-06-01';

describe('an entry of a CPD log', () => {
  it('counts whole quarters of an hour', () => {
    expect(checkCpdEntry({ on: TODAY, hours: 2.25 }, TODAY)).toBe(135);
    const refusal = refusalOf(() => checkCpdEntry({ on: '2026-06-02', hours: 0.3 }, TODAY));
    expect([refusal.code, pathsOf(refusal)]).toEqual(['VALIDATION_FAILED', ['on', 'hours']]);
  });
});

describe('the totals of a CPD log', () => {
  it('are the hours of the last three spells of twelve months, each day in one of them', () => {
    const entries = [
      ...[{ doneOn: TODAY, minutes: 60 }],
      ...[{ doneOn: '2025-06-02', minutes: 30 }],
      ...[{ doneOn: '2025-06-01', minutes: 90 }],
      ...[{ doneOn: '2023-06-02', minutes: 15 }],
      ...[{ doneOn: '2023-06-01', minutes: 600 }],
    ];
    expect(cpdTotals(entries, TODAY)).toEqual([
      { from: '2025-06-02', to: TODAY, hours: 1.5 },
      { from: '2024-06-02', to: '2025-06-01', hours: 1.5 },
      { from: '2023-06-02', to: '2024-06-01', hours: 0.25 },
    ]);
    expect(totalsSince(TODAY)).toBe('2023-06-01');
  });
});

describe('staff', () => {
  it('is whoever is more than a learner or an external verifier', () => {
    expect(isStaff(['learner'])).toBe(false);
    expect(isStaff(['eqa'])).toBe(false);
    expect(isStaff(['learner', 'trainee_assessor'])).toBe(true);
    expect(isStaff(['centre_manager'])).toBe(true);
  });
});
