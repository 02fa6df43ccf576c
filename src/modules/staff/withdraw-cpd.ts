import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { CpdEntryRecord } from './cpd-entry.record.js';
import { PracticeReader } from './practice.reader.js';
import { staffLock } from './staff-lock.js';
import { StaffStore } from './staff.store.js';

/** Takes an entry out of what one's own log adds up to, with a reason; the entry stays to be read. */
@Injectable()
export class WithdrawCpd {
  constructor(
    private readonly practice: PracticeReader,
    private readonly store: StaffStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, reason: string): Promise<CpdEntryRecord> {
    return this.unitOfWork.run(async () => {
      const row = await this.practice.cpdEntry(actor.userId, id);
      if (!row) throw notFound();
      if (row.endedAt !== null) throw new DomainError('STATE_CONFLICT', 'This entry is withdrawn already.');
      const ending = { endedById: actor.userId, endedAt: this.clock.now(), endingReason: reason.trim() };
      await this.store.end('cpd_entry', id, ending);
      await this.trail.record(actor, 'cpd.withdrawn', { entryId: id, reason: ending.endingReason });
      return { ...row, ...ending };
    }, staffLock(actor.userId));
  }
}
