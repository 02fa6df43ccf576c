import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { checkNotOwnRecord } from '../../domain/staff/staff-duties.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { staffLock } from './staff-lock.js';
import { StaffPolicy } from './staff.policy.js';
import { StaffRecordsReader } from './staff-records.reader.js';
import { StaffStore } from './staff.store.js';
import type { KeptRecord } from './staff-tables.js';

/** Ends a qualification, a competence or a countersigner link, with a reason. What rested on it stays as it was decided. */
@Injectable()
export class EndStaffRecord {
  constructor(
    private readonly policy: StaffPolicy,
    private readonly records: StaffRecordsReader,
    private readonly store: StaffStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, kind: KeptRecord, userId: string, id: string, reason: string): Promise<void> {
    await this.assertCanEnd(actor, kind, userId, id);
    await this.unitOfWork.run(async () => {
      await this.assertCanEnd(actor, kind, userId, id);
      const ending = { endedById: actor.userId, endedAt: this.clock.now(), endingReason: reason.trim() };
      await this.store.end(kind, id, ending);
      await this.trail.record(actor, 'staff_record.ended', {
        ...{ kind, recordId: id, personId: userId, reason: ending.endingReason },
      });
    }, staffLock(userId));
  }

  private async assertCanEnd(actor: Actor, kind: KeptRecord, userId: string, id: string): Promise<void> {
    await this.policy.writable(actor, userId);
    const row = await this.records.row(kind, actor.centreId, id);
    if (row?.personId !== userId) throw notFound();
    checkNotOwnRecord(actor.userId, userId);
    if (row.endedAt !== null) throw new DomainError('STATE_CONFLICT', 'This record has ended already.');
  }
}
