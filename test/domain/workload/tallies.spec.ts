import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { centreOverview } from '../../../src/domain/workload/centre-overview.js';
import type { RegistrationProgress } from '../../../src/domain/workload/registration-progress.js';
import {
  changeOf,
  contributionOf,
  type CountedRegistration,
  percentileOf,
  sumOf,
  toTallyKey,
} from '../../../src/domain/workload/tallies.js';

const PROGRESS: RegistrationProgress = {
  totals: { criteria: 2, met: 1, evidenced: 1 },
  counts: { unclaimed: 1, planned: 0, claimed: 0, evidenced_weak: 0, evidenced: 0, met: 1, met_at_risk: 0 },
  statuses: { '1.1': 'met', '3.10': 'unclaimed' },
  blockers: { '3.10': ['NO_EVIDENCE'] },
  ...{ ready: false, nextStage: null, nextStageSince: null, toJudge: null, atRisk: null, pending: [] },
};

const COUNTED: CountedRegistration = {
  state: 'in_progress',
  progress: PROGRESS,
  waiting: [
    { kind: 'evidence_to_decide', dueOn: '2026-06-15' },
    { kind: 'evidence_to_decide', dueOn: '2026-06-15' },
    { kind: 'criteria_to_judge', dueOn: null },
  ],
  decisions: [{ submittedAt: '2026-06-01T09:00:00.000Z', decidedAt: '2026-06-09T10:00:00.000Z' }],
  planned: [{ assessorIds: ['a', 'b'], plannedOn: '2026-06-03', isTaken: true }],
  signedSamples: [{ assessorIds: ['a'], signedAt: '2026-06-04T09:00:00.000Z' }],
  openActions: [{ ownerId: 'a', dueDate: '2026-07-01' }],
};

describe('what a registration contributes', () => {
  it('is a count for everything that can be counted of it', () => {
    expect(contributionOf(COUNTED)).toEqual({
      'registrations|in_progress|': 1,
      ...{ 'criteria|all|': 2, 'criteria|met|': 1, 'criteria|evidenced|': 1 },
      ...{ 'criterion_status|1.1|met': 1, 'criterion_status|3.10|unclaimed': 1, 'blocker|3.10|NO_EVIDENCE': 1 },
      ...{ 'waiting|evidence_to_decide|2026-06-15': 2, 'waiting|criteria_to_judge|': 1 },
      'turnaround|2026-06-09|006': 1,
      ...{ 'sample_planned|a|2026-06-03': 1, 'sample_taken|a|2026-06-03': 1 },
      ...{ 'sample_planned|b|2026-06-03': 1, 'sample_taken|b|2026-06-03': 1 },
      ...{ 'sample_signed|a|2026-06-04': 1, 'action_open|a|2026-07-01': 1 },
    });
  });

  it('says nothing of the gaps of a unit that is released', () => {
    const keys = Object.keys(contributionOf({ ...COUNTED, state: 'iqa_released' })).map((key) => toTallyKey(key).tally);
    expect(keys).not.toContain('criterion_status');
    expect(keys).not.toContain('blocker');
  });

  it('added by difference, whatever the history, gives the sum of what there is in the end', () => {
    const contribution = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 5 }));
    const history = fc.array(fc.tuple(fc.nat(3), contribution), { maxLength: 40 });
    fc.assert(
      fc.property(history, (steps) => {
        const now = new Map<number, Record<string, number>>();
        const kept = new Map<string, number>();
        for (const [registration, after] of steps) {
          for (const { key, by } of changeOf(now.get(registration) ?? {}, after)) {
            const count = (kept.get(key) ?? 0) + by;
            if (count === 0) kept.delete(key);
            else kept.set(key, count);
          }
          now.set(registration, after);
        }
        expect(kept).toEqual(sumOf(now.values()));
      }),
    );
  });
});

describe('a percentile of counts', () => {
  it('is the one of the values written out', () => {
    const values = fc.array(fc.nat(20), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.9, 1), (all, share) => {
        const counted = [...new Set(all)].map((value) => ({
          value,
          count: all.filter((each) => each === value).length,
        }));
        const sorted = [...all].sort((a, b) => a - b);
        expect(percentileOf(counted, share)).toBe(sorted[Math.ceil(share * all.length) - 1]);
      }),
    );
    expect(percentileOf([], 0.5)).toBeNull();
  });
});

describe('the overview of a centre', () => {
  it('orders criteria by number, blockers by how common they are and assessors by how far they are behind', () => {
    const count = (tally: string, subject: string, detail: string, times: number) =>
      ({ tally, subject, detail, count: times }) as Parameters<typeof centreOverview>[0][number];
    const view = centreOverview([
      ...['3.10', '3.9'].map((code) => count('criterion_status', code, 'claimed', 4)),
      ...['A', 'B', 'C', 'D'].map((code, index) => count('blocker', '3.9', code, index + 1)),
      ...[count('sample_planned', 'done', '', 5), count('sample_taken', 'done', '', 5)],
      ...[count('sample_planned', 'behind', '', 3), count('sample_signed', 'quiet', '2026-06-01', 1)],
    ]);
    expect(view.gaps.map(({ criterion }) => criterion)).toEqual(['3.9', '3.10']);
    expect(view.gaps[0]?.blockers.map(({ code, registrations }) => `${code} ${registrations}`)).toEqual([
      'D 4',
      'C 3',
      'B 2',
    ]);
    expect(view.iqa).toMatchObject({ due: 8, done: 5, assessors: 3 });
    expect(view.iqa.furthestBehind.map(({ assessorId }) => assessorId)).toEqual(['behind', 'done', 'quiet']);
  });
});
