/** Where something the learner is to do comes from. */
export const ACTION_ORIGINS = ['review', 'judgement', 'returned_evidence'] as const;
export type ActionOrigin = (typeof ACTION_ORIGINS)[number];

/**
 * Why an action is closed. An assessor says so; or the criterion has been judged met since, the judgement it came from was
 * refused its countersignature and is void, or a later version of the returned evidence was accepted.
 */
export const CLOSURE_CAUSES = ['assessor', 'criterion_met', 'judgement_void', 'evidence_accepted'] as const;
export type ClosureCause = (typeof CLOSURE_CAUSES)[number];

export const LEARNER_ACTION_STATUSES = ['open', 'done'] as const;
export type LearnerActionStatus = (typeof LEARNER_ACTION_STATUSES)[number];

/** Whether the learner is late with it. @param today YYYY-MM-DD */
export function isOverdue(
  { dueOn, closedAt }: { readonly dueOn: string | null; readonly closedAt: string | null },
  today: string,
): boolean {
  return closedAt === null && dueOn !== null && dueOn < today;
}
