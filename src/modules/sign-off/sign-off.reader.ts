import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { computeCoverage } from '../../domain/coverage/compute-coverage.js';
import type { CoverageFacts, UnitCoverage } from '../../domain/coverage/coverage.js';
import type { EvidenceSignature } from '../../domain/evidence/evidence.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { CriterionJudgement } from '../../domain/judgement/judgement.js';
import { effectiveJudgement } from '../../domain/judgement/ledger.js';
import type { ClaimStanding, SignOff, UnitState } from '../../domain/sign-off/sign-off.js';
import { signedSnapshot } from '../../domain/sign-off/signed-snapshot.js';
import { releaseOf, unitState } from '../../domain/sign-off/unit-state.js';
import { criteriaOf } from '../../domain/specification/find-criterion.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CoverageFactsReader } from '../assessment/coverage-facts.reader.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { ReopeningRecord } from './reopening.record.js';
import { SignOffRecord } from './sign-off.record.js';
import { UnitCertification } from './unit-certification.js';

/** A unit as somebody would sign it now. */
export interface SignableUnit {
  readonly facts: CoverageFacts;
  readonly coverage: UnitCoverage;
  readonly evidence: readonly EvidenceRecord[];
  readonly effective: readonly CriterionJudgement[];
  readonly snapshotSha256: string;
}

/** Accounts of people who testified through a link: nobody verifies decisions on what they said themselves. */
const witnessAccounts = (signatures: readonly EvidenceSignature[]): string[] =>
  signatures.flatMap(({ role, personId }) => (role === 'witness' && personId !== null ? [personId] : []));

@Injectable()
export class SignOffReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly coverageFacts: CoverageFactsReader,
    private readonly evidence: EvidenceReader,
    private readonly registrations: RegistrationsReader,
    private readonly certification: UnitCertification,
  ) {}

  /** Every signature ever given under a unit, void ones included, oldest first. */
  signOffs(registrationId: string): Promise<SignOffRecord[]> {
    return this.unitOfWork.reader.find(SignOffRecord, { where: { registrationId }, order: { id: 'ASC' } });
  }

  /** The same of several units, in one query. */
  signOffsOf(registrationIds: readonly string[]): Promise<SignOffRecord[]> {
    if (registrationIds.length === 0) return Promise.resolve([]);
    return this.unitOfWork.reader.find(SignOffRecord, {
      where: { registrationId: In([...registrationIds]) },
      order: { id: 'ASC' },
    });
  }

  async lastReopening(registrationId: string): Promise<ReopeningRecord | null> {
    const [last] = await this.unitOfWork.reader.find(ReopeningRecord, {
      where: { registrationId },
      order: { id: 'DESC' },
      take: 1,
    });
    return last ?? null;
  }

  /** Gathers what a signature would bind, and its hash. */
  async signable(registration: RegistrationRecord, asOf: string): Promise<SignableUnit> {
    const { facts, evidence } = await this.coverageFacts.withRows(registration, asOf);
    const rows = new Map(evidence.map((row) => [row.id, row]));
    const effective = criteriaOf(facts.unit)
      .map(({ code }) => effectiveJudgement(facts.judgements, code))
      .filter((judgement) => judgement !== undefined);
    const snapshot = signedSnapshot({
      registrationId: registration.id,
      unit: facts.unit,
      evidence: facts.evidence.map((fact) => ({
        ...fact,
        version: rows.get(fact.id)?.version ?? 1,
        contentSha256: rows.get(fact.id)?.contentSha256 ?? null,
      })),
      judgements: effective,
    });
    return {
      facts,
      coverage: computeCoverage(facts),
      evidence,
      effective,
      snapshotSha256: createHash('sha256').update(canonicalJson(snapshot)).digest('hex'),
    };
  }

  /** Where a unit stands now, from its signatures, its last re-opening and its coverage. */
  async stateOf(registrationId: string, asOf: string): Promise<UnitState> {
    const registration = await this.registrations.byId(registrationId);
    const { coverage } = await this.signable(registration, asOf);
    const signOffs = await this.signOffs(registrationId);
    const reopening = await this.lastReopening(registrationId);
    const claim = await this.claimStanding(registration, signOffs);
    return unitState({ signOffs, ready: coverage.ready, reopenedAt: reopening?.reopenedAt ?? null, claim });
  }

  /** Where the release in force stands with the awarding organisation; `null` without one. */
  async claimStanding(registration: RegistrationRecord, signOffs: readonly SignOff[]): Promise<ClaimStanding | null> {
    const release = releaseOf(signOffs);
    return release && this.certification.standingOf(registration, release.id);
  }

  /**
   * Everybody who ever had a hand in a unit's decisions, overtaken ones included: whoever verifies it made none of them
   * (SOD2, assurance.md B1).
   */
  async peopleBehind({
    facts,
    evidence,
  }: SignableUnit): Promise<{ judgeIds: string[]; countersignerIds: string[]; authorIds: string[] }> {
    const decisions = await this.evidence.decisions(evidence.map(({ id }) => id));
    return {
      judgeIds: [...facts.judgements, ...decisions].map(({ assessorId }) => assessorId),
      countersignerIds: facts.judgements.flatMap(({ countersignature }) =>
        countersignature === null ? [] : [countersignature.countersignerId],
      ),
      authorIds: evidence
        .flatMap(({ authorId, signatures }) => [authorId, ...witnessAccounts(signatures)])
        .filter((authorId) => authorId !== facts.learnerId),
    };
  }
}
