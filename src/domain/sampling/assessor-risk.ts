import { monthsBefore } from '../coverage/currency.js';
import type { SampleResult } from './sampling-facts.js';
import { RISK_LEVELS, type RiskLevel, type SamplingPolicy } from './sampling-policy.js';

/** Triggers of the table of §4.1, by the level they lead to; the last one leads nowhere. */
export const RISK_REASONS = [
  'trainee',
  'newly_qualified',
  'new_to_unit',
  'last_sample_rejected',
  'repeated_disagreement',
  'new_qualification',
  'new_site',
  'open_action',
  'too_few_clean_cycles',
  'stable',
] as const;
export type RiskReasonCode = (typeof RISK_REASONS)[number];

/** A reason in words, so that a plan explains itself to an EQA. */
export interface RiskReason {
  readonly code: RiskReasonCode;
  readonly sentence: string;
}

/** What is known of one assessor on one unit. Days are YYYY-MM-DD; `null` = it has never happened. */
export interface AssessorFacts {
  readonly assessorId: string;
  readonly unitKey: string;
  readonly isTrainee: boolean;
  /** Day of their first assessor qualification, or else of their first decision here as a qualified assessor. */
  readonly qualifiedSince: string | null;
  /** Day of their first decision on this unit. */
  readonly onUnitSince: string | null;
  /** Day the centre registered its first learner on the unit. */
  readonly unitSince: string | null;
  /** Where their learners on the unit work, and since when the centre has had learners there. */
  readonly sites: readonly { readonly site: string; readonly since: string }[];
  /** Signed samples of their decisions, on any unit. */
  readonly samples: readonly SampleResult[];
  /** IQA actions they own that nobody has closed. */
  readonly openActions: number;
}

export interface AssessorRisk {
  readonly assessorId: string;
  readonly unitKey: string;
  readonly level: RiskLevel;
  /** Everything that was found, of lower levels too; never empty. */
  readonly reasons: readonly RiskReason[];
  /** Share of learners to sample, in per cent: that of the level, or the settled one (§4.1). */
  readonly learnersPercent: number;
  /** Samples accepted in a row, up to the latest. */
  readonly acceptsInARow: number;
  /** Criteria on which this assessor was repeatedly not agreed with: like decisions are sampled too (§4.2). */
  readonly disputedCriteria: readonly string[];
}

const AGREED: readonly string[] = ['agreed', 'agreed_with_development'];

/**
 * How closely an assessor's decisions on a unit are sampled, and why (domain.md §4.1). The order of facts never matters.
 * @param asOf the day the question is asked for
 */
export function assessRisk(facts: AssessorFacts, policy: SamplingPolicy, asOf: string): AssessorRisk {
  const samples = [...facts.samples].sort((a, b) => (a.signedAt < b.signedAt ? 1 : -1));
  const found = { ...triggers(facts, samples, policy, asOf) };
  const level = RISK_LEVELS.find((each) => found[each].length > 0) ?? 'low';
  const reasons = RISK_LEVELS.flatMap((each) => found[each]);
  const acceptsInARow = countWhile(samples, isAccepted);
  const isSettled = level === 'high' && acceptsInARow >= policy.settlingAccepts;
  return {
    assessorId: facts.assessorId,
    unitKey: facts.unitKey,
    level,
    reasons: reasons.length > 0 ? reasons : [{ code: 'stable', sentence: stableSentence(policy) }],
    learnersPercent: isSettled ? policy.settledLearnersPercent : policy[level].learnersPercent,
    acceptsInARow,
    disputedCriteria: disputed(facts, samples, policy, asOf),
  };
}

function triggers(
  facts: AssessorFacts,
  samples: readonly SampleResult[],
  policy: SamplingPolicy,
  asOf: string,
): Readonly<Record<RiskLevel, RiskReason[]>> {
  const isNew = (since: string | null, months: number): boolean => since === null || since > monthsBefore(asOf, months);
  const listed = (...entries: readonly (readonly [boolean, RiskReasonCode, string])[]): RiskReason[] =>
    entries.filter(([holds]) => holds).map(([, code, sentence]) => ({ code, sentence }));
  const { newlyQualifiedMonths, newToUnitMonths, newQualificationMonths, newSiteMonths } = policy;
  const newSites = facts.sites.filter(({ since }) => isNew(since, newSiteMonths)).map(({ site }) => site);
  const disagreements = disagreementsWithin(samples, asOf).length;
  return {
    high: listed(
      [facts.isTrainee, 'trainee', 'A trainee assessor.'],
      [
        !facts.isTrainee && isNew(facts.qualifiedSince, newlyQualifiedMonths),
        'newly_qualified',
        `A qualified assessor for less than ${newlyQualifiedMonths} months.`,
      ],
      [
        isNew(facts.onUnitSince, newToUnitMonths),
        'new_to_unit',
        `Has assessed this unit for less than ${newToUnitMonths} months.`,
      ],
      [samples.slice(0, 1).some(isRejected), 'last_sample_rejected', 'The last sample was not agreed with.'],
      [
        disagreements >= policy.repeatedDisagreements,
        'repeated_disagreement',
        `${disagreements} decisions were not agreed with in the last 12 months.`,
      ],
    ),
    medium: listed(
      [
        isNew(facts.unitSince, newQualificationMonths),
        'new_qualification',
        `The centre has delivered this unit for less than ${newQualificationMonths} months.`,
      ],
      [
        newSites.length > 0,
        'new_site',
        `New sites in the last ${newSiteMonths} months: ${newSites.sort().join(', ')}.`,
      ],
      [facts.openActions > 0, 'open_action', `Open IQA actions: ${facts.openActions}.`],
      [
        cleanCycles(samples, policy, asOf) < policy.cleanCycles,
        'too_few_clean_cycles',
        `Fewer than ${policy.cleanCycles} clean sampling cycles of ${policy.cycleMonths} months in a row.`,
      ],
    ),
    low: [],
  };
}

const stableSentence = ({ cleanCycles: cycles, cycleMonths }: SamplingPolicy): string =>
  `Stable: at least ${cycles} clean sampling cycles of ${cycleMonths} months in a row.`;

function isAccepted({ decisions }: SampleResult): boolean {
  return decisions.every(({ decision }) => AGREED.includes(decision));
}

function isRejected({ decisions }: SampleResult): boolean {
  return decisions.some(({ decision }) => decision === 'not_agreed');
}

function countWhile<Entry>(entries: readonly Entry[], holds: (entry: Entry) => boolean): number {
  const end = entries.findIndex((entry) => !holds(entry));
  return end < 0 ? entries.length : end;
}

/** Cycles in a row up to now in which something was sampled and everything was accepted. */
function cleanCycles(
  samples: readonly SampleResult[],
  { cycleMonths, cleanCycles: enough }: SamplingPolicy,
  asOf: string,
): number {
  for (let cycle = 0; cycle < enough; cycle += 1) {
    const [after, until] = [monthsBefore(asOf, (cycle + 1) * cycleMonths), monthsBefore(asOf, cycle * cycleMonths)];
    const inCycle = samples.filter(({ signedAt }) => after < dayOf(signedAt) && dayOf(signedAt) <= until);
    if (inCycle.length === 0 || !inCycle.every(isAccepted)) return cycle;
  }
  return enough;
}

interface Disagreement {
  readonly unitKey: string;
  readonly criterion: string;
}

function disagreementsWithin(samples: readonly SampleResult[], asOf: string): Disagreement[] {
  const since = monthsBefore(asOf, 12);
  return samples
    .filter(({ signedAt }) => dayOf(signedAt) > since)
    .flatMap(({ unitKey, decisions }) =>
      decisions.filter(({ decision }) => decision === 'not_agreed').map(({ criterion }) => ({ unitKey, criterion })),
    );
}

/** On which criteria of this unit the disagreements were, once they are repeated. */
function disputed(
  { unitKey }: AssessorFacts,
  samples: readonly SampleResult[],
  { repeatedDisagreements }: SamplingPolicy,
  asOf: string,
): string[] {
  const disagreements = disagreementsWithin(samples, asOf);
  if (disagreements.length < repeatedDisagreements) return [];
  const here = disagreements.filter((disagreement) => disagreement.unitKey === unitKey);
  return [...new Set(here.map(({ criterion }) => criterion))].sort();
}

const dayOf = (instant: string): string => instant.slice(0, 'YYYY-MM-DD'.length);
