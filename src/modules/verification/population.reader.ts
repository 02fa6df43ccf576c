import { Injectable } from '@nestjs/common';
import { effectiveJudgement, pendingJudgement } from '../../domain/judgement/ledger.js';
import type { CriterionJudgement } from '../../domain/judgement/judgement.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import type { AssessorRisk } from '../../domain/sampling/assessor-risk.js';
import { firstDecisions, type Firsts } from '../../domain/sampling/first-decisions.js';
import type { RecordKind, SampleableUnit } from '../../domain/sampling/sampling-facts.js';
import type { SamplingPolicy } from '../../domain/sampling/sampling-policy.js';
import { criteriaOf } from '../../domain/specification/find-criterion.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { AuditReader } from '../audit/audit.reader.js';
import { EvidenceReader, type SampledEvidenceRow } from '../evidence/evidence.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { AssessorRiskReader } from './assessor-risk.reader.js';

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
    private readonly risks: AssessorRiskReader,
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
      risks: await this.risks.of(centreId, rows, policy, asOf),
    };
  }
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
