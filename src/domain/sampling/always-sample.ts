import { METHOD_CARDS } from '../evidence/evidence-method.js';
import type { DecisionFact, SampleableUnit } from './sampling-facts.js';
import type { SamplingPolicy } from './sampling-policy.js';

/** What is sampled whatever the risk (domain.md §4.1, "always-sample triggers"). */
export const ALWAYS_SAMPLE_TRIGGERS = [
  'first_on_unit',
  'rpl',
  'expert_witness',
  'override',
  'authenticity_hold',
  'new_method',
  'one_sitting',
] as const;
export type AlwaysSampleTrigger = (typeof ALWAYS_SAMPLE_TRIGGERS)[number];

/** What must be in the sample, and why. */
export interface AlwaysSampled {
  readonly code: AlwaysSampleTrigger;
  /** The decision that pulls the trigger; `null` when the unit as a whole does. */
  readonly criterion: string | null;
  readonly sentence: string;
}

/** The triggers that one unit and its decisions pull. */
export function alwaysSampled(unit: SampleableUnit, policy: SamplingPolicy): AlwaysSampled[] {
  const sentence = `The whole unit was judged within ${policy.oneSittingMinutes} minutes.`;
  const onUnit: AlwaysSampled[] = isOneSitting(unit, policy)
    ? [{ code: 'one_sitting', criterion: null, sentence }]
    : [];
  return [...onUnit, ...unit.decisions.flatMap(triggersOf)];
}

function triggersOf(decision: DecisionFact): AlwaysSampled[] {
  const { criterion, methods, newMethods } = decision;
  const rules: readonly (readonly [boolean, AlwaysSampleTrigger, string])[] = [
    [decision.isFirstOnUnit, 'first_on_unit', 'The assessor’s first decision on this unit.'],
    [methods.includes('rpl_claim'), 'rpl', 'Rests on recognition of prior learning.'],
    [methods.includes('expert_witness_testimony'), 'expert_witness', 'Rests on an expert witness.'],
    [decision.isOverride, 'override', 'Judged met over a warning, with a reason.'],
    [decision.wasHeld, 'authenticity_hold', 'Rests on evidence that was on hold for its authenticity.'],
    [
      newMethods.length > 0,
      'new_method',
      `The assessor’s first use of: ${newMethods.map((method) => METHOD_CARDS[method].label.toLowerCase()).join(', ')}.`,
    ],
  ];
  return rules.filter(([holds]) => holds).map(([, code, sentence]) => ({ code, criterion, sentence }));
}

/** A complete unit whose standing decisions all fell within one sitting; one criterion alone is no sitting. */
function isOneSitting({ isComplete, decisions }: SampleableUnit, { oneSittingMinutes }: SamplingPolicy): boolean {
  if (!isComplete || decisions.length < 2) return false;
  const moments = decisions.map(({ decidedAt }) => Date.parse(decidedAt));
  return Math.max(...moments) - Math.min(...moments) <= oneSittingMinutes * 60_000;
}
