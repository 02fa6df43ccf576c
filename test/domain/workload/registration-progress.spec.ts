import { describe, expect, it } from '@jest/globals';
import type { CriterionCoverage, UnitCoverage } from '../../../src/domain/coverage/coverage.js';
import type { CriterionJudgement } from '../../../src/domain/judgement/judgement.js';
import { progressOf } from '../../../src/domain/workload/registration-progress.js';

const at = (hour: number): string => `2026-06-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

const criterion = (
  code: string,
  status: CriterionCoverage['status'],
  evidenceIds: string[] = [],
): CriterionCoverage => ({
  ...{ code, status, statement: '', kind: 'K' },
  gaps:
    status === 'unclaimed'
      ? [{ code: 'NO_EVIDENCE', severity: 'blocker' }]
      : [{ code: 'SOME_STALE', severity: 'info' }],
  claims: evidenceIds.map((evidenceId) => ({
    ...{ claimId: evidenceId, evidenceId, ref: evidenceId, method: 'work_product', counts: 'substantive', reasons: [] },
  })),
});

const coverage = (criteria: CriterionCoverage[], ready = false): UnitCoverage => ({
  ...{ unit: 'U40', specificationVersion: '1', policyVersion: '1', asOf: at(20), unitGaps: [], criteria, ready },
  totals: { criteria: criteria.length, met: 0, evidenced: 0 },
});

const judgement = (over: Partial<CriterionJudgement>): CriterionJudgement => ({
  ...{ id: 'j1', registrationId: 'r1', criterion: '1.1', outcome: 'met', assessorId: 'a', assessorStatus: 'qualified' },
  ...{ decidedAt: at(12), sequence: 1, rationale: '', evidenceIds: [], overrideReason: null, countersignature: null },
  ...over,
});

const EVIDENCED = coverage([criterion('1.1', 'evidenced', ['e1', 'e2']), criterion('1.2', 'evidenced', ['e3'])]);
const DECIDED = new Map([
  ['e1', at(9)],
  ['e2', at(11)],
  ['e3', at(10)],
]);
const facts = { coverage: EVIDENCED, judgements: [], signOffs: [], decidedAt: DECIDED, settledAt: [] };

describe('the progress of a registration', () => {
  it('lists what is evidenced and not judged, since the first of it was complete', () => {
    expect(progressOf(facts).toJudge).toEqual({ codes: ['1.1', '1.2'], since: at(10) });
  });

  it('leaves out what a trainee has judged, and asks the countersigner', () => {
    const trainees = judgement({ assessorStatus: 'trainee' });
    const { toJudge, pending } = progressOf({ ...facts, judgements: [trainees] });
    expect(toJudge?.codes).toEqual(['1.2']);
    expect(pending).toEqual([trainees]);
  });

  it('asks again after “not yet met” only when evidence has come since', () => {
    const notYet = (hour: number) => [judgement({ outcome: 'not_yet_met', decidedAt: at(hour) })];
    expect(progressOf({ ...facts, judgements: notYet(12) }).toJudge?.codes).toEqual(['1.2']);
    expect(progressOf({ ...facts, judgements: notYet(10) }).toJudge?.codes).toEqual(['1.1', '1.2']);
  });

  it('names what is met and at risk, since it was judged', () => {
    const risky = coverage([criterion('1.1', 'met_at_risk'), criterion('1.2', 'met')]);
    expect(progressOf({ ...facts, coverage: risky, judgements: [judgement({})] })).toMatchObject({
      atRisk: { codes: ['1.1'], since: at(12) },
      toJudge: null,
      statuses: { '1.1': 'met_at_risk', '1.2': 'met' },
    });
  });

  it('keeps only blockers, by criterion', () => {
    const some = coverage([criterion('1.1', 'unclaimed'), criterion('1.2', 'met')]);
    expect(progressOf({ ...facts, coverage: some })).toMatchObject({ blockers: { '1.1': ['NO_EVIDENCE'] } });
    expect(progressOf({ ...facts, coverage: some }).counts).toMatchObject({ unclaimed: 1, met: 1, evidenced: 0 });
  });

  it('offers the first signature since the latest of everything that readiness rests on', () => {
    const ready = { ...facts, coverage: coverage([criterion('1.1', 'met')], true), judgements: [judgement({})] };
    expect(progressOf(facts)).toMatchObject({ nextStage: null, nextStageSince: null });
    expect(progressOf(ready)).toMatchObject({ ready: true, nextStage: 'learner', nextStageSince: at(12) });
    expect(progressOf({ ...ready, settledAt: [at(15)] }).nextStageSince).toBe(at(15));
  });
});
