import { Injectable } from '@nestjs/common';
import type { Operation } from '../../domain/access/permissions.js';
import type { ComplaintCase } from '../../domain/complaint/complaint-case.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { ComplaintsReader } from '../complaints/complaints.reader.js';
import type { EvidenceDecisionRecord } from '../evidence/evidence-decision.record.js';
import type { EvidenceFileRecord } from '../evidence/evidence-file.record.js';
import { EvidenceReader, type WholeEvidence } from '../evidence/evidence.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { type PackageHistory, PackageHistoryReader } from './package-history.reader.js';
import { peopleIn } from './people-in-package.js';
import { type SignedOffPdf, SignedOffPdfReader } from './signed-off-pdf.reader.js';

/** What is on record of one learner's unit. */
export interface PackageRecords extends PackageHistory {
  readonly registration: RegistrationRecord;
  readonly unit: UnitSpecification;
  readonly claimed: readonly Omit<WholeEvidence, 'files'>[];
  readonly files: readonly EvidenceFileRecord[];
  readonly decisions: readonly EvidenceDecisionRecord[];
  /** Those that the evidence refers to. */
  readonly cases: readonly ComplaintCase[];
}

export interface PackageFacts extends PackageRecords {
  readonly centre: { readonly name: string; readonly number: string | null };
  readonly names: ReadonlyMap<string, string>;
  readonly pdf: SignedOffPdf | null;
  readonly showsSamples: boolean;
}

/** Gathers everything one package says, in a number of queries that does not grow with the evidence. Call it under the portfolio's lock. */
@Injectable()
export class PackageFactsReader {
  constructor(
    private readonly specifications: SpecificationReader,
    private readonly evidence: EvidenceReader,
    private readonly complaints: ComplaintsReader,
    private readonly history: PackageHistoryReader,
    private readonly pdfs: SignedOffPdfReader,
    private readonly identity: IdentityReader,
  ) {}

  /**
   * @param allowed what whoever asks may do on the registration
   * @throws DomainError EXPORT_NOT_READY while the signed-off PDF of a released unit is not drawn
   */
  async of(registration: RegistrationRecord, allowed: readonly Operation[]): Promise<PackageFacts> {
    const { id, learnerId, centreId, unitKey, specificationVersion } = registration;
    const pdf = await this.pdfs.of(id);
    // Printed in the signed-off portfolio, so no secret from anybody who has that.
    const showsSamples = pdf !== null || allowed.includes('sample:read');
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const unit = await this.specifications.version(unitKey, specificationVersion);
    const claimed = await this.evidence.claimedOn(id);
    const evidenceIds = claimed.map(({ evidence }) => evidence.id);
    const files = await this.evidence.files(evidenceIds);
    const decisions = await this.evidence.decisions(evidenceIds);
    const caseRefs = new Set(claimed.flatMap(({ evidence }) => evidence.caseRefs));
    const cases = (await this.complaints.factsOf(learnerId))
      .map(({ fact }) => fact)
      .filter(({ caseRef }) => caseRefs.has(caseRef));
    const history = await this.history.of(registration, showsSamples, allowed);
    const records: PackageRecords = { registration, unit, claimed, files, decisions, cases, ...history };
    const { name, number } = await this.identity.centre(centreId);
    const names = await this.identity.names(peopleIn(records));
    return { ...records, centre: { name, number }, names, pdf, showsSamples };
  }
}
