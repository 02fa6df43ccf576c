import type { Gap } from '../coverage/coverage.js';
import { explainGap } from '../coverage/explain-gap.js';
import { criteriaOf } from '../specification/find-criterion.js';
import type { AssessmentCriterion } from '../specification/unit.js';
import type { Mark } from './manifest.js';
import type { PortfolioFacts } from './portfolio-facts.js';
import { COVERAGE_MARKS, SEVERITY_MARKS, WHO_WORDS } from './wording.js';

export interface ManifestGap {
  readonly severity: Mark;
  readonly message: string;
  readonly closedBy: string;
  readonly who: string;
}

export interface CriterionGaps {
  /** Criterion code, or "Unit". */
  readonly code: string;
  readonly statement: string;
  readonly status: Mark;
  readonly gaps: readonly ManifestGap[];
}

/** Section 16: what is missing, for the unit first and then criterion by criterion; criteria without gaps are left out. */
export function gapsOf(facts: PortfolioFacts): CriterionGaps[] {
  const listed = (gaps: readonly Gap[], criterion: AssessmentCriterion | null): CriterionGaps['gaps'] =>
    gaps.map((gap) => {
      const { message, closedBy, who } = explainGap(gap, criterion, facts.unit);
      return { severity: SEVERITY_MARKS[gap.severity], message, closedBy, who: WHO_WORDS[who] };
    });
  const covered = new Map(facts.coverage.criteria.map((criterion) => [criterion.code, criterion]));
  const unit: CriterionGaps = {
    code: 'Unit',
    statement: facts.unit.title,
    status: facts.coverage.ready
      ? { label: 'Ready for sign-off', mood: 'good' }
      : { label: 'Not ready for sign-off', mood: 'open' },
    gaps: listed(facts.coverage.unitGaps, null),
  };
  const perCriterion = criteriaOf(facts.unit).map((criterion): CriterionGaps => {
    const { status, gaps } = covered.get(criterion.code) ?? { status: 'unclaimed', gaps: [] };
    return {
      code: criterion.code,
      statement: criterion.statement,
      status: COVERAGE_MARKS[status],
      gaps: listed(gaps, criterion),
    };
  });
  return [unit, ...perCriterion].filter(({ gaps }) => gaps.length > 0);
}
