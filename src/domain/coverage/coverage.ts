import type { Evidence } from '../evidence/evidence.js';
import type { EvidenceMethod } from '../evidence/evidence-method.js';
import type { CriterionJudgement } from '../judgement/judgement.js';
import type { CriterionKind, UnitSpecification } from '../specification/unit.js';

/** domain.md §7.1, weakest first. */
export const COVERAGE_STATUSES = [
  'unclaimed',
  'planned',
  'claimed',
  'evidenced_weak',
  'evidenced',
  'met',
  'met_at_risk',
] as const;
export type CoverageStatus = (typeof COVERAGE_STATUSES)[number];

/** Reasons for which one claim does not count (§7.2). */
export const DISQUALIFIERS = [
  'SIMULATED_EVIDENCE',
  'NOT_WORKPLACE',
  'NO_WORKPLACE_CONTEXT',
  'METHOD_UNSUITABLE',
  'ASSESSOR_COMMENT_MISSING',
  'WITNESS_UNSIGNED',
  'WITNESS_UNVERIFIED',
  'SIGNATURE_MISSING',
  'AUTHENTICITY_MISSING',
  'VARCS_FAILED',
  'CONFLICT_OF_INTEREST',
  'RPL_ROUTE_REQUIRED',
  'RPL_NOT_APPROVED',
  'LOCATOR_MISSING',
] as const;
export type Disqualifier = (typeof DISQUALIFIERS)[number];

/** Reasons that lie in the state of the item or claim rather than in its substance (§7.3). */
export const CLAIM_STATE_REASONS = [
  'ON_HOLD',
  'AWAITING_ASSESSMENT',
  'RETURNED',
  'CLAIM_NOT_CONFIRMED',
  'ONLY_DRAFT',
] as const;
export type ClaimReason = Disqualifier | (typeof CLAIM_STATE_REASONS)[number];

export const GAP_CODES = [
  'NO_EVIDENCE',
  ...CLAIM_STATE_REASONS,
  ...DISQUALIFIERS,
  'SUPPORTING_ONLY',
  'FACET_MISSING',
  'VERB_DEPTH',
  'SINGLE_SOURCE',
  'SINGLE_METHOD',
  'SINGLE_CASE',
  'OUT_OF_DATE',
  'SOME_STALE',
  'COUNTERSIGN_PENDING',
  'JUDGED_NOT_YET_MET',
  'JUDGED_REFERRED',
  'MET_UNSUPPORTED',
  'OVERRIDE_REASON_MISSING',
  'IQA_ACTION_OPEN',
  'APPEAL_OPEN',
  'SIMULATION_FLAGGED',
  'AUTHENTICITY_CHECK_ADVISED',
] as const;
export type GapCode = (typeof GAP_CODES)[number];

export const GAP_SEVERITIES = ['blocker', 'warning', 'info'] as const;
export type GapSeverity = (typeof GAP_SEVERITIES)[number];

export interface Gap {
  readonly code: GapCode;
  readonly severity: GapSeverity;
  /** What exactly is missing, such as the facet codes; absent when the code says it all. */
  readonly detail?: readonly string[];
}

/** How one live claim weighs. */
export interface ClaimCount {
  readonly claimId: string;
  readonly evidenceId: string;
  readonly ref: string;
  readonly method: EvidenceMethod;
  readonly counts: 'substantive' | 'corroborating' | 'none';
  /** Why it does not count; empty when it does. */
  readonly reasons: readonly ClaimReason[];
}

export interface CriterionCoverage {
  readonly code: string;
  readonly statement: string;
  readonly kind: CriterionKind;
  readonly status: CoverageStatus;
  readonly gaps: readonly Gap[];
  readonly claims: readonly ClaimCount[];
}

export interface UnitCoverage {
  readonly unit: string;
  readonly specificationVersion: string;
  readonly policyVersion: string;
  readonly asOf: string;
  /**
   * Shown side by side and never blended into one percentage (§7.4 step 7). `met` counts people's decisions, `evidenced`
   * the criteria whose evidence satisfies every rule and number by itself, judged or not.
   */
  readonly totals: { readonly criteria: number; readonly met: number; readonly evidenced: number };
  /** Every gate of `ready_for_sign_off` holds (§3.7). Ready for people to sign, never "achieved" (P2). */
  readonly ready: boolean;
  readonly unitGaps: readonly Gap[];
  readonly criteria: readonly CriterionCoverage[];
}

/** Everything coverage depends on. The order inside the lists never matters. */
export interface CoverageFacts {
  readonly unit: UnitSpecification;
  readonly registrationId: string;
  /** Date the learner was registered (YYYY-MM-DD): work done before must come through RPL. */
  readonly registeredOn: string;
  readonly learnerId: string;
  readonly evidence: readonly Evidence[];
  readonly judgements: readonly CriterionJudgement[];
  /** Essential IQA actions on this registration that nobody has closed. */
  readonly openEssentialActions: number;
  /** Appeals of the learner's in this unit that are not settled (§3.8). */
  readonly openAppeals: number;
  /** ISO instant the question is asked for; currency is measured from it. It does not rewind the other facts. */
  readonly asOf: string;
}
