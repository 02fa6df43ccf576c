import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EqaVisitRecord } from './eqa-visit.record.js';
import { VisitDesk } from './visit-desk.js';
import { visitLock } from './visit-lock.js';
import { VisitsReader } from './visits.reader.js';
import { VisitsStore } from './visits.store.js';

/** Ends a visit before its time, with the reason: from the next request on nothing is open to its verifier. */
@Injectable()
export class SuspendVisit {
  constructor(
    private readonly reader: VisitsReader,
    private readonly desk: VisitDesk,
    private readonly store: VisitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, reason: string): Promise<EqaVisitRecord> {
    await this.reader.visitFor(actor, id);
    return this.unitOfWork.run(async () => {
      const visit = await this.reader.visitFor(actor, id);
      this.desk.assertState(visit, ['planned', 'open']);
      const change = {
        ...{ suspendedAt: this.clock.now(), suspendedById: actor.userId, suspensionReason: reason.trim() },
        revision: visit.revision + 1,
      };
      await this.store.changeVisit(id, change);
      await this.trail.record(actor, 'visit.suspended', { visitId: id, reason: change.suspensionReason });
      return { ...visit, ...change };
    }, visitLock(id));
  }
}
