import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { type AgreedAction, checkReview } from '../../domain/planning/review.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { LearnerActionsDesk } from './learner-actions-desk.js';
import { PlanningDesk } from './planning-desk.js';
import { PlanningStore } from './planning.store.js';
import type { ReviewRecord } from './review.record.js';

export interface NewReview {
  /** YYYY-MM-DD. */
  readonly heldOn: string;
  readonly attendees: readonly string[];
  readonly progress: string;
  readonly feedback: string;
  readonly actions: readonly AgreedAction[];
  readonly nextReviewOn: string | null;
}

/** An assessor records a review that was held with the learner; what was agreed becomes actions of the learner's. */
@Injectable()
export class RecordReview {
  constructor(
    private readonly desk: PlanningDesk,
    private readonly actions: LearnerActionsDesk,
    private readonly store: PlanningStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, registrationId: string, input: NewReview): Promise<ReviewRecord> {
    return this.desk.change(actor, registrationId, 'review:record', async (opened) => {
      const { registration, unit } = opened;
      await this.desk.assertNoInterest(actor, opened);
      checkReview(input, unit, this.clock.today());
      const { heldOn, nextReviewOn } = input;
      const review: ReviewRecord = {
        id: newId(),
        registrationId,
        heldOn,
        attendees: input.attendees.map((attendee) => attendee.trim()),
        progress: input.progress.trim(),
        feedback: input.feedback.trim(),
        nextReviewOn,
        recordedById: actor.userId,
        recordedAt: this.clock.now(),
      };
      await this.store.addReview(review);
      await this.trail.record(
        actor,
        'review.recorded',
        { reviewId: review.id, heldOn, nextReviewOn },
        { registrationId, learnerId: registration.learnerId },
      );
      await this.actions.raise(
        actor,
        registration.learnerId,
        input.actions.map(({ criterion, text, dueOn }) => ({
          ...{ registrationId, origin: 'review' as const, originId: review.id, criterion, dueOn },
          text: text.trim(),
        })),
      );
      return review;
    });
  }
}
