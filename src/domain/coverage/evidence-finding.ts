import type { AssessmentCriterion, UnitSpecification } from '../specification/unit.js';
import type { CountedClaim } from './count-claims.js';
import type { CoverageStatus, Gap } from './coverage.js';
import { blocker, hasBlocker, hasWarning, info } from './gaps.js';
import { gapsLeftBy } from './sufficiency.js';

/** What the evidence alone says of a criterion, before anybody's judgement (§7.4 steps 1–5). */
export interface EvidenceFinding {
  readonly status: Exclude<CoverageStatus, 'met' | 'met_at_risk'>;
  readonly gaps: readonly Gap[];
}

export function findEvidence(
  claims: readonly CountedClaim[],
  criterion: AssessmentCriterion,
  unit: UnitSpecification,
  currentOn: string,
): EvidenceFinding {
  if (claims.length === 0) return { status: 'unclaimed', gaps: [blocker('NO_EVIDENCE')] };
  // A draft beside something better is only work in progress: its claim says so, the criterion need not.
  const presented = claims.filter(({ evidence }) => evidence.status !== 'draft');
  if (presented.length === 0) return { status: 'planned', gaps: [blocker('ONLY_DRAFT')] };

  const countable = presented.filter(({ count }) => count.counts !== 'none');
  const reasons = presented.flatMap(({ count }) => count.reasons);
  if (countable.length === 0) return { status: 'claimed', gaps: reasons.map((code) => blocker(code)) };

  const open = gapsLeftBy(countable, criterion, unit, currentOn);
  return {
    status: hasBlocker(open) || hasWarning(open) ? 'evidenced_weak' : 'evidenced',
    gaps: [...open, ...reasons.map((code) => info(code))],
  };
}
