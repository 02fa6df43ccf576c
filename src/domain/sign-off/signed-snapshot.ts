import { compareEvidenceRefs } from '../evidence/evidence-ref.js';
import type { Evidence, EvidenceStatus } from '../evidence/evidence.js';
import type { EvidenceLocator } from '../evidence/locator.js';
import type { CriterionJudgement, JudgementOutcome } from '../judgement/judgement.js';
import { compareCriterionCodes } from '../specification/criterion-code.js';
import type { UnitSpecification } from '../specification/unit.js';

/** One version of an evidence item, as far as a signature binds it. */
export interface SnapshotEvidence extends Pick<Evidence, 'ref' | 'status' | 'claims'> {
  readonly version: number;
  /** Hash of the content frozen at submission; `null` while it is a draft. */
  readonly contentSha256: string | null;
}

/** The order inside the lists never matters. */
export interface SnapshotFacts {
  readonly registrationId: string;
  readonly unit: Pick<UnitSpecification, 'key' | 'version' | 'policy'>;
  readonly evidence: readonly SnapshotEvidence[];
  /** The effective judgement of each criterion that has one (§3.5). */
  readonly judgements: readonly Pick<CriterionJudgement, 'id' | 'criterion' | 'outcome' | 'assessorId'>[];
}

/** Exactly what a signature under a unit binds, as plain JSON; whoever signs stores the hash of its canonical text. */
export interface SignedSnapshot {
  readonly registrationId: string;
  readonly unit: { readonly key: string; readonly specificationVersion: string; readonly policyVersion: string };
  readonly evidence: readonly {
    readonly ref: string;
    readonly version: number;
    readonly status: EvidenceStatus;
    readonly contentSha256: string | null;
    readonly claims: readonly {
      readonly criterion: string;
      readonly facets: readonly string[];
      readonly locator: EvidenceLocator | null;
      readonly depthMet: boolean | null;
    }[];
  }[];
  /** With their assessors, which names the co-assessors in what the assessor signs (§3.7). */
  readonly judgements: readonly {
    readonly criterion: string;
    readonly id: string;
    readonly outcome: JudgementOutcome;
    readonly assessorId: string;
  }[];
}

/**
 * What is signed for a unit. Only live evidence with a confirmed claim on this registration is in it, so that a learner
 * may go on collecting drafts without touching the signatures (§3.7).
 */
export function signedSnapshot(facts: SnapshotFacts): SignedSnapshot {
  const { registrationId, unit } = facts;
  const evidence = facts.evidence
    .filter(({ status }) => status !== 'superseded' && status !== 'withdrawn')
    .map(({ ref, version, status, contentSha256, claims }) => ({
      ref,
      version,
      status,
      contentSha256,
      claims: claims
        .filter((claim) => claim.registrationId === registrationId && claim.state === 'confirmed')
        .sort(inCriterionOrder)
        .map(({ criterion, facets, locator, depthMet }) => ({
          criterion,
          facets: [...facets].sort(),
          locator,
          depthMet,
        })),
    }))
    .filter(({ claims }) => claims.length > 0)
    .sort((a, b) => compareEvidenceRefs(a.ref, b.ref));

  const judgements = facts.judgements
    .map(({ criterion, id, outcome, assessorId }) => ({ criterion, id, outcome, assessorId }))
    .sort(inCriterionOrder);

  return {
    registrationId,
    unit: { key: unit.key, specificationVersion: unit.version, policyVersion: unit.policy.version },
    evidence,
    judgements,
  };
}

function inCriterionOrder(a: { readonly criterion: string }, b: { readonly criterion: string }): number {
  return compareCriterionCodes(a.criterion, b.criterion);
}
