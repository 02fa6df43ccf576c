import type { EvidenceMethod } from '../evidence/evidence-method.js';
import type { SampleDecision } from '../sign-off/sign-off.js';

/** Before a unit is complete, to catch problems early, or the completed unit before its release (§4.1). */
export const SAMPLE_STAGES = ['interim', 'summative'] as const;
export type SampleStage = (typeof SAMPLE_STAGES)[number];

/** Kinds of record that stand behind decisions (§4.2 `recordsSeen`), as far as this product keeps them. */
export const RECORD_KINDS = ['tracking', 'feedback', 'declarations', 'countersignatures'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** The decision on one criterion that rules now, or waits for its countersignature. */
export interface DecisionFact {
  readonly judgementId: string;
  readonly criterion: string;
  readonly assessorId: string;
  /** ISO instant. */
  readonly decidedAt: string;
  /** Of the evidence the decision names. */
  readonly methods: readonly EvidenceMethod[];
  readonly isOverride: boolean;
  /** Some of that evidence is, or once was, on hold for its authenticity. */
  readonly wasHeld: boolean;
  /** The assessor's first decision on this unit. */
  readonly isFirstOnUnit: boolean;
  /** Methods that the assessor's decisions on this unit rest on for the first time. */
  readonly newMethods: readonly EvidenceMethod[];
}

/** One learner on the unit, with what was decided about them. */
export interface SampleableUnit {
  readonly registrationId: string;
  readonly learnerId: string;
  /** Who verifies it. */
  readonly iqaId: string;
  /** Where the learner works; `null` when nobody said. */
  readonly location: string | null;
  /** Every criterion has been judged met. */
  readonly isComplete: boolean;
  readonly decisions: readonly DecisionFact[];
  readonly records: readonly RecordKind[];
}

/** What an IQA said of one assessor's decisions in one signed sample. */
export interface SampleResult {
  /** ISO instant. */
  readonly signedAt: string;
  readonly assessorId: string;
  readonly unitKey: string;
  readonly decisions: readonly { readonly criterion: string; readonly decision: SampleDecision }[];
}

/** First and last day (YYYY-MM-DD), both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export function isWithin({ from, to }: Period, instant: string): boolean {
  const day = instant.slice(0, 'YYYY-MM-DD'.length);
  return from <= day && day <= to;
}
