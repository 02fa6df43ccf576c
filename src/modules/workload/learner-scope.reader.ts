import { Injectable } from '@nestjs/common';
import { computeCoverage } from '../../domain/coverage/compute-coverage.js';
import { progressOf } from '../../domain/workload/registration-progress.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CoverageFactsReader } from '../assessment/coverage-facts.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import type {
  FollowedAction,
  FollowedChoice,
  FollowedEvidence,
  FollowedSample,
  FollowedUnit,
  LearnerScope,
} from './kinds/queue-kind.js';

type EvidenceRow = Omit<FollowedEvidence, 'onHold' | 'signatures' | 'isWitnessVerified' | 'hasFiles' | 'claims'> & {
  readonly onHold: boolean | number;
  readonly signatures: string;
  readonly witnessVerification: string | null;
  readonly fileCount: number | string;
};
type ChoiceRow = Omit<FollowedChoice, 'assessorIds'> & { readonly assessorIds: string };
type SampleRow = Omit<FollowedSample, 'assessorIds'> & { readonly decisions: string | null };

/** Reads one learner's whole situation: four queries for each registration, and a fixed number beside them. */
@Injectable()
export class LearnerScopeReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationsReader,
    private readonly coverageFacts: CoverageFactsReader,
    private readonly signOffs: SignOffReader,
    private readonly identity: IdentityReader,
  ) {}

  /** One query after the other: inside a transaction they share one connection. */
  async of(centreId: string, learnerId: string, asOf: string): Promise<LearnerScope> {
    const registrations = await this.registrations.ofLearner(centreId, learnerId);
    const evidence = await this.evidence(learnerId);
    const actions = await this.actions(registrations);
    const choices = await this.choices(registrations);
    const samples = await this.samples(registrations);
    const units: FollowedUnit[] = [];
    for (const registration of registrations) {
      const closed = actions.filter(({ registrationId }) => registrationId === registration.id);
      units.push(await this.unit(registration, closed, asOf));
    }
    return {
      ...{ reader: this.unitOfWork.reader, centreId, learnerId, units, evidence, actions, choices, samples },
      people: await this.people(centreId, registrations, actions, samples),
      barredIds: new Set(await this.registrations.conflictedPersonIds(learnerId)),
      lastActivityAt: await this.lastActivityAt(learnerId),
    };
  }

  private async unit(
    registration: RegistrationRecord,
    actions: readonly FollowedAction[],
    asOf: string,
  ): Promise<FollowedUnit> {
    const { facts, evidence } = await this.coverageFacts.withRows(registration, asOf);
    const signOffs = await this.signOffs.signOffs(registration.id);
    const reopening = await this.signOffs.lastReopening(registration.id);
    const progress = progressOf({
      coverage: computeCoverage(facts),
      judgements: facts.judgements,
      signOffs,
      decidedAt: new Map(
        evidence.flatMap(({ id, decidedAt }) => (decidedAt === null ? [] : [[id, decidedAt] as const])),
      ),
      settledAt: [reopening?.reopenedAt, ...actions.map(({ closedAt }) => closedAt)].filter(isSaid),
    });
    return { registration, progress };
  }

  private async evidence(learnerId: string): Promise<FollowedEvidence[]> {
    const { reader } = this.unitOfWork;
    const rows = await reader.sql<EvidenceRow[]>`
      SELECT e.id, e.ref, e.method, e.status, e."onHold", e."authorId", e."authorRole", e.redaction, e."rplState",
        e."submittedAt", e."decidedAt", e."createdAt", e.signatures, e."witnessVerification",
        (SELECT MIN(d."decidedAt") FROM evidence_decisions d WHERE d."evidenceId" = e.id) AS "firstDecidedAt",
        (SELECT MAX(d."decidedAt") FROM evidence_decisions d WHERE d."evidenceId" = e.id) AS "lastDecidedAt",
        (SELECT COUNT(*) FROM evidence_files f WHERE f."evidenceId" = e.id) AS "fileCount"
      FROM evidence e WHERE e."learnerId" = ${learnerId} ORDER BY e.id`;
    const claims = await reader.sql<{ evidenceId: string; registrationId: string; state: string }[]>`
      SELECT DISTINCT c."evidenceId", c."registrationId", c.state
      FROM evidence_claims c JOIN evidence e ON e.id = c."evidenceId"
      WHERE e."learnerId" = ${learnerId} ORDER BY c."registrationId"`;
    return rows.map(({ onHold, signatures, witnessVerification, fileCount, ...row }) => ({
      ...row,
      onHold: Boolean(onHold),
      signatures: JSON.parse(signatures) as FollowedEvidence['signatures'],
      isWitnessVerified: witnessVerification !== null,
      hasFiles: Number(fileCount) > 0,
      claims: claims.filter(({ evidenceId }) => evidenceId === row.id),
    }));
  }

  private async actions(registrations: readonly RegistrationRecord[]): Promise<FollowedAction[]> {
    if (registrations.length === 0) return [];
    return this.unitOfWork.reader.sql<FollowedAction[]>`
      SELECT id, "registrationId", severity, subject, "dueDate", "ownerId", "raisedById", "raisedAt", "respondedAt",
        "closedAt"
      FROM iqa_actions WHERE "registrationId" IN (${() => registrations.map(({ id }) => id)}) ORDER BY id`;
  }

  private async choices(registrations: readonly RegistrationRecord[]): Promise<FollowedChoice[]> {
    if (registrations.length === 0) return [];
    const rows = await this.unitOfWork.reader.sql<ChoiceRow[]>`
      SELECT chosen.id, chosen."registrationId", chosen."iqaId", chosen."assessorIds", chosen.stage, chosen."plannedOn",
        chosen."sampleId"
      FROM planned_samples chosen
      JOIN sampling_plans plan ON plan.id = chosen."planId" AND plan.version = chosen.version
      WHERE chosen."registrationId" IN (${() => registrations.map(({ id }) => id)}) ORDER BY chosen.id`;
    return rows.map((row) => ({ ...row, assessorIds: JSON.parse(row.assessorIds) as string[] }));
  }

  private async samples(registrations: readonly RegistrationRecord[]): Promise<FollowedSample[]> {
    if (registrations.length === 0) return [];
    const rows = await this.unitOfWork.reader.sql<SampleRow[]>`
      SELECT id, "registrationId", "iqaId", stage, "frozenAt", "signedAt", decisions
      FROM iqa_samples WHERE "registrationId" IN (${() => registrations.map(({ id }) => id)}) ORDER BY id`;
    return rows.map(({ decisions, ...row }) => {
      const decided = JSON.parse(decisions ?? '[]') as { assessorId: string | null }[];
      return { ...row, assessorIds: [...new Set(decided.map(({ assessorId }) => assessorId).filter(isSaid))] };
    });
  }

  private async people(
    centreId: string,
    registrations: readonly RegistrationRecord[],
    actions: readonly FollowedAction[],
    samples: readonly FollowedSample[],
  ): Promise<LearnerScope['people']> {
    const ids = [
      ...registrations.flatMap(({ assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId }) => [
        ...[assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId],
      ]),
      ...actions.map(({ raisedById }) => raisedById),
      ...samples.map(({ iqaId }) => iqaId),
    ].filter(isSaid);
    const people = await this.identity.people(centreId, ids);
    return new Map(people.map(({ id, roles, isActive }) => [id, { roles, isActive }]));
  }

  private async lastActivityAt(learnerId: string): Promise<string> {
    const [last] = await this.unitOfWork.reader.sql<{ at: string }[]>`
      SELECT at FROM audit_events WHERE "learnerId" = ${learnerId} ORDER BY id DESC LIMIT 1`;
    return last?.at ?? '';
  }
}

const isSaid = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;
