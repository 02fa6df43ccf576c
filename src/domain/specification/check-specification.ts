import { EVIDENCE_METHODS } from '../evidence/evidence-method.js';
import type { FieldError } from '../kernel/domain-error.js';
import { criteriaOf, findCriterion } from './find-criterion.js';
import { isSubstantive } from './suitability.js';
import type { AssessmentCriterion, LearningOutcome, UnitSpecification } from './unit.js';

const UNIT_REFERENCE = /^[A-Z]\/\d{3}\/\d{4}$/;
const QUALIFICATION_NUMBER = /^\d{3}\/\d{4}\/[\dX]$/;
const FACET_CODE = /^[a-z][a-z0-9_]*$/;

/**
 * What is wrong with a unit's data, as path and sentence; empty when it can be used. Coverage relies on what is checked
 * here: unique codes in numeric form, facets to cover, and for each criterion a method that can carry it.
 */
export function checkSpecification(unit: UnitSpecification): FieldError[] {
  return [
    ...checkIdentity(unit),
    ...unit.outcomes.flatMap((outcome) => checkOutcome(outcome)),
    ...criteriaOf(unit).flatMap((criterion) => checkCriterion(criterion, unit)),
    ...repeated(unit.outcomes.map((outcome) => outcome.code)).map((code) =>
      fault('outcomes', `Outcome ${code} stands twice.`),
    ),
    ...repeated(criteriaOf(unit).map((criterion) => criterion.code)).map((code) =>
      fault('outcomes', `Criterion ${code} stands twice.`),
    ),
    ...checkPolicy(unit),
  ];
}

function checkIdentity(unit: UnitSpecification): FieldError[] {
  const faults: FieldError[] = [];
  for (const path of ['key', 'version', 'title'] as const) {
    if (unit[path].trim() === '') faults.push(fault(path, 'This is empty.'));
  }
  if (unit.unitReference !== null && !UNIT_REFERENCE.test(unit.unitReference)) {
    faults.push(fault('unitReference', 'A unit reference looks like R/506/2151.'));
  }
  if (unit.qualification.number !== null && !QUALIFICATION_NUMBER.test(unit.qualification.number)) {
    faults.push(fault('qualification.number', 'A qualification number looks like 601/6718/X.'));
  }
  if (unit.outcomes.length === 0) faults.push(fault('outcomes', 'A unit has at least one learning outcome.'));
  return faults;
}

function checkOutcome(outcome: LearningOutcome): FieldError[] {
  const path = `outcomes.${outcome.code}`;
  const faults: FieldError[] = [];
  if (!/^\d+$/.test(outcome.code)) faults.push(fault(path, 'An outcome code is a number.'));
  if (outcome.title.trim() === '') faults.push(fault(path, 'The outcome has no title.'));
  if (outcome.criteria.length === 0) faults.push(fault(path, 'The outcome has no criteria.'));
  for (const { code } of outcome.criteria) {
    if (!/^\d+\.\d+$/.test(code) || !code.startsWith(`${outcome.code}.`)) {
      faults.push(fault(`criteria.${code}`, `A criterion code of this outcome looks like ${outcome.code}.1.`));
    }
  }
  return faults;
}

function checkCriterion(criterion: AssessmentCriterion, unit: UnitSpecification): FieldError[] {
  const path = `criteria.${criterion.code}`;
  const faults: FieldError[] = [];
  if (criterion.statement.trim() === '') faults.push(fault(path, 'The criterion has no statement.'));
  if (criterion.facets.length === 0) faults.push(fault(`${path}.facets`, 'A criterion has at least one facet.'));
  for (const facet of criterion.facets) {
    if (!FACET_CODE.test(facet.code) || facet.label.trim() === '') {
      faults.push(fault(`${path}.facets`, `Facet ${facet.code} needs a snake_case code and a label.`));
    }
  }
  for (const code of repeated(criterion.facets.map((facet) => facet.code))) {
    faults.push(fault(`${path}.facets`, `Facet ${code} stands twice.`));
  }
  if (!EVIDENCE_METHODS.some((method) => isSubstantive(criterion.methods[method]))) {
    faults.push(fault(`${path}.methods`, 'No method can carry this criterion.'));
  }
  if (unit.rules.simulation === 'prohibited' && criterion.methods.simulation !== 'prohibited') {
    faults.push(fault(`${path}.methods.simulation`, 'The unit prohibits simulation.'));
  }
  return faults;
}

function checkPolicy(unit: UnitSpecification): FieldError[] {
  const { policy } = unit;
  const faults: FieldError[] = [];
  if (policy.version.trim() === '') faults.push(fault('policy.version', 'This is empty.'));
  if (!isCount(policy.currencyMonths)) faults.push(fault('policy.currencyMonths', 'This is a whole number of months.'));
  for (const code of Object.keys(policy.sufficiencyByCriterion)) {
    if (findCriterion(unit, code) === undefined) {
      faults.push(fault(`policy.sufficiencyByCriterion.${code}`, 'The unit has no such criterion.'));
    }
  }
  for (const [group, numbers] of Object.entries({ ...policy.sufficiency, ...policy.sufficiencyByCriterion })) {
    for (const name of ['minPieces', 'minMethods', 'minCases'] as const) {
      const minimum = numbers[name] ?? null;
      if (minimum !== null && !isCount(minimum)) {
        faults.push(fault(`policy.${group}.${name}`, 'This is a whole number above zero.'));
      }
    }
  }
  return faults;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}

function repeated(codes: readonly string[]): string[] {
  return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))];
}

function fault(path: string, message: string): FieldError {
  return { path, message };
}
