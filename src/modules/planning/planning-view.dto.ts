import { ApiProperty } from '@nestjs/swagger';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import { planWarnings } from '../../domain/planning/assessment-plan.js';
import { isAgreed } from '../../domain/planning/learner-remark.js';
import { TARGET_STATES, type TargetProgress, type TargetState } from '../../domain/planning/plan-progress.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import type { AssessmentPlanRecord } from './assessment-plan.record.js';
import type { LearnerActionRecord } from './learner-action.record.js';
import { LearnerActionView, toLearnerActionView } from './learner-actions.dto.js';
import type { LearnerRemarkRecord } from './learner-remark.record.js';
import type { ReviewRecord } from './review.record.js';

export class LearnerRemarkView {
  /** What was signed; `null` for a comment without agreement. */
  statement: string | null;
  comment: string | null;
  at: string;
}

export class NextReviewView {
  on: string;
  /** The day has passed and no review was recorded since it was promised. */
  isOverdue: boolean;
}

export class PlanWarningView {
  criterion: string;
  message: string;
}

export class PlanTargetView {
  criteria: string[];
  @ApiProperty({ enum: EVIDENCE_METHODS })
  method: EvidenceMethod;
  activity: string;
  location: string | null;
  targetDate: string;
  /** Computed from the judgements in force: `done` once every criterion is met, `overdue` after its day without that. */
  @ApiProperty({ enum: TARGET_STATES })
  state: TargetState;
  /** Those of its criteria that are met. */
  met: string[];
  /** What to mind about the method; none of it blocks. */
  warnings: PlanWarningView[];
}

export class AssessmentPlanView {
  id: string;
  version: number;
  /** Only the newest is. */
  isInForce: boolean;
  targets: PlanTargetView[];
  note: string | null;
  nextReviewOn: string;
  createdById: string;
  createdByName: string;
  createdAt: string;
  /** The learner has signed it. */
  isAgreed: boolean;
  /** Everything the learner said to it, oldest first. */
  learnerRemarks: LearnerRemarkView[];
}

export class AssessmentPlanPage {
  items: AssessmentPlanView[];
  nextCursor: string | null;
  /** What the plan in force or the last review promises. */
  nextReview: NextReviewView | null;
}

export class ReviewView {
  id: string;
  heldOn: string;
  attendees: string[];
  progress: string;
  feedback: string;
  actions: LearnerActionView[];
  nextReviewOn: string | null;
  recordedById: string;
  recordedByName: string;
  recordedAt: string;
  /** The learner has signed it. */
  isAgreed: boolean;
  learnerRemarks: LearnerRemarkView[];
}

export class ReviewPage {
  items: ReviewView[];
  nextCursor: string | null;
  nextReview: NextReviewView | null;
}

type Names = ReadonlyMap<string, string>;

const toRemarkViews = (remarks: readonly LearnerRemarkRecord[]): LearnerRemarkView[] =>
  remarks.map(({ statement, comment, at }) => ({ statement, comment, at }));

/** @param progress of each target, in their order */
export function toPlanView(
  plan: AssessmentPlanRecord,
  facts: {
    readonly isInForce: boolean;
    readonly unit: UnitSpecification;
    readonly progress: readonly TargetProgress[];
    readonly remarks: readonly LearnerRemarkRecord[];
  },
  names: Names,
): AssessmentPlanView {
  const { id, version, note, nextReviewOn, createdById, createdAt } = plan;
  const warnings = planWarnings(plan.targets, facts.unit);
  return {
    ...{ id, version, note, nextReviewOn, createdById, createdAt },
    isInForce: facts.isInForce,
    targets: plan.targets.map(({ criteria, method, activity, location, targetDate }, index) => ({
      ...{ method, activity, location, targetDate },
      criteria: [...criteria],
      state: facts.progress[index]?.state ?? 'open',
      met: [...(facts.progress[index]?.met ?? [])],
      warnings: warnings
        .filter(({ target }) => target === index)
        .map(({ criterion, message }) => ({ criterion, message })),
    })),
    createdByName: names.get(createdById) ?? '',
    isAgreed: isAgreed(facts.remarks),
    learnerRemarks: toRemarkViews(facts.remarks),
  };
}

/** @param today YYYY-MM-DD */
export function toReviewView(
  review: ReviewRecord,
  facts: { readonly actions: readonly LearnerActionRecord[]; readonly remarks: readonly LearnerRemarkRecord[] },
  names: Names,
  today: string,
): ReviewView {
  const { id, heldOn, attendees, progress, feedback, nextReviewOn, recordedById, recordedAt } = review;
  return {
    ...{ id, heldOn, progress, feedback, nextReviewOn, recordedById, recordedAt },
    attendees: [...attendees],
    actions: facts.actions.map((action) => toLearnerActionView(action, names, today)),
    recordedByName: names.get(recordedById) ?? '',
    isAgreed: isAgreed(facts.remarks),
    learnerRemarks: toRemarkViews(facts.remarks),
  };
}
