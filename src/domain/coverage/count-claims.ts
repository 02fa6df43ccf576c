import { compareEvidenceRefs } from '../evidence/evidence-ref.js';
import type { Evidence, EvidenceClaim } from '../evidence/evidence.js';
import type { AssessmentCriterion } from '../specification/unit.js';
import type { ClaimCount, ClaimReason, CoverageFacts } from './coverage.js';
import { disqualifiersOf, weightOf, type ClaimUnderRules } from './disqualifiers.js';

/** A live claim with the evidence it points to and how it weighs. */
export interface CountedClaim {
  readonly evidence: Evidence;
  readonly claim: EvidenceClaim;
  readonly count: ClaimCount;
}

/** The live claims of this registration on one criterion (§7.1), in the order of their evidence refs. */
export function countClaims(
  facts: CoverageFacts,
  criterion: AssessmentCriterion,
  judgeIds: readonly string[],
): CountedClaim[] {
  const { unit, registrationId, registeredOn, learnerId } = facts;
  return facts.evidence
    .filter(({ status }) => status !== 'withdrawn' && status !== 'superseded')
    .flatMap((evidence) => evidence.claims.map((claim) => ({ evidence, claim })))
    .filter(({ claim }) => claim.registrationId === registrationId && claim.criterion === criterion.code)
    .filter(({ claim }) => claim.state !== 'declined' && claim.state !== 'revoked')
    .sort((a, b) => compareEvidenceRefs(a.evidence.ref, b.evidence.ref) || (a.claim.id < b.claim.id ? -1 : 1))
    .map(({ evidence, claim }) => ({
      evidence,
      claim,
      count: countOf({ unit, criterion, registeredOn, learnerId, judgeIds, evidence, claim }),
    }));
}

function countOf(under: ClaimUnderRules): ClaimCount {
  const { evidence, claim } = under;
  const reasons = reasonsNotToCount(under);
  return {
    claimId: claim.id,
    evidenceId: evidence.id,
    ref: evidence.ref,
    method: evidence.method,
    counts: reasons.length === 0 ? weightOf(under) : 'none',
    reasons,
  };
}

/** Only accepted evidence is held against the rules of substance: before that its state says all there is to say. */
function reasonsNotToCount(under: ClaimUnderRules): ClaimReason[] {
  const { evidence, claim } = under;
  if (evidence.status === 'draft') return ['ONLY_DRAFT'];
  if (evidence.status === 'returned') return ['RETURNED'];
  // A hold overlays what is submitted or accepted, nothing else (§3.3).
  const reasons: ClaimReason[] = evidence.onHold ? ['ON_HOLD'] : [];
  if (evidence.status === 'submitted') return [...reasons, 'AWAITING_ASSESSMENT'];
  if (claim.state !== 'confirmed') reasons.push('CLAIM_NOT_CONFIRMED');
  return [...reasons, ...disqualifiersOf(under)];
}
