import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { StandardisationActionRecord } from './standardisation-action.record.js';
import { standardisationLock } from './standardisation-lock.js';
import { StandardisationReader } from './standardisation.reader.js';
import { StandardisationStore } from './standardisation.store.js';

/** The owner says what was done. They may say it again until an IQA closes the action; the trail keeps count. */
@Injectable()
export class AnswerStandardisationAction {
  constructor(
    private readonly reader: StandardisationReader,
    private readonly store: StandardisationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, response: string): Promise<StandardisationActionRecord> {
    const { eventId } = await this.reader.actionFor(actor, id);
    return this.unitOfWork.run(async () => {
      const action = await this.reader.actionFor(actor, id);
      if (action.ownerId !== actor.userId) {
        throw new DomainError('SEGREGATION_OF_DUTIES', 'SOD10: only the owner of an action answers it.');
      }
      if (action.closedAt !== null) throw new DomainError('STATE_CONFLICT', 'This action is closed already.');
      const change = { response: response.trim(), respondedAt: this.clock.now() };
      await this.store.changeAction(id, change);
      await this.trail.record(actor, 'standardisation.action_answered', { eventId, actionId: id });
      return { ...action, ...change };
    }, [standardisationLock(eventId)]);
  }
}
