/** What an assessor may decide on a criterion (domain.md §3.5). `not_yet_assessed` is the absence of a decision. */
export const JUDGEMENT_OUTCOMES = ['met', 'not_yet_met', 'referred'] as const;
export type JudgementOutcome = (typeof JUDGEMENT_OUTCOMES)[number];

/** Snapshot of the assessor's standing when the decision was made: promotion later clears nothing (§3.2). */
export const ASSESSOR_STATUSES = ['qualified', 'trainee'] as const;
export type AssessorStatus = (typeof ASSESSOR_STATUSES)[number];

/** What becomes of a trainee's judgement: countersigned as agreed or refused, or released once its assessor is qualified. */
export const COUNTERSIGNATURE_RESULTS = ['agreed', 'refused', 'released'] as const;
export type CountersignatureResult = (typeof COUNTERSIGNATURE_RESULTS)[number];

export interface Countersignature {
  /** Who countersigned or released it: neither verifies the unit any more (SOD2). */
  readonly countersignerId: string;
  readonly result: CountersignatureResult;
  readonly note: string | null;
  readonly at: string;
}

/** One row of the append-only ledger: judgements are never edited or deleted, only followed by later ones (P5). */
export interface CriterionJudgement {
  readonly id: string;
  readonly registrationId: string;
  readonly criterion: string;
  readonly outcome: JudgementOutcome;
  readonly assessorId: string;
  readonly assessorStatus: AssessorStatus;
  /** ISO instant. Ledger order is this, then `sequence`. */
  readonly decidedAt: string;
  /** Position in the registration's ledger, from 1. */
  readonly sequence: number;
  readonly rationale: string;
  readonly evidenceIds: readonly string[];
  readonly overrideReason: string | null;
  readonly countersignature: Countersignature | null;
}
