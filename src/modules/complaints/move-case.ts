import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkCase } from '../../domain/complaint/check-case.js';
import { type CaseEvent, moveCase } from '../../domain/complaint/lifecycle.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { CaseDesk } from './case-desk.js';
import type { ComplaintCaseRecord } from './complaint-case.record.js';
import { ComplaintsStore } from './complaints.store.js';

/** Takes a case one step further, once it says what the new status presupposes. */
@Injectable()
export class MoveCase {
  constructor(
    private readonly desk: CaseDesk,
    private readonly store: ComplaintsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, event: CaseEvent, reason: string | null): Promise<ComplaintCaseRecord> {
    return this.desk.change(actor, id, async (row) => {
      const now = this.clock.now();
      const status = moveCase(row.status, event, reason);
      checkCase(row, status, now);
      await this.store.addMove({
        id: newId(),
        caseId: id,
        event,
        fromStatus: row.status,
        toStatus: status,
        reason,
        movedById: actor.userId,
        movedAt: now,
      });
      const moved = await this.store.change(row, { status });
      await this.trail.record(
        actor,
        'case.moved',
        { caseId: id, caseRef: row.caseRef, event, from: row.status, to: status, reason },
        { learnerId: row.learnerId },
      );
      return moved;
    });
  }
}
