import { Injectable } from '@nestjs/common';
import type { checkMayWitness } from '../../domain/access/witness-duties.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { EvidenceRecord } from './evidence.record.js';

/** Whom a witness may not turn out to be. */
export type WitnessParties = Omit<Parameters<typeof checkMayWitness>[0], 'witness'>;

/** Who has to do with the registrations that a testimony is for. */
@Injectable()
export class WitnessPartiesReader {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly identity: IdentityReader,
  ) {}

  async of(
    { learnerId, centreId }: Pick<EvidenceRecord, 'learnerId' | 'centreId'>,
    claimedOn: readonly RegistrationRecord[],
  ): Promise<WitnessParties> {
    const assessorIds = claimedOn.flatMap(({ assessorId, coAssessorId, countersignerId }) =>
      [assessorId, coAssessorId, countersignerId].filter((id) => id !== null),
    );
    const iqaIds = claimedOn.flatMap(({ iqaId, countersigningIqaId }) =>
      [iqaId, countersigningIqaId].filter((id) => id !== null),
    );
    const conflictedIds = await this.registrations.conflictedPersonIds(learnerId);
    const people = await this.identity.people(centreId, [learnerId, ...assessorIds, ...iqaIds, ...conflictedIds]);
    const named = (ids: readonly string[]) => people.filter(({ id }) => ids.includes(id));
    const [learner] = named([learnerId]);
    if (!learner) throw notFound();
    return { learner, assessors: named(assessorIds), iqas: named(iqaIds), conflicted: named(conflictedIds) };
  }
}
