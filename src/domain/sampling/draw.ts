import type { EvidenceMethod } from '../evidence/evidence-method.js';
import { compareCriterionCodes } from '../specification/criterion-code.js';
import type { AlwaysSampleTrigger } from './always-sample.js';
import type { AssessorRisk } from './assessor-risk.js';
import { isWithin, type Period, type SampleableUnit, type SampleStage } from './sampling-facts.js';
import type { SamplingPolicy } from './sampling-policy.js';

export type ChoiceCode = AlwaysSampleTrigger | 'already_sampled' | 'like_decision' | 'camera_cover' | 'random';

/** Why something is in the sample. */
export interface ChoiceReason {
  readonly code: ChoiceCode;
  /** The decision it is about; `null` for the unit as a whole. */
  readonly criterion: string | null;
  readonly sentence: string;
}

export interface Choice {
  readonly registrationId: string;
  readonly learnerId: string;
  readonly iqaId: string;
  /** Whose decisions are looked at. */
  readonly assessorIds: readonly string[];
  readonly stage: SampleStage;
  readonly criteria: readonly string[];
  readonly methods: readonly EvidenceMethod[];
  readonly location: string | null;
  readonly reasons: readonly ChoiceReason[];
}

/** Everything the draw depends on. The order inside the lists never matters. */
export interface DrawFacts {
  readonly seed: string;
  readonly period: Period;
  readonly policy: SamplingPolicy;
  /** Criterion codes of each learning outcome. */
  readonly outcomes: readonly (readonly string[])[];
  /** Every learner on the unit with any decision; only decisions of the period are drawn from. */
  readonly units: readonly SampleableUnit[];
  /** One for each assessor who decided anything. */
  readonly risks: readonly AssessorRisk[];
  /** What earlier versions of the plan have brought about already: it stays. */
  readonly alreadySampled: readonly { readonly registrationId: string; readonly criteria: readonly string[] }[];
}

/** One assessor's share of the sample. */
export interface AssessorShare {
  readonly assessorId: string;
  readonly level: AssessorRisk['level'];
  /** Learners they decided on in the period. */
  readonly learners: number;
  /** What the policy asks for; what must always be sampled can make it more. */
  readonly quota: number;
  readonly sampled: number;
}

export interface Draw {
  /** In order of registration. */
  readonly choices: readonly Choice[];
  readonly shares: readonly AssessorShare[];
}

/** The units with their decisions of the period, as far as they have any. */
export function unitsOfPeriod(units: readonly SampleableUnit[], period: Period): SampleableUnit[] {
  return units
    .map((unit) => ({
      ...unit,
      decisions: unit.decisions
        .filter(({ decidedAt }) => isWithin(period, decidedAt))
        .sort((a, b) => compareCriterionCodes(a.criterion, b.criterion)),
    }))
    .filter(({ decisions }) => decisions.length > 0)
    .sort((a, b) => (a.registrationId < b.registrationId ? -1 : 1));
}

/** Learners of the period to sample of one assessor: the share of their risk, rounded up, and never less than the minimum. */
export function quotaOf(learners: number, risk: AssessorRisk, policy: SamplingPolicy): number {
  const byShare = Math.ceil((learners * risk.learnersPercent) / 100);
  return Math.min(learners, Math.max(policy.learnersMinimum, byShare));
}
