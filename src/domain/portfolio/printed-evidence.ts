import type { ClaimCount } from '../coverage/coverage.js';
import { compareEvidenceRefs } from '../evidence/evidence-ref.js';
import type { EvidenceClaim } from '../evidence/evidence.js';
import { compareCriterionCodes } from '../specification/criterion-code.js';
import { findCriterion } from '../specification/find-criterion.js';
import type { PortfolioEvidence, UnitFacts, DocumentKind } from './portfolio-facts.js';

/** An item that is printed, with those of its claims that are, in the order of the criteria. */
export interface PrintedEvidence {
  readonly evidence: PortfolioEvidence;
  readonly claims: readonly EvidenceClaim[];
}

/** Live claims that the unit does not let count, named so that nothing vanishes silently. */
export interface LeftOutClaims {
  readonly ref: string;
  readonly title: string;
  readonly criteria: string;
  readonly reason: string;
}

export interface EvidenceSelection {
  readonly printed: readonly PrintedEvidence[];
  readonly leftOut: readonly LeftOutClaims[];
}

const SIMULATED = 'Simulation: the unit does not allow it as evidence.';
const PROHIBITED = 'The unit prohibits this method for the criterion.';

/**
 * Live in the sense of §7.1. A signed-off portfolio is narrower: what was added later or never accepted lies in the
 * learner's store but is no part of the signed unit (§3.7). An external verifier is shown what was handed in, and no drafts.
 */
function liveClaims(evidence: PortfolioEvidence, kind: DocumentKind): readonly EvidenceClaim[] {
  if (evidence.status === 'withdrawn' || evidence.status === 'superseded') return [];
  if (kind === 'signed_off') {
    return evidence.status === 'accepted' ? evidence.claims.filter((claim) => claim.state === 'confirmed') : [];
  }
  if (kind === 'eqa_pack' && evidence.status === 'draft') return [];
  return evidence.claims.filter((claim) => claim.state !== 'declined' && claim.state !== 'revoked');
}

function inOrder(a: EvidenceClaim, b: EvidenceClaim): number {
  return compareCriterionCodes(a.criterion, b.criterion) || (a.id < b.id ? -1 : 1);
}

/** Simulation where the unit prohibits it, and methods prohibited for the criterion (§2.2 SIM, §2.3). */
function prohibition(
  evidence: PortfolioEvidence,
  claim: EvidenceClaim,
  facts: UnitFacts,
  weights: ReadonlyMap<string, ClaimCount>,
): string | null {
  if (weights.get(claim.id)?.reasons.includes('SIMULATED_EVIDENCE')) return SIMULATED;
  const criterion = findCriterion(facts.unit, claim.criterion);
  return criterion?.methods[evidence.method] === 'prohibited' ? PROHIBITED : null;
}

/** How coverage weighs each live claim, by claim id. */
export function claimWeights(facts: UnitFacts): ReadonlyMap<string, ClaimCount> {
  return new Map(
    facts.coverage.criteria.flatMap((criterion) => criterion.claims.map((claim) => [claim.claimId, claim])),
  );
}

/** Only evidence that carries a live claim is printed (§5.2); prohibited claims are named, never counted. */
export function selectPrintedEvidence(facts: UnitFacts): EvidenceSelection {
  const weights = claimWeights(facts);
  const printed: PrintedEvidence[] = [];
  const leftOut: LeftOutClaims[] = [];
  for (const evidence of [...facts.evidence].sort((a, b) => compareEvidenceRefs(a.ref, b.ref))) {
    const claims: EvidenceClaim[] = [];
    const prohibited = new Map<string, string[]>();
    for (const claim of [...liveClaims(evidence, facts.kind)].sort(inOrder)) {
      const reason = prohibition(evidence, claim, facts, weights);
      if (reason === null) claims.push(claim);
      else prohibited.set(reason, [...(prohibited.get(reason) ?? []), claim.criterion]);
    }
    if (claims.length > 0) printed.push({ evidence, claims });
    for (const [reason, criteria] of prohibited) {
      leftOut.push({ ref: evidence.ref, title: evidence.title, criteria: criteria.join(', '), reason });
    }
  }
  return { printed, leftOut };
}
