import { Injectable } from '@nestjs/common';
import type { CoverageFacts } from '../../domain/coverage/coverage.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { toEvidence } from '../evidence/to-evidence.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { JudgementsReader } from './judgements.reader.js';

/** Gathers everything coverage depends on, in four queries whatever the size of the portfolio. */
@Injectable()
export class CoverageFactsReader {
  constructor(
    private readonly specifications: SpecificationReader,
    private readonly registrations: RegistrationsReader,
    private readonly evidence: EvidenceReader,
    private readonly judgements: JudgementsReader,
  ) {}

  /** @param asOf ISO instant that currency is measured at when a criterion is not judged yet */
  async of(registration: RegistrationRecord, asOf: string): Promise<CoverageFacts> {
    const { id, learnerId, registeredOn, unitKey, specificationVersion } = registration;
    const [unit, claimed, judgements, conflictedPersonIds] = await Promise.all([
      this.specifications.version(unitKey, specificationVersion),
      this.evidence.claimedOn(id),
      this.judgements.ofRegistration(id),
      this.registrations.conflictedPersonIds(learnerId),
    ]);
    return {
      unit,
      registrationId: id,
      registeredOn,
      learnerId,
      evidence: claimed.map(({ evidence, claims }) => toEvidence(evidence, claims, conflictedPersonIds)),
      judgements,
      // Actions come with sampling; until then an IQA who wants something done does not release the unit.
      openEssentialActions: 0,
      asOf,
    };
  }
}
