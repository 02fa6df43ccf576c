import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import type { LearnerActionRecord } from './learner-action.record.js';
import { LearnerActionsDesk } from './learner-actions-desk.js';
import { LearnerActionsReader } from './learner-actions.reader.js';
import { PlanningDesk } from './planning-desk.js';

/** An assessor says that an action is done with, whether or not the learner has answered it. */
@Injectable()
export class CloseLearnerAction {
  constructor(
    private readonly desk: PlanningDesk,
    private readonly reader: LearnerActionsReader,
    private readonly actions: LearnerActionsDesk,
  ) {}

  run(actor: Actor, registrationId: string, actionId: string, note: string | null): Promise<LearnerActionRecord> {
    return this.desk.change(actor, registrationId, 'learner_action:close', async (opened) => {
      await this.desk.assertNoInterest(actor, opened);
      const action = await this.reader.one(registrationId, actionId);
      if (!action) throw notFound();
      if (action.closedAt !== null) throw new DomainError('STATE_CONFLICT', 'This action is closed already.');
      const closure = await this.actions.close(actor, opened.registration.learnerId, [action], 'assessor', note);
      return { ...action, ...closure };
    });
  }
}
