import { compareCriterionCodes } from '../specification/criterion-code.js';
import { type AxisValue, touchedBy } from './camera-cover.js';
import { byLot } from './lot.js';
import type { DecisionFact, SampleableUnit } from './sampling-facts.js';
import type { RiskSampling } from './sampling-policy.js';

export interface ChosenCriteria {
  /** In code order. */
  readonly criteria: readonly string[];
  readonly decisions: readonly DecisionFact[];
}

/**
 * Which decisions of a chosen unit are looked at: those that are needed, one of every learning outcome, then what
 * touches something new and by lot, up to the number that the risk asks for (§4.1 "criteria per sampled unit").
 */
export function chooseCriteria(facts: {
  readonly unit: SampleableUnit;
  readonly outcomes: readonly (readonly string[])[];
  readonly row: RiskSampling;
  readonly seed: string;
  readonly needed: readonly string[];
  readonly isTouched: (value: AxisValue) => boolean;
}): ChosenCriteria {
  const { unit, outcomes, row, seed, needed, isTouched } = facts;
  const inLotOrder = byLot(unit.decisions, seed, ({ criterion }) => `${unit.registrationId} ${criterion}`);
  const chosen = new Set(inLotOrder.filter(({ criterion }) => needed.includes(criterion)));
  for (const outcome of outcomes) {
    const ofOutcome = inLotOrder.filter(({ criterion }) => outcome.includes(criterion));
    const [first] = ofOutcome;
    if (first && !ofOutcome.some((decision) => chosen.has(decision))) chosen.add(first);
  }

  const enough = criteriaNeeded(unit.decisions.length, row);
  const reached = new Set([...chosen].flatMap((decision) => touchedBy(unit, [decision])).map(keyOf));
  const isFresh = (decision: DecisionFact): boolean =>
    touchedBy(unit, [decision]).some((value) => !isTouched(value) && !reached.has(keyOf(value)));
  while (chosen.size < enough) {
    const open = inLotOrder.filter((decision) => !chosen.has(decision));
    const next = open.find(isFresh) ?? open[0];
    if (!next) break;
    chosen.add(next);
    for (const value of touchedBy(unit, [next])) reached.add(keyOf(value));
  }
  const decisions = [...chosen].sort((a, b) => compareCriterionCodes(a.criterion, b.criterion));
  return { criteria: decisions.map(({ criterion }) => criterion), decisions };
}

/** The share of the decisions there are, or the minimum if that is more, as far as there are so many. */
export function criteriaNeeded(decided: number, { criteriaPercent, criteriaMinimum }: RiskSampling): number {
  return Math.min(decided, Math.max(criteriaMinimum, Math.ceil((decided * criteriaPercent) / 100)));
}

const keyOf = ({ axis, value }: AxisValue): string => `${axis}:${value}`;
