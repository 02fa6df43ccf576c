import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkMayClaim, checkNoDeclaredInterest } from '../../domain/access/separation-of-duties.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import type { ClaimableUnit } from './claim-readiness.reader.js';

/** Who may claim a certificate for a unit, and record that it was issued. */
@Injectable()
export class ClaimantPolicy {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly signOffs: SignOffReader,
  ) {}

  /**
   * Whoever is allocated to the unit, wrote, judged, countersigned or signed anything in it claims nothing on it, void
   * signatures and overtaken judgements included (assurance.md B1, row 24).
   * @throws DomainError SEGREGATION_OF_DUTIES
   */
  async check(
    actor: Actor,
    registration: RegistrationRecord,
    { unit, signOffs }: Pick<ClaimableUnit, 'unit' | 'signOffs'>,
  ): Promise<void> {
    const { learnerId, assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId } = registration;
    const behind = await this.signOffs.peopleBehind(unit);
    const allocated = [learnerId, assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId];
    checkMayClaim({
      actorId: actor.userId,
      handIds: [
        ...allocated.filter((id) => id !== null),
        ...[...behind.judgeIds, ...behind.countersignerIds, ...behind.authorIds],
        ...signOffs.map(({ personId }) => personId),
      ],
    });
    const conflictedPersonIds = await this.registrations.conflictedPersonIds(learnerId);
    checkNoDeclaredInterest({ actorId: actor.userId, conflictedPersonIds });
  }
}
