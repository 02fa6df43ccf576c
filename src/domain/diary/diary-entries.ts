import { initialsOf } from '../kernel/initials.js';
import { nextReview } from '../planning/review.js';
import { isReleasedState, type UnitState } from '../sign-off/sign-off.js';
import { type VisitTimes, visitState } from '../visit/visit.js';

/** One thing in somebody's diary. Its words say nothing that a stranger who sees the screen could use. */
export interface DiaryEntry {
  /** Stays the same as long as it is the same thing, however often it moves. */
  readonly key: string;
  /** Grows with every change, so that a diary knows which of two is the newer. */
  readonly sequence: number;
  readonly changedAt: string;
  /** A day (YYYY-MM-DD) that it takes all of, or an instant with its end. */
  readonly when: { readonly day: string } | { readonly from: string; readonly to: string };
  readonly summary: string;
  readonly description: string;
  readonly isCancelled: boolean;
}

/** A unit on which somebody is learner or assessor, with what was promised about its reviews. */
export interface ReviewedUnit {
  readonly registrationId: string;
  readonly unitKey: string;
  readonly unitState: UnitState;
  readonly learnerName: string;
  /** The plan in force. */
  readonly plan: { readonly version: number; readonly nextReviewOn: string; readonly createdAt: string } | null;
  /** In the order in which they were recorded. */
  readonly reviews: readonly { readonly nextReviewOn: string | null; readonly recordedAt: string }[];
}

export interface DiaryVisit extends VisitTimes {
  readonly id: string;
  readonly awardingOrganisation: string;
  readonly kind: 'remote' | 'on_site';
  readonly createdAt: string;
  readonly revision: number;
}

/**
 * The review that is to come on a unit: a whole day, because nobody promises an hour. It moves when a later plan or review
 * promises another day, and is gone once the unit is released.
 * @returns nothing where none was promised
 */
export function reviewEntry({ plan, reviews, ...unit }: ReviewedUnit): DiaryEntry | null {
  const next = nextReview({ plan, reviews, isReleased: isReleasedState(unit.unitState), today: '' });
  if (next === null) return null;
  const promises = [plan?.createdAt, ...reviews.map(({ recordedAt }) => recordedAt)].filter((at) => at !== undefined);
  return {
    key: `review-${unit.registrationId}`,
    // Plans and reviews are only ever added.
    sequence: (plan?.version ?? 0) + reviews.length,
    changedAt: promises.toSorted().at(-1) ?? '',
    when: { day: next.on },
    // Diaries are shown on shared screens and kept by other companies, so no name goes in (interop.md, iCalendar).
    summary: `Review with ${initialsOf(unit.learnerName)}, ${unit.unitKey}`,
    description: 'The next review of progress on this unit, as it was agreed.',
    isCancelled: false,
  };
}

/** An external verifier's visit; one that the centre suspended stays in the diary as cancelled. */
export function visitEntry(visit: DiaryVisit, now: string): DiaryEntry {
  const place = visit.kind === 'on_site' ? 'At the centre' : 'From afar';
  return {
    key: `visit-${visit.id}`,
    sequence: visit.revision,
    changedAt: visit.suspendedAt ?? visit.concludedAt ?? visit.createdAt,
    when: { from: visit.opensAt, to: visit.closesAt },
    summary: `External verification, ${visit.awardingOrganisation}`,
    description: `${place}. The work that was chosen is open to the verifier between these times.`,
    isCancelled: visitState(visit, now) === 'suspended',
  };
}
