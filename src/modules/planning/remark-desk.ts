import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { isAgreed, remarkOf } from '../../domain/planning/learner-remark.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import type { LearnerRemarkRecord } from './learner-remark.record.js';
import { PlanningReader } from './planning.reader.js';
import { PlanningStore } from './planning.store.js';

export interface SaidByLearner {
  readonly statement?: string | null;
  readonly comment?: string | null;
}

/** Takes down what a learner says to a plan or a review, inside the caller's transaction. */
@Injectable()
export class RemarkDesk {
  constructor(
    private readonly reader: PlanningReader,
    private readonly store: PlanningStore,
    private readonly clock: Clock,
  ) {}

  /**
   * @param usual the statement of a learner who brings none of their own
   * @throws DomainError STATE_CONFLICT once the learner has agreed
   */
  async add(
    actor: Actor,
    subject: Pick<LearnerRemarkRecord, 'registrationId' | 'planId' | 'reviewId'>,
    said: SaidByLearner,
    usual: string,
  ): Promise<LearnerRemarkRecord> {
    const { registrationId, planId, reviewId } = subject;
    const before = (await this.reader.remarks(registrationId)).filter(
      (remark) => remark.planId === planId && remark.reviewId === reviewId,
    );
    if (isAgreed(before)) throw new DomainError('STATE_CONFLICT', 'You have signed this already.');
    const remark: LearnerRemarkRecord = {
      id: newId(),
      ...{ registrationId, planId, reviewId },
      ...remarkOf(said, usual),
      learnerId: actor.userId,
      at: this.clock.now(),
    };
    await this.store.addRemark(remark);
    return remark;
  }
}
