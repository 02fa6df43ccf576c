import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AssessmentPlanRecord } from './assessment-plan.record.js';
import { LearnerActionRecord } from './learner-action.record.js';
import { LearnerRemarkRecord } from './learner-remark.record.js';
import { ReviewRecord } from './review.record.js';

export interface PlanningHistory {
  readonly plans: readonly AssessmentPlanRecord[];
  readonly reviews: readonly ReviewRecord[];
  readonly remarks: readonly LearnerRemarkRecord[];
  readonly actions: readonly LearnerActionRecord[];
}

/** Plans and reviews of a learner's unit with what the learner said to them. */
@Injectable()
export class PlanningReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Every version, oldest first: the last one is in force. */
  plans(registrationId: string): Promise<AssessmentPlanRecord[]> {
    return this.unitOfWork.reader.find(AssessmentPlanRecord, {
      where: { registrationId },
      order: { version: 'ASC' },
    });
  }

  /** In the order in which they were recorded. */
  reviews(registrationId: string): Promise<ReviewRecord[]> {
    return this.unitOfWork.reader.find(ReviewRecord, { where: { registrationId }, order: { id: 'ASC' } });
  }

  /** What the learner said to plans and reviews, oldest first. */
  remarks(registrationId: string): Promise<LearnerRemarkRecord[]> {
    return this.unitOfWork.reader.find(LearnerRemarkRecord, { where: { registrationId }, order: { id: 'ASC' } });
  }

  /** Everything there is on one unit, what the learner was asked to do included; each list oldest first. */
  async history(registrationId: string): Promise<PlanningHistory> {
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const plans = await this.plans(registrationId);
    const reviews = await this.reviews(registrationId);
    const remarks = await this.remarks(registrationId);
    const where = { registrationId };
    const actions = await this.unitOfWork.reader.find(LearnerActionRecord, { where, order: { id: 'ASC' } });
    return { plans, reviews, remarks, actions };
  }
}
