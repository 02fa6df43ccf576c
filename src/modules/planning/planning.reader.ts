import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AssessmentPlanRecord } from './assessment-plan.record.js';
import { LearnerRemarkRecord } from './learner-remark.record.js';
import { ReviewRecord } from './review.record.js';

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
}
