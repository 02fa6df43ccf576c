import type { AssessorStatus } from '../judgement/judgement.js';

/**
 * The people who sign for a unit, in order (domain.md §3.7). The countersigner only when a trainee signed as assessor, the
 * countersigning IQA only when a trainee signed as IQA (SOD5).
 */
export const SIGN_OFF_STAGES = ['learner', 'assessor', 'countersigner', 'iqa', 'countersigning_iqa'] as const;
export type SignOffStage = (typeof SIGN_OFF_STAGES)[number];

export const STAGE_WORDS: Readonly<Record<SignOffStage, string>> = {
  learner: 'learner',
  assessor: 'assessor',
  countersigner: 'countersigning assessor',
  iqa: 'IQA',
  countersigning_iqa: 'countersigning IQA',
};

/** How far a unit has come (domain.md §3.7). `iqa_signed`: a trainee IQA has signed, nobody has countersigned yet (SOD5). */
export const UNIT_STATES = [
  'in_progress',
  'ready_for_sign_off',
  'learner_declared',
  'assessor_signed',
  'countersigned',
  'iqa_signed',
  'iqa_released',
  'claimable',
  'claimed',
  'certificated',
  'reopened',
] as const;
export type UnitState = (typeof UNIT_STATES)[number];

/** Where a released unit stands with the awarding organisation; nobody claims what is not released (§4.5). */
/** A release stands in all of these: what comes after it is between the centre and the awarding organisation. */
const RELEASED_STATES: readonly UnitState[] = ['iqa_released', 'claimable', 'claimed', 'certificated'];

export const isReleasedState = (state: UnitState): boolean => RELEASED_STATES.includes(state);

export type ClaimStanding = Extract<UnitState, 'claimable' | 'claimed' | 'certificated'>;

/** How a unit comes to its release: its work was sampled, or it was not selected and goes under the sampling strategy. */
export const RELEASE_ROUTES = ['sampled', 'not_selected'] as const;
export type ReleaseRoute = (typeof RELEASE_ROUTES)[number];

/** What an IQA may say of a sample (§4.2). */
export const SAMPLE_DECISIONS = ['agreed', 'agreed_with_development', 'action_required', 'not_agreed'] as const;
export type SampleDecision = (typeof SAMPLE_DECISIONS)[number];

/** What a countersigning IQA may say of a trainee's release: it stands, or it goes back to the trainee with a note. */
export const COUNTERSIGNING_DECISIONS = ['agreed', 'not_agreed'] as const satisfies readonly SampleDecision[];

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
  /** Standing when it was signed; `null` for the learner, and for IQAs from before trainees could verify: they were qualified. */
  readonly signerStatus: AssessorStatus | null;
  /** Set for stage `iqa` only. */
  readonly route: ReleaseRoute | null;
  /** A `SampleDecision` when the route is `sampled`, and at stage `countersigning_iqa`. */
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

/** Whether a signature counts today: not void and, for an IQA, one that agrees. A sample not agreed is only a record. */
export function isInForce({ stage, route, decision, voidedAt }: SignOff): boolean {
  if (voidedAt !== null) return false;
  if (stage === 'countersigning_iqa') return decision === 'agreed';
  return stage !== 'iqa' || isReleasing(route, decision);
}
