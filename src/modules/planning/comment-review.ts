import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { isAgreed, REVIEW_AGREEMENT } from '../../domain/planning/learner-remark.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { PlanningDesk } from './planning-desk.js';
import { PlanningReader } from './planning.reader.js';
import { RemarkDesk, type SaidByLearner } from './remark-desk.js';

/** The learner signs the record of a review, or says what they think of it. */
@Injectable()
export class CommentReview {
  constructor(
    private readonly desk: PlanningDesk,
    private readonly reader: PlanningReader,
    private readonly remarks: RemarkDesk,
    private readonly trail: AuditTrail,
  ) {}

  run(actor: Actor, registrationId: string, reviewId: string, said: SaidByLearner): Promise<void> {
    return this.desk.change(actor, registrationId, 'review:comment', async ({ registration }) => {
      const review = (await this.reader.reviews(registrationId)).find(({ id }) => id === reviewId);
      if (!review) throw notFound();
      const subject = { registrationId, planId: null, reviewId };
      const remark = await this.remarks.add(actor, subject, said, REVIEW_AGREEMENT);
      await this.trail.record(
        actor,
        'review.answered',
        { reviewId, heldOn: review.heldOn, isAgreed: isAgreed([remark]) },
        { registrationId, learnerId: registration.learnerId },
      );
    });
  }
}
