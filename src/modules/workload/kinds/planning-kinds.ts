import { nextReview } from '../../../domain/planning/review.js';
import { isReleasedState } from '../../../domain/sign-off/sign-off.js';
import { addDays } from '../../../domain/kernel/working-days.js';
import {
  ASSESSORS,
  type FollowedUnit,
  type FoundWork,
  holders,
  type LearnerScope,
  type QueueKind,
} from './queue-kind.js';

const aboutUnit = ({ registration: { id, unitKey } }: FollowedUnit) => ({ registrationId: id, unitKey });
const learner = ({ learnerId }: LearnerScope): FoundWork['waitsFor'] => [{ id: learnerId, part: 'learnerId' }];
/** Nobody plans or reviews on a released unit any more. */
const open = ({ units }: LearnerScope): FollowedUnit[] =>
  units.filter(({ registration }) => !isReleasedState(registration.status));
const idsOf = (units: readonly FollowedUnit[]) => () => units.map(({ registration }) => registration.id);

interface PlanRow {
  readonly id: string;
  readonly registrationId: string;
  readonly createdAt: string;
  readonly nextReviewOn: string;
  readonly isAnswered: number | string;
}
interface ReviewRow {
  readonly id: string;
  readonly registrationId: string;
  readonly heldOn: string;
  readonly recordedAt: string;
  readonly nextReviewOn: string | null;
  readonly isAnswered: number | string;
}
interface ActionRow {
  readonly id: string;
  readonly registrationId: string;
  readonly criterion: string | null;
  readonly dueOn: string | null;
  readonly raisedAt: string;
  readonly respondedAt: string | null;
}

/** The plan in force of each unit. */
function plansOf({ reader }: LearnerScope, units: readonly FollowedUnit[]): Promise<PlanRow[]> {
  if (units.length === 0) return Promise.resolve([]);
  return reader.sql<PlanRow[]>`
    SELECT plan.id, plan."registrationId", plan."createdAt", plan."nextReviewOn",
      (SELECT COUNT(*) FROM learner_remarks remark
       WHERE remark."registrationId" = plan."registrationId" AND remark."planId" = plan.id) AS "isAnswered"
    FROM assessment_plans plan
    WHERE plan."registrationId" IN (${idsOf(units)}) AND plan.version = (
      SELECT MAX(version) FROM assessment_plans other WHERE other."registrationId" = plan."registrationId")`;
}

function reviewsOf({ reader }: LearnerScope, units: readonly FollowedUnit[]): Promise<ReviewRow[]> {
  if (units.length === 0) return Promise.resolve([]);
  return reader.sql<ReviewRow[]>`
    SELECT review.id, review."registrationId", review."heldOn", review."recordedAt", review."nextReviewOn",
      (SELECT COUNT(*) FROM learner_remarks remark
       WHERE remark."registrationId" = review."registrationId" AND remark."reviewId" = review.id) AS "isAnswered"
    FROM reviews review WHERE review."registrationId" IN (${idsOf(units)}) ORDER BY review.id`;
}

function actionsOf({ reader, units }: LearnerScope): Promise<ActionRow[]> {
  if (units.length === 0) return Promise.resolve([]);
  return reader.sql<ActionRow[]>`
    SELECT id, "registrationId", criterion, "dueOn", "raisedAt", "respondedAt"
    FROM learner_actions WHERE "registrationId" IN (${idsOf(units)}) AND "closedAt" IS NULL ORDER BY id`;
}

/** Any remark answers it: a learner who does not agree has said so. */
const isUnanswered = ({ isAnswered }: PlanRow | ReviewRow): boolean => Number(isAnswered) === 0;

const onUnit = <Row extends { readonly registrationId: string }>(
  units: readonly FollowedUnit[],
  rows: readonly Row[],
) =>
  units.flatMap((unit) =>
    rows.filter(({ registrationId }) => registrationId === unit.registration.id).map((row) => ({ unit, row })),
  );

const PLAN_TO_AGREE: QueueKind = {
  kind: 'plan_to_agree',
  find: async (scope) => {
    const units = open(scope);
    const plans = (await plansOf(scope, units)).filter(isUnanswered);
    return onUnit(units, plans).map(({ unit, row }) => ({
      ...{ ...aboutUnit(unit), subjectId: row.id, since: row.createdAt, waitsFor: learner(scope) },
    }));
  },
};

const REVIEW_TO_READ: QueueKind = {
  kind: 'review_to_read',
  find: async (scope) => {
    const units = open(scope);
    const reviews = (await reviewsOf(scope, units)).filter(isUnanswered);
    return onUnit(units, reviews).map(({ unit, row }) => ({
      ...{ ...aboutUnit(unit), subjectId: row.id, since: row.recordedAt, waitsFor: learner(scope) },
      detail: { date: row.heldOn },
    }));
  },
};

/** Shows from the day after the review was promised for. */
const REVIEW_OVERDUE: QueueKind = {
  kind: 'review_overdue',
  find: async (scope) => {
    const units = open(scope);
    const plans = await plansOf(scope, units);
    const reviews = await reviewsOf(scope, units);
    return units.flatMap((unit): FoundWork[] => {
      const { id } = unit.registration;
      const next = nextReview({
        plan: plans.find(({ registrationId }) => registrationId === id) ?? null,
        reviews: reviews.filter(({ registrationId }) => registrationId === id),
        // What is overdue is read against the day on which somebody looks.
        ...{ isReleased: false, today: '' },
      });
      if (next === null) return [];
      return [
        {
          ...{ ...aboutUnit(unit), subjectId: id, dueOn: next.on, detail: { date: next.on } },
          since: `${addDays(next.on, 1)}T00:00:00.000Z`,
          waitsFor: holders(unit.registration, ASSESSORS, scope),
        },
      ];
    });
  },
};

const aboutAction = (unit: FollowedUnit, { id, criterion, dueOn }: ActionRow) => ({
  ...{ ...aboutUnit(unit), subjectId: id, dueOn, detail: { subject: criterion } },
});

const LEARNER_ACTION_OPEN: QueueKind = {
  kind: 'learner_action_open',
  find: async (scope) =>
    onUnit(scope.units, await actionsOf(scope))
      .filter(({ row }) => row.respondedAt === null)
      .map(({ unit, row }) => ({ ...aboutAction(unit, row), since: row.raisedAt, waitsFor: learner(scope) })),
};

const LEARNER_ACTION_TO_CLOSE: QueueKind = {
  kind: 'learner_action_to_close',
  find: async (scope) =>
    onUnit(scope.units, await actionsOf(scope))
      .filter(({ row }) => row.respondedAt !== null)
      .map(({ unit, row }) => ({
        ...{
          ...aboutAction(unit, row),
          since: row.respondedAt,
          waitsFor: holders(unit.registration, ASSESSORS, scope),
        },
      })),
};

export const PLANNING_KINDS: readonly QueueKind[] = [
  PLAN_TO_AGREE,
  REVIEW_TO_READ,
  LEARNER_ACTION_OPEN,
  LEARNER_ACTION_TO_CLOSE,
  REVIEW_OVERDUE,
];
