import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkHoldsPart } from '../../domain/access/separation-of-duties.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { IqaActionRecord } from './iqa-action.record.js';
import { SamplesReader } from './samples.reader.js';
import { VerificationStore } from './verification.store.js';

/** The owner says what was done about an action. They may say it again until an IQA closes it; the trail keeps count. */
@Injectable()
export class AnswerAction {
  constructor(
    private readonly reader: SamplesReader,
    private readonly registrations: RegistrationsReader,
    private readonly store: VerificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, response: string): Promise<IqaActionRecord> {
    const { registrationId } = await this.own(actor, id);
    const { learnerId } = await this.registrations.byId(registrationId);
    return this.unitOfWork.run(async () => {
      const action = await this.own(actor, id);
      if (action.closedAt !== null) throw new DomainError('STATE_CONFLICT', 'This action is closed already.');
      const change = { response: response.trim(), respondedAt: this.clock.now() };
      await this.store.changeAction(id, change);
      await this.trail.record(actor, 'action.answered', { actionId: id }, { registrationId, learnerId });
      return { ...action, ...change };
    }, portfolioLock(learnerId));
  }

  /** The owner answers wherever the learner has gone since; anybody else is told why not, if they may know of it at all. */
  private async own(actor: Actor, id: string): Promise<IqaActionRecord> {
    const action = await this.reader.action(actor.centreId, id);
    if (!action) throw notFound();
    if (action.ownerId !== actor.userId) {
      await this.registrations.forOperation(actor, action.registrationId, 'action:answer');
      checkHoldsPart({ actorId: actor.userId, partyId: action.ownerId, part: 'owner of the action' });
    }
    return action;
  }
}
