import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkCommunicationTime } from '../../domain/complaint/check-case.js';
import type { CaseCommunication } from '../../domain/complaint/complaint-case.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { CaseDesk } from './case-desk.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';
import { ComplaintsStore } from './complaints.store.js';

/** Adds a message to a case, closed or not: customers are rung after the end too. Messages are never changed (P5). */
@Injectable()
export class AddCommunication {
  constructor(
    private readonly desk: CaseDesk,
    private readonly store: ComplaintsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, message: CaseCommunication): Promise<ComplaintCaseRecord> {
    return this.desk.change(actor, id, async (row) => {
      const addedAt = this.clock.now();
      checkCommunicationTime(message.at, row, addedAt);
      const communicationId = newId();
      await this.store.addCommunication({
        ...message,
        id: communicationId,
        caseId: id,
        addedById: actor.userId,
        addedAt,
      });
      const changed = await this.store.change(row, {});
      await this.trail.record(
        actor,
        'case.communication_added',
        { caseId: id, caseRef: row.caseRef, communicationId, purpose: message.purpose },
        { learnerId: row.learnerId },
      );
      return changed;
    });
  }
}
