import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { StaffQualificationRecord } from './staff-qualification.record.js';
import { StaffRecordsReader } from './staff-records.reader.js';
import { StaffStore } from './staff.store.js';

const FOLLOWED = 'A later record follows it.';

/** One record taking the place of another. */
@Injectable()
export class QualificationDesk {
  constructor(
    private readonly records: StaffRecordsReader,
    private readonly store: StaffStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  find(personId: string, id: string): Promise<StaffQualificationRecord | null> {
    return this.records.qualification(personId, id);
  }

  /** Ends the record that a confirmed one follows, inside the caller's transaction, unless it has ended meanwhile. */
  async endFollowed(actor: Actor, { personId, followsId }: StaffQualificationRecord): Promise<void> {
    const followed = followsId === null ? null : await this.find(personId, followsId);
    if (!followed || followed.endedAt !== null) return;
    const ending = { endedById: actor.userId, endedAt: this.clock.now(), endingReason: FOLLOWED };
    await this.store.end('qualification', followed.id, ending);
    await this.trail.record(actor, 'staff_record.ended', {
      ...{ kind: 'qualification', recordId: followed.id, personId, reason: FOLLOWED },
    });
  }
}
