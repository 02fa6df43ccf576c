import { type Finding, refuseOn } from '../evidence/findings.js';
import { findCriterion } from '../specification/find-criterion.js';
import type { UnitSpecification } from '../specification/unit.js';

/** Something agreed in a review that the learner is to do. */
export interface AgreedAction {
  readonly text: string;
  /** YYYY-MM-DD. */
  readonly dueOn: string;
  readonly criterion: string | null;
}

/**
 * Whether a review may be recorded like this: it has been held, and what follows from it lies ahead of it.
 * @param today YYYY-MM-DD
 * @throws DomainError CRITERION_UNKNOWN, VALIDATION_FAILED, naming everything
 */
export function checkReview(
  review: {
    readonly heldOn: string;
    readonly actions: readonly AgreedAction[];
    readonly nextReviewOn: string | null;
  },
  unit: UnitSpecification,
  today: string,
): void {
  const { heldOn, actions, nextReviewOn } = review;
  const findings: Finding[] = [];
  const wrong = (path: string, message: string): void => {
    findings.push({ code: 'VALIDATION_FAILED', path, message });
  };
  if (heldOn > today) wrong('heldOn', 'is still to come; plan it as the next review');
  if (nextReviewOn !== null && nextReviewOn <= heldOn) wrong('nextReviewOn', 'is not after this review');
  for (const [index, { criterion, dueOn }] of actions.entries()) {
    if (dueOn < heldOn) wrong(`actions[${index}].dueOn`, 'is before the review in which it was agreed');
    if (criterion !== null && !findCriterion(unit, criterion)) {
      const message = `is not a criterion of ${unit.key}`;
      findings.push({ code: 'CRITERION_UNKNOWN', path: `actions[${index}].criterion`, message });
    }
  }
  refuseOn(findings, [
    ['CRITERION_UNKNOWN', 'An action is about a criterion that the unit does not have.'],
    ['VALIDATION_FAILED', 'The dates of this review do not fit together.'],
  ]);
}

/** The review that is to come, as far as one was promised. */
export interface NextReview {
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly isOverdue: boolean;
}

/**
 * When the next review is due. A plan in force and every review may promise one; the latest promise stands until a
 * review is recorded after it. A unit that is released is not reviewed any more.
 * @param plan the plan in force
 * @param reviews in the order in which they were recorded
 */
export function nextReview(facts: {
  readonly plan: { readonly nextReviewOn: string; readonly createdAt: string } | null;
  readonly reviews: readonly { readonly nextReviewOn: string | null; readonly recordedAt: string }[];
  readonly isReleased: boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
}): NextReview | null {
  const { plan, reviews, isReleased, today } = facts;
  if (isReleased) return null;
  const last = reviews.at(-1);
  const isPlanLatest = plan !== null && (last === undefined || plan.createdAt > last.recordedAt);
  const on = isPlanLatest ? plan.nextReviewOn : (last?.nextReviewOn ?? null);
  return on === null ? null : { on, isOverdue: on < today };
}
