import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkMayVerify, checkNoDeclaredInterest } from '../../domain/access/separation-of-duties.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { type SignableUnit, SignOffReader } from '../sign-off/sign-off.reader.js';

/** Who may sample a unit, sign what they found and close what came of it. */
@Injectable()
export class VerifierPolicy {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly signOffs: SignOffReader,
  ) {}

  /**
   * Whoever had a hand in the decisions of a unit, overtaken ones included, verifies none of them, and neither does who
   * is named there to assess or countersign: a person with several roles is judged by their part here (SOD2, SOD7).
   * @throws DomainError SEGREGATION_OF_DUTIES (SOD2, SOD6)
   */
  async check(actor: Actor, registration: RegistrationRecord, unit: SignableUnit): Promise<void> {
    const { learnerId, assessorId, coAssessorId, countersignerId } = registration;
    const behind = await this.signOffs.peopleBehind(unit);
    checkMayVerify({
      actorId: actor.userId,
      learnerId,
      assessorIds: [...behind.judgeIds, assessorId, ...(coAssessorId === null ? [] : [coAssessorId])],
      countersignerIds: [...behind.countersignerIds, ...(countersignerId === null ? [] : [countersignerId])],
      authorIds: behind.authorIds,
    });
    checkNoDeclaredInterest({
      actorId: actor.userId,
      conflictedPersonIds: await this.registrations.conflictedPersonIds(learnerId),
    });
  }
}
