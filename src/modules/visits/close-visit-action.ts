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

/**
 * A verifier closes an action on the centre's answer: whoever raised it whenever they have seen enough, or whoever
 * visits later for the same awarding organisation.
 */
@Injectable()
export class CloseVisitAction {
  constructor(
    private readonly reader: VisitsReader,
    private readonly store: VisitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, visitId: string, actionId: string, note: string): Promise<VisitActionRecord> {
    await this.reader.visitFor(actor, visitId);
    return this.unitOfWork.run(async () => {
      // Their own visit may have ended since, and with it what they may know of earlier ones.
      await this.reader.visitFor(actor, visitId);
      const action = await this.reader.action(visitId, actionId);
      if (!action) throw notFound();
      checkVisitAction('close', action);
      const change = { closedById: actor.userId, closureNote: note.trim(), closedAt: this.clock.now() };
      await this.store.changeAction(actionId, change);
      await this.trail.record(actor, 'visit.action_closed', { visitId, actionId, severity: action.severity });
      return { ...action, ...change };
    }, visitLock(visitId));
  }
}
