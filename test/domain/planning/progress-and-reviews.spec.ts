import { describe, expect, it } from '@jest/globals';
import type { CriterionJudgement, JudgementOutcome } from '../../../src/domain/judgement/judgement.js';
import { isOverdue } from '../../../src/domain/planning/learner-action.js';
import { isAgreed, PLAN_AGREEMENT, remarkOf } from '../../../src/domain/planning/learner-remark.js';
import { targetProgress } from '../../../src/domain/planning/plan-progress.js';
import { nextReview } from '../../../src/domain/planning/review.js';

const judged = (criterion: string, outcome: JudgementOutcome, over: object = {}): CriterionJudgement => ({
  ...{ id: `${criterion}-${outcome}`, registrationId: 'r', criterion, outcome, assessorId: 'daniel' },
  ...{ assessorStatus: 'qualified', decidedAt: '2026-06-01T09:00:00.000Z', sequence: 1, rationale: 'So.' },
  ...{ evidenceIds: [], overrideReason: null, countersignature: null },
  ...over,
});

describe('the progress of a target', () => {
  const TARGET = {
    criteria: ['2.1', '2.3'],
    method: 'direct_observation',
    activity: 'Watch.',
    location: null,
    targetDate: '2026-06-20',
  } as const;
  const onTheDay = { today: '2026-06-20', isInForce: true };
  const late = { today: '2026-06-21', isInForce: true };

  it('is done once every criterion is met, however late', () => {
    const half = [judged('2.1', 'met')];
    expect(targetProgress(TARGET, half, onTheDay)).toEqual({ state: 'open', met: ['2.1'] });
    expect(targetProgress(TARGET, half, late)).toEqual({ state: 'overdue', met: ['2.1'] });
    expect(targetProgress(TARGET, [...half, judged('2.3', 'met')], late)).toEqual({
      state: 'done',
      met: ['2.1', '2.3'],
    });
  });

  it('counts what has effect: neither a trainee’s word that waits nor a met that was taken back', () => {
    const waiting = judged('2.1', 'met', { assessorStatus: 'trainee' });
    expect(targetProgress(TARGET, [waiting], onTheDay).met).toEqual([]);
    const released = {
      ...waiting,
      countersignature: { countersignerId: 'lea', result: 'released', note: 'x', at: '' },
    };
    expect(targetProgress(TARGET, [released as CriterionJudgement], onTheDay).met).toEqual(['2.1']);
    const undone = [judged('2.1', 'met'), judged('2.1', 'not_yet_met', { sequence: 2 })];
    expect(targetProgress(TARGET, undone, onTheDay).met).toEqual([]);
  });

  it('is never late in a plan that was superseded', () => {
    expect(targetProgress(TARGET, [], { ...late, isInForce: false }).state).toBe('open');
  });
});

describe('the next review', () => {
  const plan = { nextReviewOn: '2026-06-30', createdAt: '2026-06-01T09:00:00.000Z' };
  const held = (recordedAt: string, nextReviewOn: string | null) => ({ recordedAt, nextReviewOn });
  const facts = { plan, reviews: [], isReleased: false, today: '2026-06-30' };

  it('is the one that the plan promises, and is overdue the day after', () => {
    expect(nextReview(facts)).toEqual({ on: '2026-06-30', isOverdue: false });
    expect(nextReview({ ...facts, today: '2026-07-01' })).toEqual({ on: '2026-06-30', isOverdue: true });
  });

  it('is what was said last, in a review or in a newer plan', () => {
    const reviews = [held('2026-06-10T09:00:00.000Z', '2026-08-01')];
    expect(nextReview({ ...facts, reviews })?.on).toBe('2026-08-01');
    const newer = { nextReviewOn: '2026-07-07', createdAt: '2026-06-11T09:00:00.000Z' };
    expect(nextReview({ ...facts, plan: newer, reviews })?.on).toBe('2026-07-07');
  });

  it('is none once one was held that promises none, where nothing was planned, or after the release', () => {
    expect(nextReview({ ...facts, reviews: [held('2026-06-10T09:00:00.000Z', null)] })).toBeNull();
    expect(nextReview({ ...facts, plan: null })).toBeNull();
    expect(nextReview({ ...facts, isReleased: true, today: '2026-12-01' })).toBeNull();
  });
});

describe('what a learner says to a plan', () => {
  it('is agreement under the usual words when they say nothing', () => {
    for (const said of [{}, { statement: ' ', comment: '\n' }, { statement: null, comment: null }]) {
      expect(remarkOf(said, PLAN_AGREEMENT)).toEqual({ statement: PLAN_AGREEMENT, comment: null });
    }
  });

  it('is a comment and no agreement when they only comment', () => {
    const remark = remarkOf({ comment: ' Too early. ' }, PLAN_AGREEMENT);
    expect(remark).toEqual({ statement: null, comment: 'Too early.' });
    expect(isAgreed([remark])).toBe(false);
    expect(isAgreed([remark, remarkOf({ statement: 'Fine.', comment: 'Now.' }, PLAN_AGREEMENT)])).toBe(true);
  });
});

describe('an action of a learner’s', () => {
  it('is late after its day, unless it is closed or has no day', () => {
    const action = { dueOn: '2026-06-20', closedAt: null };
    expect(isOverdue(action, '2026-06-20')).toBe(false);
    expect(isOverdue(action, '2026-06-21')).toBe(true);
    expect(isOverdue({ ...action, closedAt: '2026-07-01T09:00:00.000Z' }, '2026-08-01')).toBe(false);
    expect(isOverdue({ ...action, dueOn: null }, '2026-08-01')).toBe(false);
  });
});
