import { DomainError, type FieldError } from '../kernel/domain-error.js';

/** How much of an assessor's work an IQA looks at (domain.md §4.1), most first. */
export const RISK_LEVELS = ['high', 'medium', 'low'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** One row of the policy table of §4.1. Shares are whole per cent. */
export interface RiskSampling {
  /** Of the learners an assessor decided on in the period. */
  readonly learnersPercent: number;
  /** Of the criteria decided in each sampled unit. */
  readonly criteriaPercent: number;
  /** Criteria per sampled unit at least, as far as the unit has as many decisions. */
  readonly criteriaMinimum: number;
  /** Of the sampled units, those sampled before they are complete. */
  readonly interimPercent: number;
  /** How often the assessor is to be observed; shown beside the rating, carried out outside the plan. */
  readonly observationsPerYear: number;
}

/**
 * The numbers of a centre's sampling strategy. No source fixes them (POL), so they are data that a lead IQA changes, and
 * every plan names the version it was drawn under.
 */
export interface SamplingPolicy extends Readonly<Record<RiskLevel, RiskSampling>> {
  /** High risk: share of learners once `settlingAccepts` samples in a row were accepted. */
  readonly settledLearnersPercent: number;
  readonly settlingAccepts: number;
  /** Learners sampled per assessor and plan at least, however small the share. */
  readonly learnersMinimum: number;
  readonly newlyQualifiedMonths: number;
  readonly newToUnitMonths: number;
  /** How long a unit counts as new at the centre. */
  readonly newQualificationMonths: number;
  readonly newSiteMonths: number;
  /** Length of a cycle, and how many clean ones in a row low risk takes. */
  readonly cycleMonths: number;
  readonly cleanCycles: number;
  /** Decisions not agreed within a year that count as repeated disagreement (§4.2). */
  readonly repeatedDisagreements: number;
  /** A whole unit judged within so many minutes was judged in one sitting. */
  readonly oneSittingMinutes: number;
}

/** The table of §4.1. The figures without a row there are this product's own (POL). */
export const DEFAULT_SAMPLING_POLICY: SamplingPolicy = {
  high: { learnersPercent: 100, criteriaPercent: 100, criteriaMinimum: 1, interimPercent: 50, observationsPerYear: 2 },
  medium: { learnersPercent: 50, criteriaPercent: 50, criteriaMinimum: 1, interimPercent: 40, observationsPerYear: 1 },
  low: { learnersPercent: 20, criteriaPercent: 1, criteriaMinimum: 5, interimPercent: 30, observationsPerYear: 1 },
  settledLearnersPercent: 50,
  settlingAccepts: 3,
  learnersMinimum: 1,
  newlyQualifiedMonths: 12,
  newToUnitMonths: 6,
  newQualificationMonths: 12,
  newSiteMonths: 6,
  cycleMonths: 6,
  cleanCycles: 2,
  repeatedDisagreements: 2,
  oneSittingMinutes: 60,
};

/**
 * What makes a strategy contradict itself; the ranges of the single numbers are the form's business.
 * @throws DomainError VALIDATION_FAILED when lower risk would be sampled more, or settling would raise the share
 */
export function checkSamplingPolicy(policy: SamplingPolicy): void {
  const errors: FieldError[] = [];
  const isNotAbove = (path: string, value: number, limit: number, of: string): void => {
    if (value > limit) errors.push({ path, message: `must not be above the share of ${of} (${limit} %)` });
  };
  isNotAbove('medium.learnersPercent', policy.medium.learnersPercent, policy.high.learnersPercent, 'high risk');
  isNotAbove('low.learnersPercent', policy.low.learnersPercent, policy.medium.learnersPercent, 'medium risk');
  isNotAbove('settledLearnersPercent', policy.settledLearnersPercent, policy.high.learnersPercent, 'high risk');
  if (errors.length === 0) return;
  throw new DomainError('VALIDATION_FAILED', 'More risk cannot mean less sampling.', errors);
}
