import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { checkCpdEntry } from '../../domain/staff/cpd.js';
import { isStaff } from '../../domain/staff/staff-policy.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { CpdEntryRecord } from './cpd-entry.record.js';
import { assertUnitKnown } from './known-unit.js';
import { staffLock } from './staff-lock.js';
import { StaffStore } from './staff.store.js';

export interface NewCpdEntry {
  readonly on: string;
  readonly hours: number;
  readonly activity: string;
  readonly learned: string;
  readonly unit?: string | null;
}

/** Adds to one's own log of continuing professional development. */
@Injectable()
export class LogCpd {
  constructor(
    private readonly specifications: SpecificationReader,
    private readonly store: StaffStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: NewCpdEntry): Promise<CpdEntryRecord> {
    if (!isStaff(actor.roles)) throw new DomainError('NOT_ALLOWED', 'Staff of the centre keep a CPD log.');
    const minutes = checkCpdEntry(input, this.clock.today());
    const { on, activity, learned, unit = null } = input;
    if (unit !== null) await assertUnitKnown(this.specifications, unit);
    const row: CpdEntryRecord = {
      ...{ id: newId(), centreId: actor.centreId, personId: actor.userId, doneOn: on, minutes },
      ...{ activity: activity.trim(), learned: learned.trim(), unitKey: unit, recordedAt: this.clock.now() },
      ...{ endedById: null, endedAt: null, endingReason: null },
    };
    await this.unitOfWork.run(async () => {
      await this.store.addCpdEntry(row);
      await this.trail.record(actor, 'cpd.logged', { entryId: row.id, on, minutes });
    }, staffLock(actor.userId));
    return row;
  }
}
