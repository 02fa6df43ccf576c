import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { DrawFacts } from '../../domain/sampling/draw.js';
import { type PlannedChoice, planSample } from '../../domain/sampling/plan-sample.js';
import { isWithin, type Period } from '../../domain/sampling/sampling-facts.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { newId } from '../../platform/database/new-id.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { PlannedSampleRecord } from './planned-sample.record.js';
import { type Population, PopulationReader } from './population.reader.js';
import type { SamplingPlanRecord } from './sampling-plan.record.js';
import type { DrawCause, SamplingPlanVersionRecord } from './sampling-plan-version.record.js';
import { SamplesReader } from './samples.reader.js';
import { type DrawnPlan, SamplingReader } from './sampling.reader.js';
import { VerificationStore } from './verification.store.js';

/** What a draw would rest on now. */
export interface DrawBasis {
  readonly facts: DrawFacts;
  readonly policyVersion: number;
  /** Two bases with the same hash and policy version give the same sample under the same seed. */
  readonly populationSha256: string;
}

/** Draws versions of plans. Call it inside the unit of work, under the sampling lock of the centre. */
@Injectable()
export class SamplingDesk {
  constructor(
    private readonly reader: SamplingReader,
    private readonly population: PopulationReader,
    private readonly specifications: SpecificationReader,
    private readonly samples: SamplesReader,
    private readonly store: VerificationStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param before the version in force; `null` for a plan that was never drawn */
  async basisOf(plan: SamplingPlanRecord, unit: UnitSpecification, before: DrawnPlan | null): Promise<DrawBasis> {
    const { centreId, iqaId, seed, periodFrom: from, periodTo: to } = plan;
    const { version: policyVersion, policy } = await this.reader.policy(centreId);
    const period = { from, to };
    const population = within(period, await this.population.of(centreId, unit, iqaId, policy, this.clock.today()));
    const taken = await this.samples.byIds((before?.planned ?? []).flatMap(({ sampleId }) => sampleId ?? []));
    return {
      policyVersion,
      populationSha256: createHash('sha256').update(canonicalJson(population)).digest('hex'),
      facts: {
        ...population,
        ...{ seed, policy, period },
        outcomes: unit.outcomes.map(({ criteria }) => criteria.map(({ code }) => code)),
        alreadySampled: taken.map(({ registrationId, criteria }) => ({ registrationId, criteria })),
      },
    };
  }

  /** Draws the next version; what was sampled under the one before stays in it. */
  async draw(
    actor: Actor,
    plan: SamplingPlanRecord,
    { facts, policyVersion, populationSha256 }: DrawBasis,
    before: DrawnPlan | null,
    cause: DrawCause,
  ): Promise<DrawnPlan> {
    const version = (before?.drawn.version ?? 0) + 1;
    const { choices, shares, cover } = planSample(facts, this.clock.today());
    const drawn: SamplingPlanVersionRecord = {
      id: newId(),
      planId: plan.id,
      ...{ version, cause, policyVersion, facts, populationSha256, shares, cover },
      drawnById: actor.userId,
      drawnAt: this.clock.now(),
    };
    const sampleOf = new Map(before?.planned.map(({ registrationId, sampleId }) => [registrationId, sampleId]));
    const planned = choices.map((choice) => toPlanned(plan.id, version, choice, sampleOf));
    await this.store.addVersion(drawn, planned);
    await this.trail.record(actor, 'sampling_plan.drawn', {
      ...{ planId: plan.id, unit: plan.unitKey, version, cause, policyVersion, populationSha256 },
      planned: planned.length,
    });
    return { plan: { ...plan, version }, drawn, planned };
  }

  /** An IQA has disagreed: running plans of the unit widen to what that means, where it means anything (§4.2). */
  async redrawAfterDisagreement(actor: Actor, unitKey: string): Promise<void> {
    const unit = await this.specifications.currentOf(unitKey);
    if (!unit) return;
    for (const plan of await this.reader.runningPlans(actor.centreId, unitKey, this.clock.today())) {
      const before = await this.reader.drawnPlan(plan);
      const basis = await this.basisOf(plan, unit, before);
      if (!restsOn(before, basis)) await this.draw(actor, plan, basis, before, 'disagreement');
    }
  }
}

/** The learners something was decided about in a period, and the assessors who ever decided anything about them. */
function within(period: Period, { units, risks }: Population): Population {
  const decided = units.filter(({ decisions }) => decisions.some(({ decidedAt }) => isWithin(period, decidedAt)));
  const assessorIds = new Set(decided.flatMap(({ decisions }) => decisions.map(({ assessorId }) => assessorId)));
  return { units: decided, risks: risks.filter(({ assessorId }) => assessorIds.has(assessorId)) };
}

/** Whether a plan was drawn from just this. */
export function restsOn({ drawn }: DrawnPlan, basis: DrawBasis): boolean {
  return drawn.populationSha256 === basis.populationSha256 && drawn.policyVersion === basis.policyVersion;
}

function toPlanned(
  planId: string,
  version: number,
  choice: PlannedChoice,
  sampleOf: ReadonlyMap<string, string | null>,
): PlannedSampleRecord {
  const { registrationId, learnerId, iqaId, assessorIds, stage, criteria, methods, location } = choice;
  const { reasons, plannedOn, riskLevel, riskReasons } = choice;
  return {
    ...{ id: newId(), planId, version, registrationId, learnerId, iqaId, assessorIds, stage, criteria, methods },
    ...{ location, reasons, plannedOn, riskLevel, riskReasons },
    sampleId: sampleOf.get(registrationId) ?? null,
  };
}
