import type { CriterionJudgement } from '../judgement/judgement.js';
import { effectiveJudgement } from '../judgement/ledger.js';
import type { PlanTarget } from './assessment-plan.js';

/** `done` once every criterion of the target is met; `overdue` once its date has passed before that. */
export const TARGET_STATES = ['open', 'done', 'overdue'] as const;
export type TargetState = (typeof TARGET_STATES)[number];

export interface TargetProgress {
  readonly state: TargetState;
  /** Those of its criteria on which a judgement `met` is in force. */
  readonly met: readonly string[];
}

/**
 * How far a target has come, from the judgements in force: computed, never judged (P2). Nobody is held to the dates of
 * a plan that another one has superseded.
 * @param today YYYY-MM-DD
 */
export function targetProgress(
  { criteria, targetDate }: PlanTarget,
  judgements: readonly CriterionJudgement[],
  { today, isInForce }: { readonly today: string; readonly isInForce: boolean },
): TargetProgress {
  const met = criteria.filter((code) => effectiveJudgement(judgements, code)?.outcome === 'met');
  if (met.length === criteria.length) return { state: 'done', met };
  return { state: isInForce && targetDate < today ? 'overdue' : 'open', met };
}
