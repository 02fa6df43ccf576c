import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { LearnerActionRecord } from './learner-action.record.js';
import { LearnerActionsReader } from './learner-actions.reader.js';
import { PlanningDesk } from './planning-desk.js';
import { PlanningStore } from './planning.store.js';

/** The learner says what they did. They may say it again until an assessor closes it; the trail keeps count. */
@Injectable()
export class AnswerLearnerAction {
  constructor(
    private readonly desk: PlanningDesk,
    private readonly reader: LearnerActionsReader,
    private readonly store: PlanningStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, registrationId: string, actionId: string, response: string): Promise<LearnerActionRecord> {
    return this.desk.change(actor, registrationId, 'learner_action:answer', async ({ registration }) => {
      const action = await this.reader.one(registrationId, actionId);
      if (!action) throw notFound();
      if (action.closedAt !== null) throw new DomainError('STATE_CONFLICT', 'This action is closed already.');
      const answer = { response: response.trim(), respondedAt: this.clock.now() };
      await this.store.answerAction(actionId, answer);
      const subject = { registrationId, learnerId: registration.learnerId };
      await this.trail.record(actor, 'learner_action.answered', { actionId }, subject);
      return { ...action, ...answer };
    });
  }
}
