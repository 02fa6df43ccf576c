import { describe, expect, it } from '@jest/globals';
import {
  checkAppealPolicy,
  deadline,
  DEFAULT_APPEAL_POLICY,
  dueOn,
  lastDayToLodge,
} from '../../../src/domain/appeal/appeal-policy.js';
import { appealWarnings } from '../../../src/domain/appeal/appeal-warnings.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

// 2026-06-01 is a Monday.
describe('working days', () => {
  it.each([
    ['2026-06-01', 5, '2026-06-08'],
    ['2026-06-05', 1, '2026-06-08'],
    ['2026-06-06', 1, '2026-06-08'],
    ['2026-06-07', 5, '2026-06-12'],
    ['2026-06-01', 0, '2026-06-01'],
    ['2026-06-06', 0, '2026-06-08'],
    ['2026-12-30', 2, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
  ])('from %s, %i later is %s', (from, days, expected) => {
    expect(deadline(from, days, [])).toBe(expected);
  });

  it('leave out bank holidays, also one after the other and beside a weekend', () => {
    const christmas = ['2026-12-25', '2026-12-28'];
    expect(deadline('2026-12-24', 1, christmas)).toBe('2026-12-29');
    expect(deadline('2026-12-25', 0, christmas)).toBe('2026-12-29');
    expect(deadline('2026-12-18', 5, christmas)).toBe('2026-12-29');
  });
});

describe('the clocks of an appeal', () => {
  it('run for each stage and for the learner, and never for the awarding organisation', () => {
    const policy = { ...DEFAULT_APPEAL_POLICY, bankHolidays: ['2026-06-02'] };
    const due = (['lodged', 'stage1', 'stage2', 'stage3', 'stage2_decided', 'ao', 'closed', 'withdrawn'] as const).map(
      (status) => dueOn(status, '2026-06-01', policy),
    );
    expect(due).toEqual([
      ...['2026-06-04', '2026-06-09', '2026-06-09', '2026-07-14', '2026-06-09'],
      ...[null, null, null],
    ]);
  });

  it('give twenty working days to lodge', () => {
    expect(lastDayToLodge('2026-06-01', DEFAULT_APPEAL_POLICY)).toBe('2026-06-29');
  });

  it('know no day twice and none that the calendar does not have', () => {
    const check = (...bankHolidays: string[]) =>
      pathsOf(refusalOf(() => checkAppealPolicy({ ...DEFAULT_APPEAL_POLICY, bankHolidays })));
    expect(check('2026-12-25', '2026-12-25')).toEqual(['bankHolidays[1]']);
    expect(check('2026-02-30', '2026-13-01')).toEqual(['bankHolidays[0]', 'bankHolidays[1]']);
    expect(() => checkAppealPolicy(DEFAULT_APPEAL_POLICY)).not.toThrow();
  });
});

describe('the warnings of an appeal', () => {
  const facts = { dueOn: '2026-06-08', today: '2026-06-08', steps: [], panelSize: 0, panelMembers: 3 };
  const codes = (over: Partial<Parameters<typeof appealWarnings>[0]>) =>
    appealWarnings({ ...facts, ...over }).map(({ code }) => code);

  it('are none where everything keeps to the procedure', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ panelSize: 3 })).toEqual([]);
  });

  it('name what came late, what is overdue and a panel that is small', () => {
    expect(codes({ today: '2026-06-09', panelSize: 2 })).toEqual(['STEP_OVERDUE', 'PANEL_SMALL']);
    expect(codes({ steps: [{ event: 'lodged', isLate: true }] })).toEqual(['LODGED_LATE']);
    expect(codes({ steps: [{ event: 'escalated', isLate: true }] })).toEqual(['ESCALATED_LATE']);
    expect(codes({ steps: [{ event: 'decided', isLate: true }] })).toEqual(['DECIDED_LATE']);
  });
});
