import type { AssessorStatus } from '../judgement/judgement.js';

/** The people who sign for a unit, in order (domain.md §3.7). The countersigner only when a trainee signed as assessor. */
export const SIGN_OFF_STAGES = ['learner', 'assessor', 'countersigner', 'iqa'] as const;
export type SignOffStage = (typeof SIGN_OFF_STAGES)[number];

export const STAGE_WORDS: Readonly<Record<SignOffStage, string>> = {
  learner: 'learner',
  assessor: 'assessor',
  countersigner: 'countersigning assessor',
  iqa: 'IQA',
};

/** How far a unit has come (domain.md §3.7); claiming and certification follow with their own issue. */
export const UNIT_STATES = [
  'in_progress',
  'ready_for_sign_off',
  'learner_declared',
  'assessor_signed',
  'countersigned',
  'iqa_released',
  'reopened',
] as const;
export type UnitState = (typeof UNIT_STATES)[number];

/** How a unit comes to its release: its work was sampled, or it was not selected and goes under the sampling strategy. */
export const RELEASE_ROUTES = ['sampled', 'not_selected'] as const;
export type ReleaseRoute = (typeof RELEASE_ROUTES)[number];

/** What an IQA may say of a sample (§4.2). */
export const SAMPLE_DECISIONS = ['agreed', 'agreed_with_development', 'action_required', 'not_agreed'] as const;
export type SampleDecision = (typeof SAMPLE_DECISIONS)[number];

const RELEASING_DECISIONS: readonly string[] = ['agreed', 'agreed_with_development'] satisfies SampleDecision[];

/** One signature under a unit. It is marked void, never erased (§3.7). */
export interface SignOff {
  readonly id: string;
  readonly stage: SignOffStage;
  readonly personId: string;
  readonly personName: string;
  /** The words that were signed. */
  readonly statement: string;
  readonly signedAt: string;
  /** Hash of the canonical text of the `SignedSnapshot`. */
  readonly snapshotSha256: string;
  /** Standing at the time of an assessor or countersigner; `null` for learner and IQA. */
  readonly signerStatus: AssessorStatus | null;
  /** Set for stage `iqa` only. */
  readonly route: ReleaseRoute | null;
  /** A `SampleDecision` when the route is `sampled`. */
  readonly decision: string | null;
  readonly note: string | null;
  readonly voidedAt: string | null;
  readonly voidReason: string | null;
}

/** Whether an IQA's word releases the unit: a sample they agree with, or none because the strategy selected none. */
export function isReleasing(route: ReleaseRoute | null, decision: string | null): boolean {
  return (
    route === 'not_selected' || (route === 'sampled' && decision !== null && RELEASING_DECISIONS.includes(decision))
  );
}

/** Whether a signature counts today: not void and, for an IQA, one that releases. A sample not agreed is only a record. */
export function isInForce(signOff: SignOff): boolean {
  if (signOff.voidedAt !== null) return false;
  return signOff.stage !== 'iqa' || isReleasing(signOff.route, signOff.decision);
}
