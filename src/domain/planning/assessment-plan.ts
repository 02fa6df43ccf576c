import { METHOD_CARDS, type EvidenceMethod } from '../evidence/evidence-method.js';
import { type Finding, isBlank, refuseOn } from '../evidence/findings.js';
import { findCriterion } from '../specification/find-criterion.js';
import { isSubstantive } from '../specification/suitability.js';
import type { Suitability, UnitSpecification } from '../specification/unit.js';

/** What is to be assessed by one activity, and until when: several criteria may be served by one (U40-R10). */
export interface PlanTarget {
  readonly criteria: readonly string[];
  readonly method: EvidenceMethod;
  /** What the learner will do, in words. */
  readonly activity: string;
  readonly location: string | null;
  /** YYYY-MM-DD. */
  readonly targetDate: string;
}

/** Something to mind about a target that does not stand in its way. */
export interface PlanWarning {
  /** Place of the target in the plan, from 0. */
  readonly target: number;
  readonly criterion: string;
  readonly message: string;
}

/**
 * Whether an assessor may plan this (§3.1). Criteria exist, and each method can prove what it is planned for: one that
 * the unit prohibits (U40-R2) or that is unsuitable for the criterion (§2.3) would be work that can never count.
 * @param today YYYY-MM-DD, before which nothing can be planned
 * @throws DomainError CRITERION_UNKNOWN, METHOD_NOT_ALLOWED, VALIDATION_FAILED, naming everything
 */
export function checkPlan(
  plan: { readonly targets: readonly PlanTarget[]; readonly nextReviewOn: string },
  unit: UnitSpecification,
  today: string,
): void {
  const findings = plan.targets.flatMap((target, index) => targetFindings(target, `targets[${index}]`, unit, today));
  if (plan.nextReviewOn < today) {
    findings.push({ code: 'VALIDATION_FAILED', path: 'nextReviewOn', message: 'is in the past' });
  }
  refuseOn(findings, [
    ['CRITERION_UNKNOWN', 'The plan names a criterion that the unit does not have.'],
    ['METHOD_NOT_ALLOWED', 'A method of the plan cannot prove what it is planned for.'],
    ['VALIDATION_FAILED', 'The plan cannot be carried out as it stands.'],
  ]);
}

function targetFindings(target: PlanTarget, path: string, unit: UnitSpecification, today: string): Finding[] {
  const findings = target.criteria.flatMap((code, index): Finding[] => {
    const place = `${path}.criteria[${index}]`;
    const criterion = findCriterion(unit, code);
    if (!criterion) return [{ code: 'CRITERION_UNKNOWN', path: place, message: `is not a criterion of ${unit.key}` }];
    const message = objectionTo(target.method, criterion.methods[target.method], code, unit);
    return message === null ? [] : [{ code: 'METHOD_NOT_ALLOWED', path: place, message }];
  });
  if (isBlank(target.activity)) {
    findings.push({
      code: 'VALIDATION_FAILED',
      path: `${path}.activity`,
      message: 'must say what the learner will do',
    });
  }
  if (target.targetDate < today) {
    findings.push({ code: 'VALIDATION_FAILED', path: `${path}.targetDate`, message: 'is in the past' });
  }
  return findings;
}

function objectionTo(
  method: EvidenceMethod,
  suitability: Suitability,
  code: string,
  unit: UnitSpecification,
): string | null {
  const label = METHOD_CARDS[method].label;
  if (suitability === 'prohibited') return `${label} is not allowed for ${unit.key}, so it cannot be planned`;
  if (suitability === 'unsuitable')
    return `${label} does not suit AC${code}: evidence of that kind never counts for it`;
  return null;
}

/**
 * What an assessor should mind about a plan that is in order: criteria for which nothing in the plan does more than
 * corroborate, and methods that carry a criterion only under a condition (§2.3). Policy warns, it does not block (P1).
 */
export function planWarnings(targets: readonly PlanTarget[], unit: UnitSpecification): PlanWarning[] {
  const carried = new Set(
    targets.flatMap(({ criteria, method }) => criteria.filter((code) => carries(unit, code, method))),
  );
  return targets.flatMap(({ criteria, method }, target) =>
    criteria.flatMap((criterion): PlanWarning[] => {
      const suitability = findCriterion(unit, criterion)?.methods[method];
      const message = suitability && warningOf(suitability, method, criterion, carried.has(criterion));
      return message ? [{ target, criterion, message }] : [];
    }),
  );
}

function carries(unit: UnitSpecification, code: string, method: EvidenceMethod): boolean {
  const suitability = findCriterion(unit, code)?.methods[method];
  return suitability !== undefined && isSubstantive(suitability);
}

function warningOf(
  suitability: Suitability,
  method: EvidenceMethod,
  code: string,
  isCarriedElsewhere: boolean,
): string | null {
  const label = METHOD_CARDS[method].label;
  if (suitability === 'corroborates' && !isCarriedElsewhere) {
    return `${label} only supports AC${code}; plan something beside it that can carry the criterion.`;
  }
  if (suitability === 'alternative_written_channel') {
    return `${label} carries AC${code} only where the exchange with the customer was in writing.`;
  }
  if (suitability === 'suitable_own_workplace') {
    return `${label} carries AC${code} only when it is about the learner’s own workplace.`;
  }
  return null;
}
