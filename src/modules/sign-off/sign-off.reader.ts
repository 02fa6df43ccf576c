import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { computeCoverage } from '../../domain/coverage/compute-coverage.js';
import type { CoverageFacts, UnitCoverage } from '../../domain/coverage/coverage.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { CriterionJudgement } from '../../domain/judgement/judgement.js';
import { effectiveJudgement } from '../../domain/judgement/ledger.js';
import { signedSnapshot } from '../../domain/sign-off/signed-snapshot.js';
import { criteriaOf } from '../../domain/specification/find-criterion.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CoverageFactsReader } from '../assessment/coverage-facts.reader.js';
import type { EvidenceRecord } from '../evidence/evidence.record.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { ReopeningRecord } from './reopening.record.js';
import { SignOffRecord } from './sign-off.record.js';

/** A unit as somebody would sign it now. */
export interface SignableUnit {
  readonly facts: CoverageFacts;
  readonly coverage: UnitCoverage;
  readonly evidence: readonly EvidenceRecord[];
  readonly effective: readonly CriterionJudgement[];
  readonly snapshotSha256: string;
}

@Injectable()
export class SignOffReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly coverageFacts: CoverageFactsReader,
  ) {}

  /** Every signature ever given under a unit, void ones included, oldest first. */
  signOffs(registrationId: string): Promise<SignOffRecord[]> {
    return this.unitOfWork.reader.find(SignOffRecord, { where: { registrationId }, order: { id: 'ASC' } });
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
}
