import type { AssessmentCriterion, SufficiencyNumbers, UnitSpecification } from '../specification/unit.js';
import type { CountedClaim } from './count-claims.js';
import type { Gap } from './coverage.js';
import { monthsBefore } from './currency.js';
import { isSimulated } from './disqualifiers.js';
import { blocker, info, warning } from './gaps.js';

/**
 * What the claims that count still leave open on a criterion (§7.4 step 4).
 * @param countable at least one claim, each counting as substantive or corroborating
 * @param currentOn date (YYYY-MM-DD) on which the evidence has to be recent enough
 */
export function gapsLeftBy(
  countable: readonly CountedClaim[],
  criterion: AssessmentCriterion,
  unit: UnitSpecification,
  currentOn: string,
): Gap[] {
  const substantive = countable.filter(({ count }) => count.counts === 'substantive');
  // Where nothing carries the criterion yet, say what the supporting evidence leaves open rather than "everything".
  const carrying = substantive.length > 0 ? substantive : countable;
  return [
    ...(substantive.length === 0 ? [blocker('SUPPORTING_ONLY')] : []),
    ...facetGaps(carrying, criterion),
    ...depthGaps(carrying, criterion),
    ...numberGaps(countable, numbersFor(criterion, unit)),
    ...currencyGaps(countable, monthsBefore(currentOn, unit.policy.currencyMonths)),
    ...simulationGaps(countable, unit),
  ];
}

function facetGaps(carrying: readonly CountedClaim[], criterion: AssessmentCriterion): Gap[] {
  const covered = new Set(carrying.flatMap(({ claim }) => claim.facets));
  const missing = criterion.facets.map((facet) => facet.code).filter((code) => !covered.has(code));
  return missing.length > 0 ? [blocker('FACET_MISSING', missing)] : [];
}

/** U40-R7: only a person can say that an explanation reaches the depth of its verb. */
function depthGaps(carrying: readonly CountedClaim[], { kind }: AssessmentCriterion): Gap[] {
  const needsDepth = kind === 'K' || kind === 'AK';
  return needsDepth && !carrying.some(({ claim }) => claim.depthMet === true) ? [blocker('VERB_DEPTH')] : [];
}

function numbersFor(criterion: AssessmentCriterion, { policy }: UnitSpecification): SufficiencyNumbers {
  return { ...policy.sufficiency[criterion.kind], ...policy.sufficiencyByCriterion[criterion.code] };
}

/** §3.6, POL. One piece is by itself one method and one case, so it is reported once, as a single source. */
function numberGaps(countable: readonly CountedClaim[], numbers: SufficiencyNumbers): Gap[] {
  const gaps: Gap[] = [];
  const pieces = new Set(countable.map(({ evidence }) => evidence.id)).size;
  const methods = new Set(countable.map(({ evidence }) => evidence.method)).size;
  const cases = new Set(countable.flatMap(({ evidence }) => evidence.caseRefs)).size;
  if (isBelow(pieces, numbers.minPieces)) gaps.push(warning('SINGLE_SOURCE'));
  if (pieces === 1 && gaps.length > 0) return gaps;
  if (isBelow(methods, numbers.minMethods)) gaps.push(warning('SINGLE_METHOD'));
  if (isBelow(cases, numbers.minCases)) gaps.push(warning('SINGLE_CASE'));
  return gaps;
}

function isBelow(count: number, minimum: number | null): boolean {
  return minimum !== null && count < minimum;
}

/** Measured from the end of the work, never from the upload (§3.4). */
function currencyGaps(countable: readonly CountedClaim[], oldest: string): Gap[] {
  const stale = countable.filter(({ evidence }) => evidence.activityTo < oldest);
  if (stale.length === 0) return [];
  return [stale.length === countable.length ? warning('OUT_OF_DATE') : info('SOME_STALE')];
}

function simulationGaps(countable: readonly CountedClaim[], { rules }: UnitSpecification): Gap[] {
  const isFlagged = rules.simulation === 'flagged' && countable.some(({ evidence }) => isSimulated(evidence));
  return isFlagged ? [warning('SIMULATION_FLAGGED')] : [];
}
