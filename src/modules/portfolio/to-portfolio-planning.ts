import { groupBy } from '../../domain/kernel/group-by.js';
import type { PortfolioFacts, PortfolioRemark } from '../../domain/portfolio/portfolio-facts.js';
import type { LearnerRemarkRecord } from '../planning/learner-remark.record.js';
import type { PlanningHistory } from '../planning/planning.reader.js';

/** Everybody whose name the planning section needs. */
export function planners({ plans, reviews, actions }: PlanningHistory): (string | null)[] {
  return [
    ...plans.map(({ createdById }) => createdById),
    ...reviews.map(({ recordedById }) => recordedById),
    ...actions.flatMap(({ raisedById, closedById }) => [raisedById, closedById]),
  ];
}

/** Plans, reviews and actions with the names of the people in them. */
export function toPortfolioPlanning(
  { plans, reviews, remarks, actions }: PlanningHistory,
  nameOf: (id: string) => string,
): PortfolioFacts['planning'] {
  const onPlan = groupBy(remarks, ({ planId }) => planId);
  const onReview = groupBy(remarks, ({ reviewId }) => reviewId);
  return {
    plans: plans.map(({ id, version, targets, note, nextReviewOn, createdById, createdAt }) => ({
      ...{ version, targets, note, nextReviewOn, createdAt },
      createdByName: nameOf(createdById),
      remarks: toRemarks(onPlan.get(id) ?? []),
    })),
    reviews: reviews.map((review) => {
      const { id, heldOn, attendees, progress, feedback, nextReviewOn, recordedById, recordedAt } = review;
      return {
        ...{ heldOn, attendees, progress, feedback, nextReviewOn, recordedAt },
        recordedByName: nameOf(recordedById),
        remarks: toRemarks(onReview.get(id) ?? []),
      };
    }),
    actions: actions.map((action, index) => {
      const { origin, criterion, text, dueOn, raisedAt, response, respondedAt, closureNote, closedAt } = action;
      return {
        ...{ number: index + 1, origin, criterion, text, dueOn, raisedAt },
        ...{ response, respondedAt, closureNote, closedAt },
        raisedByName: nameOf(action.raisedById),
        closedByName: action.closedById && nameOf(action.closedById),
      };
    }),
  };
}

function toRemarks(remarks: readonly LearnerRemarkRecord[]): PortfolioRemark[] {
  return remarks.map(({ statement, comment, at }) => ({ statement, comment, at }));
}
