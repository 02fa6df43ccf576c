import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import {
  checkDirectClaimsEntry,
  type DirectClaimsStatus,
  hasDirectClaims,
} from '../../domain/certification/qualification.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { RegistrationStatusDoor } from '../registrations/registration-status.door.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import { VisitsReader } from '../visits/visits.reader.js';
import { certificationLock } from './certification-lock.js';
import { CertificationReader, type QualificationWithHistory } from './certification.reader.js';
import { CertificationStore } from './certification.store.js';
import type { DirectClaimsEntryRecord } from './direct-claims-entry.record.js';

/** Records what the awarding organisation said of direct claims: a fact, never inferred (§4.5). Released units follow. */
@Injectable()
export class RecordDirectClaims {
  constructor(
    private readonly reader: CertificationReader,
    private readonly store: CertificationStore,
    private readonly registrations: RegistrationsReader,
    private readonly status: RegistrationStatusDoor,
    private readonly signOffs: SignOffReader,
    private readonly visits: VisitsReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(
    actor: Actor,
    qualificationId: string,
    input: { status: DirectClaimsStatus; on: string; reference: string },
  ): Promise<QualificationWithHistory> {
    return this.unitOfWork.run(async () => {
      const found = await this.reader.qualification(actor.centreId, qualificationId);
      if (!found) throw notFound();
      const entry: DirectClaimsEntryRecord = {
        ...{ id: newId(), qualificationId, status: input.status, effectiveOn: input.on },
        ...{ reference: input.reference.trim(), recordedById: actor.userId, recordedAt: this.clock.now() },
      };
      checkDirectClaimsEntry(found.history, entry, this.clock.today());
      await this.store.addDirectClaimsEntry(entry);
      const { status, effectiveOn: on, reference } = entry;
      // Before any unit is looked at: whoever moves one writes to the trail first, so from here on nobody else does.
      await this.trail.record(actor, 'direct_claims.recorded', { qualificationId, status, on, reference });
      await this.moveReleased(actor.centreId, found.qualification.units);
      return { qualification: found.qualification, history: [...found.history, entry] };
    }, certificationLock(actor.centreId));
  }

  /** Released units that nobody has claimed become claimable, or are no longer; another qualification may still say so. */
  private async moveReleased(centreId: string, unitKeys: readonly string[]): Promise<void> {
    const released = await this.registrations.standingAt(centreId, unitKeys, ['iqa_released', 'claimable']);
    const offered = await this.reader.qualificationsWith(centreId, unitKeys);
    const direct = new Set(
      offered.filter(({ history }) => hasDirectClaims(history)).flatMap(({ qualification }) => qualification.units),
    );
    const underEqaRelease = await this.reader.underEqaRelease(centreId);
    const inVisits = await this.visits.releasedAt(centreId);
    const byOtherWord = ({ id }: { id: string }): boolean => underEqaRelease.has(id) || inVisits.has(id);
    const others = released.filter((one) => !byOtherWord(one));
    const idsOf = (isDirect: boolean): string[] =>
      others.filter(({ unitKey }) => direct.has(unitKey) === isDirect).map(({ id }) => id);
    await this.status.moveAllTo(idsOf(true), 'claimable');
    await this.status.moveAllTo(idsOf(false), 'iqa_released');
    for (const { id } of released.filter(byOtherWord)) {
      await this.status.moveTo(id, await this.signOffs.stateOf(id, this.clock.now()));
    }
  }
}
