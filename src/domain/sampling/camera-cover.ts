import { METHOD_CARDS } from '../evidence/evidence-method.js';
import { compareCriterionCodes } from '../specification/criterion-code.js';
import type { DecisionFact, SampleableUnit } from './sampling-facts.js';

/** Candidates, Assessors, Methods, Elements, Records, Assessment locations: each is touched over the cycle (§4.1). */
export const CAMERA_AXES = ['candidates', 'assessors', 'methods', 'elements', 'records', 'locations'] as const;
export type CameraAxis = (typeof CAMERA_AXES)[number];

/** How a location that nobody stated is called. */
export const LOCATION_NOT_STATED = 'not stated';

/** One axis: what the decisions of the period spread over, and what of it the sample touches, by id or name. */
export interface AxisCover {
  readonly axis: CameraAxis;
  readonly touched: readonly string[];
  readonly untouched: readonly string[];
}

/** A unit of the sample and the criteria that are looked at in it. */
export interface SampledPart {
  readonly registrationId: string;
  readonly criteria: readonly string[];
}

export interface AxisValue {
  readonly axis: CameraAxis;
  readonly value: string;
}

/** What looking at these decisions of a unit would touch. */
export function touchedBy(unit: SampleableUnit, decisions: readonly DecisionFact[]): AxisValue[] {
  if (decisions.length === 0) return [];
  return [
    { axis: 'candidates', value: unit.learnerId },
    { axis: 'locations', value: unit.location ?? LOCATION_NOT_STATED },
    ...unit.records.map((value): AxisValue => ({ axis: 'records', value })),
    ...decisions.flatMap((decision): AxisValue[] => [
      { axis: 'assessors', value: decision.assessorId },
      { axis: 'elements', value: decision.criterion },
      ...decision.methods.map((value): AxisValue => ({ axis: 'methods', value })),
    ]),
  ];
}

/**
 * Proof of cover, axis by axis: every name is in exactly one of the two lists.
 * @param units what there was to sample, with the decisions of the period
 */
export function cameraCover(units: readonly SampleableUnit[], sample: readonly SampledPart[]): AxisCover[] {
  const criteriaOf = new Map(sample.map(({ registrationId, criteria }) => [registrationId, criteria]));
  const all = units.flatMap((unit) => touchedBy(unit, unit.decisions));
  const touched = units.flatMap((unit) => {
    const criteria = criteriaOf.get(unit.registrationId) ?? [];
    return touchedBy(
      unit,
      unit.decisions.filter(({ criterion }) => criteria.includes(criterion)),
    );
  });
  return CAMERA_AXES.map((axis) => {
    const on = (values: readonly AxisValue[]) =>
      new Set(values.filter((each) => each.axis === axis).map(({ value }) => value));
    const reached = on(touched);
    const names = [...on(all)].sort(axis === 'elements' ? compareCriterionCodes : inAlphabet);
    return {
      axis,
      touched: names.filter((name) => reached.has(name)),
      untouched: names.filter((name) => !reached.has(name)),
    };
  });
}

function inAlphabet(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A value in words for people; those of candidates and assessors are ids and stay as they are. */
export function axisWords({ axis, value }: AxisValue): string {
  if (axis === 'elements') return `AC${value}`;
  if (axis === 'methods' && value in METHOD_CARDS) return METHOD_CARDS[value as keyof typeof METHOD_CARDS].label;
  return value;
}
