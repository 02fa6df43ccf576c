import { Injectable } from '@nestjs/common';
import { assessorStanding } from '../../domain/access/actor.js';
import type { CriterionJudgement } from '../../domain/judgement/judgement.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { type AssessorRisk, assessRisk } from '../../domain/sampling/assessor-risk.js';
import { LOCATION_NOT_STATED } from '../../domain/sampling/camera-cover.js';
import type { SampleResult } from '../../domain/sampling/sampling-facts.js';
import type { SamplingPolicy } from '../../domain/sampling/sampling-policy.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { qualifiedSince } from '../../domain/staff/qualification.js';
import { JudgementsReader } from '../assessment/judgements.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { StaffRecordsReader } from '../staff/staff-records.reader.js';
import { SamplesReader } from './samples.reader.js';

/** A unit as far as it tells something of its assessors. */
interface JudgedUnit {
  readonly unit: UnitSpecification;
  readonly registrations: readonly RegistrationRecord[];
  readonly ledger: readonly CriterionJudgement[];
}

/** Gathers how closely each assessor of a unit is to be sampled, in a fixed number of queries. */
@Injectable()
export class AssessorRiskReader {
  constructor(
    private readonly judgements: JudgementsReader,
    private readonly identity: IdentityReader,
    private readonly samples: SamplesReader,
    private readonly staff: StaffRecordsReader,
  ) {}

  /**
   * @param on what is known of the unit: its registrations at the centre and all that was judged there
   * @param asOf the day risks are asked for (YYYY-MM-DD)
   */
  async of(
    centreId: string,
    { unit, registrations, ledger }: JudgedUnit,
    policy: SamplingPolicy,
    asOf: string,
  ): Promise<AssessorRisk[]> {
    const byAssessor = groupBy(ledger, ({ assessorId }) => assessorId);
    const people = await this.identity.people(centreId, [...byAssessor.keys()]);
    const rolesOf = new Map(people.map(({ id, roles }) => [id, roles]));
    const firstDecisions = await this.judgements.firstQualifiedJudgements(centreId);
    const recorded = await this.staff.qualifications([...byAssessor.keys()], { open: true });
    const qualifications = groupBy(recorded, ({ personId }) => personId);
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
            qualifiedSince: qualifiedSince(
              qualifications.get(assessorId) ?? [],
              firstDecisions.get(assessorId)?.slice(0, 'YYYY-MM-DD'.length) ?? null,
            ),
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
