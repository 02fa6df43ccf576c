import { Injectable } from '@nestjs/common';
import type { AppealParts } from '../../domain/appeal/independence.js';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsReader } from './appeals.reader.js';
import { UnitVerifiers } from './unit-verifiers.js';

const present = (ids: readonly (string | null)[]): string[] => ids.filter((id) => id !== null);

/** Gathers who had which part in the unit whose decision is appealed: overtaken decisions count as well. */
@Injectable()
export class AppealPartsReader {
  constructor(
    private readonly appeals: AppealsReader,
    private readonly registrations: RegistrationsReader,
    private readonly judgements: JudgementsReader,
    private readonly evidence: EvidenceReader,
    private readonly verifiers: UnitVerifiers,
  ) {}

  async of(appeal: AppealRecord, registration: RegistrationRecord): Promise<AppealParts> {
    const { id, learnerId, assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId } = registration;
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const ledger = await this.judgements.ofRegistration(id);
    const claimed = (await this.evidence.claimedOn(id)).map(({ evidence }) => evidence);
    const decisions = await this.evidence.decisions(claimed.map((evidence) => evidence.id));
    const steps = await this.appeals.steps(appeal.id);
    return {
      learnerId,
      deciderIds: present([appeal.decidedById, appeal.countersignedById]),
      assessorIds: [
        ...present([assessorId, coAssessorId]),
        ...[...ledger, ...decisions].map((decision) => decision.assessorId),
      ],
      countersignerIds: present([
        countersignerId,
        ...ledger.map(({ countersignature }) => countersignature?.countersignerId ?? null),
      ]),
      authorIds: claimed
        .flatMap(({ authorId, signatures }) => [
          authorId,
          ...signatures.flatMap(({ role, personId }) => (role === 'witness' ? present([personId]) : [])),
        ])
        .filter((authorId) => authorId !== learnerId),
      verifierIds: [
        ...present([iqaId, countersigningIqaId]),
        ...(await this.verifiers.of(id)).filter((personId) => personId !== learnerId),
      ],
      earlierIds: steps
        .filter(({ event }) => event === 'acknowledged' || event === 'decided')
        .map(({ actorId }) => actorId),
      conflictedPersonIds: await this.registrations.conflictedPersonIds(learnerId),
    };
  }
}
