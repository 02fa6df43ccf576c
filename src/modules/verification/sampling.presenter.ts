import { Injectable } from '@nestjs/common';
import { axisWords, cameraCover, type AxisCover } from '../../domain/sampling/camera-cover.js';
import { unitsOfPeriod } from '../../domain/sampling/draw.js';
import { selectSample } from '../../domain/sampling/select-sample.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { IqaSampleRecord } from './iqa-sample.record.js';
import type { PlannedSampleRecord } from './planned-sample.record.js';
import type { SamplingPlanRecord } from './sampling-plan.record.js';
import type { SamplingPlanVersionRecord } from './sampling-plan-version.record.js';
import { restsOn, SamplingDesk } from './sampling-desk.js';
import type {
  AxisCoverView,
  DrawView,
  NamedPerson,
  PlannedSampleView,
  PlanVersionView,
  SamplingPlanSummaryView,
  SamplingPlanView,
} from './sampling.dto.js';
import { SamplesReader } from './samples.reader.js';
import { type DrawnPlan, SamplingReader } from './sampling.reader.js';

/** Shows plans with the names of the people in them. */
@Injectable()
export class SamplingPresenter {
  constructor(
    private readonly reader: SamplingReader,
    private readonly samples: SamplesReader,
    private readonly desk: SamplingDesk,
    private readonly identity: IdentityReader,
    private readonly specifications: SpecificationReader,
  ) {}

  async plan(shown: DrawnPlan): Promise<SamplingPlanView> {
    const { plan, drawn, planned } = shown;
    const { facts, shares, cover } = drawn;
    const [unit, versions, taken] = await Promise.all([
      this.specifications.currentOf(plan.unitKey),
      this.reader.versions(plan.id),
      this.takenFor(planned),
    ]);
    const inForce = drawn.version === plan.version ? shown : await this.reader.drawnPlan(plan);
    const basis = unit && (await this.desk.basisOf(plan, unit, inForce));
    const signed = [...taken.values()].filter(({ signedAt }) => signedAt !== null);
    const achieved = cameraCover(unitsOfPeriod(facts.units, facts.period), signed);
    const names = await this.identity.names([
      ...facts.units.map(({ learnerId }) => learnerId),
      ...shares.map(({ assessorId }) => assessorId),
      ...planned.map(({ iqaId }) => iqaId),
    ]);
    const named = naming(names);
    return {
      ...toSummaryView(plan),
      shown: toVersionView(drawn),
      versions: versions.map(toVersionView),
      populationSha256: drawn.populationSha256,
      isCurrent: basis !== null && restsOn(inForce, basis),
      samples: planned.map((row) => toPlannedView(row, taken, named)),
      shares: shares.map(({ assessorId, ...share }) => ({ assessor: named(assessorId), ...share })),
      cover: toCoverView(cover, named),
      achieved: toCoverView(achieved, named),
    };
  }

  async planned(rows: readonly PlannedSampleRecord[]): Promise<PlannedSampleView[]> {
    const taken = await this.takenFor(rows);
    const names = await this.identity.names(
      rows.flatMap(({ learnerId, iqaId, assessorIds }) => [learnerId, iqaId, ...assessorIds]),
    );
    return rows.map((row) => toPlannedView(row, taken, naming(names)));
  }

  /** Draws a version again from the facts that were kept with it. */
  draw({ drawn, planned }: DrawnPlan): DrawView {
    const { version, populationSha256, facts } = drawn;
    const redrawn = selectSample(facts).choices.map(({ registrationId, criteria }) => ({
      registrationId,
      criteria: [...criteria],
    }));
    const kept = new Map(planned.map(({ registrationId, criteria }) => [registrationId, criteria.join()]));
    const agrees =
      redrawn.length === kept.size &&
      redrawn.every(({ registrationId, criteria }) => kept.get(registrationId) === criteria.join());
    return { version, populationSha256, facts, redrawn, agrees };
  }

  private async takenFor(planned: readonly PlannedSampleRecord[]): Promise<Map<string, IqaSampleRecord>> {
    const samples = await this.samples.byIds(planned.flatMap(({ sampleId }) => sampleId ?? []));
    return new Map(samples.map((sample) => [sample.id, sample]));
  }
}

type Naming = (id: string) => NamedPerson;
const naming =
  (names: ReadonlyMap<string, string>): Naming =>
  (id) => ({ id, name: names.get(id) ?? '' });

export function toSummaryView(plan: SamplingPlanRecord): SamplingPlanSummaryView {
  const { id, unitKey, periodFrom, periodTo, iqaId, seed, version, createdAt } = plan;
  return { id, unit: unitKey, from: periodFrom, to: periodTo, iqaId, seed, version, createdAt };
}

function toVersionView({ version, cause, policyVersion, drawnAt }: SamplingPlanVersionRecord): PlanVersionView {
  return { version, cause, policyVersion, drawnAt };
}

function toCoverView(cover: readonly AxisCover[], named: Naming): AxisCoverView[] {
  return cover.map(({ axis, touched, untouched }) => {
    const isPeople = axis === 'candidates' || axis === 'assessors';
    const show = (value: string): NamedPerson =>
      isPeople ? named(value) : { id: value, name: axisWords({ axis, value }) };
    return { axis, touched: touched.map(show), untouched: untouched.map(show) };
  });
}

function toPlannedView(
  row: PlannedSampleRecord,
  taken: ReadonlyMap<string, IqaSampleRecord>,
  named: Naming,
): PlannedSampleView {
  const { id, planId, registrationId, stage, location, riskLevel, plannedOn, sampleId } = row;
  const signedAt = taken.get(sampleId ?? '')?.signedAt ?? null;
  return {
    ...{ id, planId, registrationId, stage, location, riskLevel, plannedOn, sampleId },
    learner: named(row.learnerId),
    assessors: row.assessorIds.map(named),
    iqa: named(row.iqaId),
    criteria: [...row.criteria],
    methods: [...row.methods],
    riskReasons: [...row.riskReasons],
    reasons: row.reasons.map((reason) => ({ ...reason })),
    status: sampleId === null ? 'planned' : signedAt === null ? 'taken' : 'signed',
    actualDate: signedAt?.slice(0, 'YYYY-MM-DD'.length) ?? null,
  };
}
