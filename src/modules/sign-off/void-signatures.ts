import { Injectable } from '@nestjs/common';
import { isInForce } from '../../domain/sign-off/sign-off.js';
import { releaseOf } from '../../domain/sign-off/unit-state.js';
import { isReopening, type SignatureEvent, voidedStages } from '../../domain/sign-off/voided-stages.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { type AuditAuthor, AuditTrail } from '../audit/audit-trail.js';
import { RegistrationStatusDoor } from '../registrations/registration-status.door.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { SignOffReader } from './sign-off.reader.js';
import { SignOffStore } from './sign-off.store.js';
import { UnitCertification } from './unit-certification.js';

/**
 * Answers earlier rooms: what was signed has changed, so the signatures that no longer stand are void from now. They are
 * marked, never erased; once an assessor had signed, the unit counts as re-opened (§3.7).
 */
@Injectable()
export class VoidSignatures extends UnitSignatures {
  constructor(
    private readonly reader: SignOffReader,
    private readonly store: SignOffStore,
    private readonly status: RegistrationStatusDoor,
    private readonly registrations: RegistrationsReader,
    private readonly certification: UnitCertification,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async isReleased(registrationId: string): Promise<boolean> {
    return releaseOf(await this.reader.signOffs(registrationId)) !== null;
  }

  override async onChange(
    author: AuditAuthor,
    registrationId: string,
    event: SignatureEvent,
    reason: string,
  ): Promise<void> {
    const signOffs = await this.reader.signOffs(registrationId);
    const release = releaseOf(signOffs);
    const stages = voidedStages(event, signOffs);
    const fallen = signOffs.filter((signOff) => stages.includes(signOff.stage) && isInForce(signOff));
    const now = this.clock.now();
    for (const signOff of fallen) await this.store.markVoid(signOff.id, now, reason);
    if (isReopening(event, stages)) {
      const reopening = { id: newId(), registrationId, reopenedById: author.userId, reason, reopenedAt: now };
      await this.store.addReopening(reopening);
    }
    if (fallen.length > 0) {
      await this.trail.record(author, 'unit.signatures_voided', { stages, cause: reason }, { registrationId });
    }
    if (release !== null && fallen.some(({ id }) => id === release.id)) {
      const registration = await this.registrations.byId(registrationId);
      await this.certification.onReleaseVoided(author, registration, release.id, reason);
    }
    await this.refreshStatus(registrationId);
  }

  override async refreshStatus(registrationId: string): Promise<void> {
    await this.status.moveTo(registrationId, await this.reader.stateOf(registrationId, this.clock.now()));
  }

  override async restOn(registrationId: string, personId: string): Promise<boolean> {
    const signOffs = await this.reader.signOffs(registrationId);
    if (!signOffs.some((signOff) => isInForce(signOff))) return false;
    const registration = await this.registrations.byId(registrationId);
    const people = await this.reader.peopleBehind(await this.reader.signable(registration, this.clock.now()));
    const signers = signOffs.filter(isInForce).map((signOff) => signOff.personId);
    return [...people.judgeIds, ...people.countersignerIds, ...people.authorIds, ...signers].includes(personId);
  }
}
