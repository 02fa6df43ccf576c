import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { CompetenceRecord } from './competence.record.js';
import { assertUnitKnown } from './known-unit.js';
import { staffLock } from './staff-lock.js';
import { StaffPolicy } from './staff.policy.js';
import { StaffStore } from './staff.store.js';

/**
 * Puts on record that somebody knows the occupation a unit is about. What a centre manager or lead IQA says of somebody
 * else is their word for it; one's own waits for that word.
 */
@Injectable()
export class RecordCompetence {
  constructor(
    private readonly policy: StaffPolicy,
    private readonly specifications: SpecificationReader,
    private readonly store: StaffStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    userId: string,
    input: { unit: string; statement: string; basis: string },
  ): Promise<CompetenceRecord> {
    await this.policy.writable(actor, userId);
    await assertUnitKnown(this.specifications, input.unit);
    return this.unitOfWork.run(async () => {
      await this.policy.writable(actor, userId);
      const isConfirmed = userId !== actor.userId;
      const now = this.clock.now();
      const row: CompetenceRecord = {
        ...{ id: newId(), centreId: actor.centreId, personId: userId, unitKey: input.unit },
        ...{ statement: input.statement.trim(), basis: input.basis.trim() },
        ...{ recordedById: actor.userId, recordedAt: now },
        ...{ confirmedById: isConfirmed ? actor.userId : null, confirmedAt: isConfirmed ? now : null },
        ...{ endedById: null, endedAt: null, endingReason: null },
      };
      await this.store.addCompetence(row);
      await this.trail.record(actor, 'competence.recorded', {
        ...{ competenceId: row.id, personId: userId, unit: input.unit, isConfirmed },
      });
      return row;
    }, staffLock(userId));
  }
}
