import { effectiveJudgement, pendingJudgement } from '../judgement/ledger.js';
import { criteriaOf } from '../specification/find-criterion.js';
import type { AssessmentCriterion } from '../specification/unit.js';
import { countClaims } from './count-claims.js';
import type { CoverageFacts, CriterionCoverage, Gap, UnitCoverage } from './coverage.js';
import { applyJudgements } from './effective-status.js';
import { findEvidence, type EvidenceFinding } from './evidence-finding.js';
import { blocker, orderGaps } from './gaps.js';
import { readinessGates } from './readiness.js';

/**
 * How far the evidence and the judgements of one registration cover its unit: the normative algorithm of domain.md §7.4.
 * The same facts give the same answer in whatever order they come. It says what is evidenced; only people say "met" (P2).
 */
export function computeCoverage(facts: CoverageFacts): UnitCoverage {
  const findings = criteriaOf(facts.unit).map((criterion) => coverCriterion(facts, criterion));
  const criteria = findings.map(({ coverage }) => coverage);
  const unitGaps: Gap[] = [
    ...(facts.openEssentialActions > 0 ? [blocker('IQA_ACTION_OPEN')] : []),
    ...(facts.openAppeals > 0 ? [blocker('APPEAL_OPEN')] : []),
  ];
  return {
    unit: facts.unit.key,
    specificationVersion: facts.unit.version,
    policyVersion: facts.unit.policy.version,
    asOf: facts.asOf,
    totals: {
      criteria: criteria.length,
      met: criteria.filter(({ status }) => status === 'met').length,
      evidenced: findings.filter(({ evidenceStatus }) => evidenceStatus === 'evidenced').length,
    },
    ready: readinessGates({ criteria, unitGaps }).every(({ isOpen }) => isOpen),
    unitGaps,
    criteria,
  };
}

function coverCriterion(
  facts: CoverageFacts,
  criterion: AssessmentCriterion,
): { coverage: CriterionCoverage; evidenceStatus: EvidenceFinding['status'] } {
  const { unit, learnerId, registrationId } = facts;
  const ledger = facts.judgements.filter((judgement) => judgement.registrationId === registrationId);
  const effective = effectiveJudgement(ledger, criterion.code);
  const pending = pendingJudgement(ledger, criterion.code);
  const judgeIds = [effective, pending].flatMap((judgement) => (judgement === undefined ? [] : [judgement.assessorId]));

  const claims = countClaims(facts, criterion, judgeIds);
  // §3.4: evidence has to be recent at the time of the judgement; a criterion once met does not go stale by waiting.
  const currentOn = (effective?.outcome === 'met' ? effective.decidedAt : facts.asOf).slice(0, 'YYYY-MM-DD'.length);
  const finding = findEvidence(claims, criterion, unit, currentOn);
  const { status, gaps } = applyJudgements(finding, { effective, pending }, claims, criterion.kind, learnerId);
  return {
    coverage: {
      code: criterion.code,
      statement: criterion.statement,
      kind: criterion.kind,
      status,
      gaps: orderGaps(gaps),
      claims: claims.map(({ count }) => count),
    },
    evidenceStatus: finding.status,
  };
}
