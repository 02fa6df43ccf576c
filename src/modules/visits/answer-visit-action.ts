import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { checkVisitAction } from '../../domain/visit/visit-outcome.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { VisitActionRecord } from './visit-action.record.js';
import { visitLock } from './visit-lock.js';
import { VisitsReader } from './visits.reader.js';
import { VisitsStore } from './visits.store.js';

/** The centre says what it did about an action. It may say it again until a verifier closes it; the trail keeps count. */
@Injectable()
export class AnswerVisitAction {
  constructor(
    private readonly reader: VisitsReader,
    private readonly store: VisitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, visitId: string, actionId: string, response: string): Promise<VisitActionRecord> {
    await this.reader.visitFor(actor, visitId);
    return this.unitOfWork.run(async () => {
      const action = await this.reader.action(visitId, actionId);
      if (!action) throw notFound();
      checkVisitAction('answer', action);
      const change = {
        ...{ response: response.trim(), respondedById: actor.userId, respondedAt: this.clock.now() },
      };
      await this.store.changeAction(actionId, change);
      await this.trail.record(actor, 'visit.action_answered', { visitId, actionId });
      return { ...action, ...change };
    }, visitLock(visitId));
  }
}
