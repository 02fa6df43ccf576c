import { Injectable } from '@nestjs/common';
import { assessorStanding } from '../../domain/access/actor.js';
import { effectiveJudgement, pendingJudgement } from '../../domain/judgement/ledger.js';
import type { CriterionJudgement } from '../../domain/judgement/judgement.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { type AssessorRisk, assessRisk } from '../../domain/sampling/assessor-risk.js';
import { LOCATION_NOT_STATED } from '../../domain/sampling/camera-cover.js';
import { firstDecisions, type Firsts } from '../../domain/sampling/first-decisions.js';
import type { RecordKind, SampleableUnit, SampleResult } from '../../domain/sampling/sampling-facts.js';
import type { SamplingPolicy } from '../../domain/sampling/sampling-policy.js';
import { criteriaOf } from '../../domain/specification/find-criterion.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { AuditReader } from '../audit/audit.reader.js';
import { EvidenceReader, type SampledEvidenceRow } from '../evidence/evidence.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SamplesReader } from './samples.reader.js';

/** Everything there is to sample on one unit of a centre, and how closely each of its assessors is to be sampled. */
export interface Population {
  readonly units: readonly SampleableUnit[];
  readonly risks: readonly AssessorRisk[];
}

/** What was read of one unit, before it is told apart by learner and by assessor. */
interface UnitRows {
  readonly unit: UnitSpecification;
  readonly registrations: readonly RegistrationRecord[];
  readonly ledger: readonly CriterionJudgement[];
  readonly evidence: readonly SampledEvidenceRow[];
  readonly held: ReadonlySet<string>;
}

/** Gathers the facts of a draw in a fixed number of queries, whatever the size of the centre. */
@Injectable()
export class PopulationReader {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly judgements: JudgementsReader,
    private readonly evidence: EvidenceReader,
    private readonly identity: IdentityReader,
    private readonly samples: SamplesReader,
    private readonly audit: AuditReader,
  ) {}

  /**
   * @param iqaId whose registrations; `null` for those of the whole centre. Firsts and risks are the centre's either way
   * @param asOf the day risks are asked for (YYYY-MM-DD)
   */
  async of(
    centreId: string,
    unit: UnitSpecification,
    iqaId: string | null,
    policy: SamplingPolicy,
    asOf: string,
  ): Promise<Population> {
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const registrations = await this.registrations.onUnit(centreId, unit.key);
    const ledger = await this.judgements.onUnit(centreId, unit.key);
    const evidence = await this.evidence.onUnit(centreId, unit.key);
    const held = await this.audit.evidenceIdsOf(centreId, 'evidence.held');
    const rows: UnitRows = { unit, registrations, ledger, evidence, held };
    return {
      units: unitsOf(rows).filter((each) => iqaId === null || each.iqaId === iqaId),
      risks: await this.risksOf(centreId, rows, policy, asOf),
    };
  }

  private async risksOf(
    centreId: string,
    { unit, registrations, ledger }: UnitRows,
    policy: SamplingPolicy,
    asOf: string,
  ): Promise<AssessorRisk[]> {
    const byAssessor = groupBy(ledger, ({ assessorId }) => assessorId);
    const people = await this.identity.people(centreId, [...byAssessor.keys()]);
    const rolesOf = new Map(people.map(({ id, roles }) => [id, roles]));
    const qualifiedSince = await this.judgements.firstQualifiedJudgements(centreId);
    const openActions = await this.samples.openActionsByOwner(centreId);
    const results = groupBy(await this.sampleResults(centreId), ({ assessorId }) => assessorId);
    const sites = [...groupBy(registrations, ({ site }) => site ?? LOCATION_NOT_STATED)].map(([site, there]) => ({
      site,
      since: earliest(there.map(({ registeredOn }) => registeredOn)) ?? asOf,
      assessorIds: there.flatMap(({ assessorId, coAssessorId }) => [assessorId, coAssessorId]),
    }));
    return [...byAssessor]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([assessorId, judged]) =>
        assessRisk(
          {
            assessorId,
            unitKey: unit.key,
            isTrainee: assessorStanding(rolesOf.get(assessorId) ?? []) === 'trainee',
            qualifiedSince: qualifiedSince.get(assessorId)?.slice(0, 10) ?? null,
            onUnitSince: earliest(judged.map(({ decidedAt }) => decidedAt.slice(0, 10))),
            unitSince: earliest(registrations.map(({ registeredOn }) => registeredOn)),
            sites: sites
              .filter(({ assessorIds }) => assessorIds.includes(assessorId))
              .map(({ site, since }) => ({ site, since })),
            samples: results.get(assessorId) ?? [],
            openActions: openActions.get(assessorId) ?? 0,
          },
          policy,
          asOf,
        ),
      );
  }

  /** What IQAs said, told apart by whose decisions it was about. */
  private async sampleResults(centreId: string): Promise<SampleResult[]> {
    const signed = await this.samples.signedAt(centreId);
    return signed.flatMap(({ signedAt, unitKey, decisions }) => {
      const judged = (decisions ?? []).flatMap(({ assessorId, criterion, decision }) =>
        assessorId === null ? [] : [{ assessorId, criterion, decision }],
      );
      return [...groupBy(judged, ({ assessorId }) => assessorId)].map(([assessorId, theirs]) => ({
        ...{ signedAt: signedAt ?? '', assessorId, unitKey },
        decisions: theirs.map(({ criterion, decision }) => ({ criterion, decision })),
      }));
    });
  }
}

function earliest(days: readonly string[]): string | null {
  return [...days].sort()[0] ?? null;
}

function unitsOf(rows: UnitRows): SampleableUnit[] {
  const { unit, registrations, ledger, evidence, held } = rows;
  const codes = criteriaOf(unit).map(({ code }) => code);
  const ledgers = groupBy(ledger, ({ registrationId }) => registrationId);
  const evidenceOf = groupBy(evidence, ({ registrationId }) => registrationId);
  const methodOf = new Map(evidence.map(({ id, method }) => [id, method]));
  const methodsOf = ({ evidenceIds }: CriterionJudgement) => [
    ...new Set(evidenceIds.flatMap((id) => methodOf.get(id) ?? [])),
  ];
  const firsts = firstDecisions(
    ledger.map((judgement) => ({
      ...{ judgementId: judgement.id, assessorId: judgement.assessorId, decidedAt: judgement.decidedAt },
      methods: methodsOf(judgement),
    })),
  );
  const NO_FIRSTS: Firsts = { isFirstOnUnit: false, newMethods: [] };
  return registrations.map((registration) => {
    const own = ledgers.get(registration.id) ?? [];
    const standing = codes.flatMap((code) => effectiveJudgement(own, code) ?? pendingJudgement(own, code) ?? []);
    return {
      registrationId: registration.id,
      learnerId: registration.learnerId,
      iqaId: registration.iqaId,
      location: registration.site,
      isComplete: codes.every((code) => effectiveJudgement(own, code)?.outcome === 'met'),
      decisions: standing.map((judgement) => ({
        judgementId: judgement.id,
        criterion: judgement.criterion,
        assessorId: judgement.assessorId,
        decidedAt: judgement.decidedAt,
        methods: methodsOf(judgement),
        isOverride: judgement.overrideReason !== null,
        wasHeld: judgement.evidenceIds.some((id) => held.has(id)),
        ...(firsts.get(judgement.id) ?? NO_FIRSTS),
      })),
      records: recordsOf(own, evidenceOf.get(registration.id) ?? []),
    };
  });
}

/** Kinds of record there are of one learner's unit. */
function recordsOf(ledger: readonly CriterionJudgement[], evidence: readonly SampledEvidenceRow[]): RecordKind[] {
  const kinds: readonly (readonly [boolean, RecordKind])[] = [
    [ledger.length > 0, 'tracking'],
    [evidence.some(({ decidedAt }) => decidedAt !== null), 'feedback'],
    [evidence.some(({ declarationVersion }) => declarationVersion !== null), 'declarations'],
    [ledger.some(({ countersignature }) => countersignature !== null), 'countersignatures'],
  ];
  return kinds.filter(([isThere]) => isThere).map(([, kind]) => kind);
}
