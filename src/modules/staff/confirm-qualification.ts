import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { checkOriginalSeen } from '../../domain/staff/qualification.js';
import { checkNotOwnRecord } from '../../domain/staff/staff-duties.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { StaffQualificationRecord } from './staff-qualification.record.js';
import { QualificationDesk } from './qualification-desk.js';
import { staffLock } from './staff-lock.js';
import { StaffPolicy } from './staff.policy.js';
import { StaffStore } from './staff.store.js';

/** Somebody else than the person says that they saw the original certificate, or that the training has begun. */
@Injectable()
export class ConfirmQualification {
  constructor(
    private readonly policy: StaffPolicy,
    private readonly desk: QualificationDesk,
    private readonly store: StaffStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    userId: string,
    id: string,
    originalSeenOn: string | null,
  ): Promise<StaffQualificationRecord> {
    await this.confirmable(actor, userId, id);
    return this.unitOfWork.run(async () => {
      const row = await this.confirmable(actor, userId, id);
      checkOriginalSeen(row, originalSeenOn, this.clock.today());
      const confirmation = { confirmedById: actor.userId, confirmedAt: this.clock.now(), originalSeenOn };
      await this.store.confirmQualification(id, confirmation);
      await this.trail.record(actor, 'staff_record.confirmed', {
        ...{ kind: 'qualification', recordId: id, personId: userId, originalSeenOn },
      });
      await this.desk.endFollowed(actor, row);
      return { ...row, ...confirmation };
    }, staffLock(userId));
  }

  private async confirmable(actor: Actor, userId: string, id: string): Promise<StaffQualificationRecord> {
    await this.policy.writable(actor, userId);
    const row = await this.desk.find(userId, id);
    if (!row) throw notFound();
    checkNotOwnRecord(actor.userId, userId);
    if (row.endedAt !== null) throw new DomainError('STATE_CONFLICT', 'This record has ended.');
    if (row.confirmedAt !== null) throw new DomainError('STATE_CONFLICT', 'This record is confirmed already.');
    return row;
  }
}
