import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { checkNotOwnRecord } from '../../domain/staff/staff-duties.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { CompetenceRecord } from './competence.record.js';
import { staffLock } from './staff-lock.js';
import { StaffPolicy } from './staff.policy.js';
import { StaffRecordsReader } from './staff-records.reader.js';
import { StaffStore } from './staff.store.js';

/** Somebody else than the person says that the person knows the occupation. */
@Injectable()
export class ConfirmCompetence {
  constructor(
    private readonly policy: StaffPolicy,
    private readonly records: StaffRecordsReader,
    private readonly store: StaffStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, userId: string, id: string): Promise<CompetenceRecord> {
    await this.confirmable(actor, userId, id);
    return this.unitOfWork.run(async () => {
      const row = await this.confirmable(actor, userId, id);
      const confirmation = { confirmedById: actor.userId, confirmedAt: this.clock.now() };
      await this.store.confirmCompetence(id, confirmation);
      await this.trail.record(actor, 'staff_record.confirmed', {
        ...{ kind: 'competence', recordId: id, personId: userId, originalSeenOn: null },
      });
      return { ...row, ...confirmation };
    }, staffLock(userId));
  }

  private async confirmable(actor: Actor, userId: string, id: string): Promise<CompetenceRecord> {
    await this.policy.writable(actor, userId);
    const row = await this.records.competence(userId, id);
    if (!row) throw notFound();
    checkNotOwnRecord(actor.userId, userId);
    if (row.endedAt !== null) throw new DomainError('STATE_CONFLICT', 'This record has ended.');
    if (row.confirmedAt !== null) throw new DomainError('STATE_CONFLICT', 'This record is confirmed already.');
    return row;
  }
}
