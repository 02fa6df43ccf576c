import { Injectable } from '@nestjs/common';
import type { CoverageFacts } from '../../domain/coverage/coverage.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { toEvidence } from '../evidence/to-evidence.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { JudgementsReader } from './judgements.reader.js';
import { OpenActions } from './open-actions.js';
import { OpenAppeals } from './open-appeals.js';

/** Gathers everything coverage depends on, in few queries whatever the size of the portfolio. */
@Injectable()
export class CoverageFactsReader {
  constructor(
    private readonly specifications: SpecificationReader,
    private readonly registrations: RegistrationsReader,
    private readonly evidence: EvidenceReader,
    private readonly judgements: JudgementsReader,
    private readonly actions: OpenActions,
    private readonly appeals: OpenAppeals,
  ) {}

  /** @param asOf ISO instant that currency is measured at when a criterion is not judged yet */
  async of(registration: RegistrationRecord, asOf: string): Promise<CoverageFacts> {
    return (await this.withRows(registration, asOf)).facts;
  }

  /** The same facts, with the rows of the evidence they were made of. */
  async withRows(
    registration: RegistrationRecord,
    asOf: string,
  ): Promise<{ facts: CoverageFacts; evidence: EvidenceRecord[] }> {
    const { id, learnerId, registeredOn, unitKey, specificationVersion } = registration;
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const unit = await this.specifications.version(unitKey, specificationVersion);
    const claimed = await this.evidence.claimedOn(id);
    const judgements = await this.judgements.ofRegistration(id);
    const interests = await this.registrations.interestSpells(learnerId);
    const openEssentialActions = await this.actions.essentialOn(id);
    const openAppeals = await this.appeals.countOn(id);
    return {
      evidence: claimed.map(({ evidence }) => evidence),
      facts: {
        unit,
        registrationId: id,
        registeredOn,
        learnerId,
        evidence: claimed.map(({ evidence, claims }) => toEvidence(evidence, claims, interests)),
        judgements,
        openEssentialActions,
        openAppeals,
        asOf,
      },
    };
  }
}
