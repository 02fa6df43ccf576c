import { describe, expect, it } from '@jest/globals';
import { checkCase, checkCommunicationTime } from '../../../src/domain/complaint/check-case.js';
import { CASE_STATUSES, type ComplaintCase } from '../../../src/domain/complaint/complaint-case.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';
import { resolvedCase, TODAY, unresolvedCase } from './cases.js';

const check = (one: ComplaintCase, status = one.status) => checkCase(one, status, `${TODAY}T09:00:00.000Z`);

describe('the check of a case', () => {
  it('lets through a whole case, in whatever state its content allows', () => {
    for (const status of CASE_STATUSES.filter((one) => !['escalated', 'unresolved_closed'].includes(one))) {
      expect(() => check(resolvedCase(), status)).not.toThrow();
    }
    expect(() => check(unresolvedCase())).not.toThrow();
  });

  it.each([
    ['acknowledged', 'acknowledgedAt', { acknowledgedAt: null }],
    ['options_offered', 'optionsConsidered', { optionsConsidered: [] }],
    ['agreed', 'solution', { solution: null }],
    ['implemented', 'solution', { solution: null }],
    ['escalated', 'escalation', { escalation: null }],
    ['closed', 'outcome', { outcome: null }],
    ['unresolved_closed', 'outcome', {}],
  ] as const)('knows that a case which is %s must have its %s', (status, path, over) => {
    const refusal = refusalOf(() => check(resolvedCase(over), status));
    expect([refusal.code, pathsOf(refusal)]).toEqual(['CASE_INCOMPLETE', [path]]);
  });

  it('closes a case without a resolution as unresolved and not otherwise', () => {
    expect(refusalOf(() => check(unresolvedCase(), 'closed')).code).toBe('CASE_INCOMPLETE');
  });

  it('refuses what happened before the complaint came or lies ahead, and names each', () => {
    const refusal = refusalOf(() =>
      check(
        resolvedCase({
          acknowledgedAt: '2026-03-01',
          recordedAt: '2026-06-02',
          ownedFrom: '2026-03-10',
          ownedTo: '2026-03-09',
          investigationSteps: [{ at: '2025-12-01', source: 'staff', finding: 'Asked the fitter.' }],
        }),
      ),
    );
    expect(refusal.code).toBe('CASE_INCONSISTENT');
    expect(pathsOf(refusal)).toEqual(['acknowledgedAt', 'investigationSteps[0].at', 'recordedAt', 'ownedTo']);
  });

  it('accepts targets that lie ahead, and things of the same day in any order where the hour is not known', () => {
    const one = resolvedCase({
      receivedAt: '2026-03-02T09:00:00.000Z',
      acknowledgedAt: '2026-03-02',
      targets: { acknowledgeBy: null, resolveBy: '2027-01-01', updateEveryDays: null },
    });
    expect(() => check(one)).not.toThrow();
  });

  it('refuses a referral on a case that is recorded as initial', () => {
    const referral = { from: 'Call centre', at: '2026-03-03', reason: 'Second call', notes: null };
    expect(pathsOf(refusalOf(() => check(resolvedCase({ referral }))))).toEqual(['referral']);
    expect(() => check(resolvedCase({ stage: 'referred', referral }))).not.toThrow();
  });

  it('refuses messages from before the complaint and from the future', () => {
    const time = (at: string) => checkCommunicationTime(at, resolvedCase(), `${TODAY}T09:00:00.000Z`);
    expect(refusalOf(() => time('2026-03-01')).code).toBe('CASE_INCONSISTENT');
    expect(refusalOf(() => time('2026-06-01T09:00:01.000Z')).code).toBe('CASE_INCONSISTENT');
    expect(() => time('2026-03-02')).not.toThrow();
  });
});
