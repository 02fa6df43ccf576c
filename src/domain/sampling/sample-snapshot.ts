import { compareEvidenceRefs } from '../evidence/evidence-ref.js';
import type { ClaimState, Evidence, EvidenceStatus } from '../evidence/evidence.js';
import type { EvidenceMethod } from '../evidence/evidence-method.js';
import type { EvidenceLocator } from '../evidence/locator.js';
import { effectiveJudgement, pendingJudgement } from '../judgement/ledger.js';
import type { CriterionJudgement, JudgementOutcome } from '../judgement/judgement.js';
import { compareCriterionCodes } from '../specification/criterion-code.js';

export interface SampledClaim {
  readonly criterion: string;
  readonly state: ClaimState;
  readonly facets: readonly string[];
  readonly locator: EvidenceLocator | null;
  readonly depthMet: boolean | null;
}

export interface SampledEvidence {
  readonly ref: string;
  readonly method: EvidenceMethod;
  readonly status: EvidenceStatus;
  readonly onHold: boolean;
  readonly contentSha256: string | null;
  readonly claims: readonly SampledClaim[];
}

export interface SampledJudgement {
  readonly criterion: string;
  readonly judgementId: string;
  readonly sequence: number;
  readonly outcome: JudgementOutcome;
  readonly assessorId: string;
  /** Of a trainee and not countersigned yet. */
  readonly isPending: boolean;
  readonly isOverride: boolean;
  /** The evidence the decision names. */
  readonly refs: readonly string[];
}

/** What an IQA saw of one unit: plain JSON, frozen with the sample and never changed. */
export interface SampleSnapshot {
  readonly evidence: readonly SampledEvidence[];
  readonly judgements: readonly SampledJudgement[];
}

/**
 * Freezes the evidence that was handed in and the decisions that stand or wait for their countersignature. Drafts are the
 * learner's own business until they hand them in. The order of the facts never matters.
 */
export function sampleSnapshot(facts: {
  readonly registrationId: string;
  readonly criteria: readonly string[];
  readonly evidence: readonly (Evidence & { readonly contentSha256: string | null })[];
  readonly judgements: readonly CriterionJudgement[];
}): SampleSnapshot {
  const refs = new Map(facts.evidence.map(({ id, ref }) => [id, ref]));
  const evidence = facts.evidence
    .filter(({ status }) => status !== 'draft')
    .map(({ ref, method, status, onHold, contentSha256, claims }) => ({
      ...{ ref, method, status, onHold, contentSha256 },
      claims: claims
        .filter(({ registrationId }) => registrationId === facts.registrationId)
        .map(({ criterion, state, facets, locator, depthMet }) => ({
          ...{ criterion, state, locator, depthMet },
          facets: [...facets].sort(),
        }))
        .sort((a, b) => compareCriterionCodes(a.criterion, b.criterion)),
    }))
    .sort((a, b) => compareEvidenceRefs(a.ref, b.ref));

  const judgements = [...facts.criteria].sort(compareCriterionCodes).flatMap((criterion) => {
    const pending = pendingJudgement(facts.judgements, criterion);
    const judgement = pending ?? effectiveJudgement(facts.judgements, criterion);
    if (!judgement) return [];
    const { id: judgementId, sequence, outcome, assessorId, overrideReason, evidenceIds } = judgement;
    return [
      {
        ...{ criterion, judgementId, sequence, outcome, assessorId },
        isPending: pending !== undefined,
        isOverride: overrideReason !== null,
        refs: evidenceIds.flatMap((id) => refs.get(id) ?? []).sort(compareEvidenceRefs),
      },
    ];
  });
  return { evidence, judgements };
}
