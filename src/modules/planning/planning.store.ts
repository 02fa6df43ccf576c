import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AssessmentPlanRecord } from './assessment-plan.record.js';
import { FeedbackRecord } from './feedback.record.js';
import { LearnerActionRecord } from './learner-action.record.js';
import { LearnerRemarkRecord } from './learner-remark.record.js';
import { ReviewRecord } from './review.record.js';

@Injectable()
export class PlanningStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  addPlan(plan: AssessmentPlanRecord): Promise<void> {
    return this.unitOfWork.insert(AssessmentPlanRecord, plan);
  }

  addReview(review: ReviewRecord): Promise<void> {
    return this.unitOfWork.insert(ReviewRecord, review);
  }

  addRemark(remark: LearnerRemarkRecord): Promise<void> {
    return this.unitOfWork.insert(LearnerRemarkRecord, remark);
  }

  addFeedback(message: FeedbackRecord): Promise<void> {
    return this.unitOfWork.insert(FeedbackRecord, message);
  }

  addActions(actions: readonly LearnerActionRecord[]): Promise<void> {
    return this.unitOfWork.insert(LearnerActionRecord, actions);
  }

  async answerAction(id: string, answer: Pick<LearnerActionRecord, 'response' | 'respondedAt'>): Promise<void> {
    await this.unitOfWork.update(LearnerActionRecord, { id }, answer);
  }

  /** Only those still open: what is closed stays closed by whoever closed it. */
  async closeActions(
    ids: readonly string[],
    closure: Pick<LearnerActionRecord, 'closureCause' | 'closureNote' | 'closedById' | 'closedAt'>,
  ): Promise<void> {
    if (ids.length === 0) return;
    await this.unitOfWork.update(LearnerActionRecord, { id: In([...ids]), closedAt: IsNull() }, closure);
  }
}
