import { isBlank } from '../evidence/findings.js';

/** Own wording. What a learner signs when they do not bring words of their own. */
export const PLAN_AGREEMENT = 'I have seen this assessment plan and agree with it.';
export const REVIEW_AGREEMENT = 'I took part in this review, and it is a fair account of it.';

/** A learner's word on a plan or a review: a signature under a statement, a comment, or both. */
export interface LearnerRemark {
  /** What they sign; `null` for a comment without agreement. */
  readonly statement: string | null;
  readonly comment: string | null;
}

/**
 * What a learner says when they send this. Silence agrees under the usual words; a comment alone does not agree, so that
 * nobody signs by objecting.
 * @param usual the statement of those who bring none of their own
 */
export function remarkOf(
  said: { readonly statement?: string | null; readonly comment?: string | null },
  usual: string,
): LearnerRemark {
  const statement = said.statement?.trim() ?? '';
  const comment = isBlank(said.comment) ? null : (said.comment?.trim() ?? null);
  if (statement !== '') return { statement, comment };
  return { statement: comment === null ? usual : null, comment };
}

/** Whether one of these remarks agrees: from then on there is nothing left to say to that plan or review. */
export function isAgreed(remarks: readonly LearnerRemark[]): boolean {
  return remarks.some(({ statement }) => statement !== null);
}
