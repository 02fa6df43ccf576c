import { compareCriterionCodes } from './criterion-code.js';
import type { AssessmentCriterion, UnitSpecification } from './unit.js';

/** Every criterion of the unit in code order. */
export function criteriaOf(unit: UnitSpecification): AssessmentCriterion[] {
  return unit.outcomes.flatMap((outcome) => outcome.criteria).sort((a, b) => compareCriterionCodes(a.code, b.code));
}

/** The criterion with that code, or `undefined` when the unit has none. */
export function findCriterion(unit: UnitSpecification, code: string): AssessmentCriterion | undefined {
  return unit.outcomes.flatMap((outcome) => outcome.criteria).find((criterion) => criterion.code === code);
}
