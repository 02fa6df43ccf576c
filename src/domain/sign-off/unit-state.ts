import {
  type ClaimStanding,
  isInForce,
  SIGN_OFF_STAGES,
  type SignOff,
  type SignOffStage,
  type UnitState,
} from './sign-off.js';

const STATE_AFTER: Readonly<Record<Exclude<SignOffStage, 'iqa'>, UnitState>> = {
  learner: 'learner_declared',
  assessor: 'assessor_signed',
  countersigner: 'countersigned',
  countersigning_iqa: 'iqa_released',
};

/** The signatures that only a trainee's before them calls for (SOD4, SOD5). */
const COUNTERSIGNING: readonly SignOffStage[] = ['countersigner', 'countersigning_iqa'];

export interface SignOffProgress {
  /** Signatures in force, in order of stage, as far as they follow each other without a break. */
  readonly chain: readonly SignOff[];
  /** Who signs next; `null` once the unit is released. */
  readonly dueStage: SignOffStage | null;
}

/** Which signatures stand and whose is next, from every signature ever given. The order of `signOffs` never matters. */
export function signOffProgress(signOffs: readonly SignOff[]): SignOffProgress {
  const chain: SignOff[] = [];
  for (const stage of SIGN_OFF_STAGES) {
    // §3.7: countersigned "only if the signing assessor is a trainee"; SOD5 says the same of IQAs.
    if (COUNTERSIGNING.includes(stage) && chain.at(-1)?.signerStatus !== 'trainee') continue;
    const signOff = signOffs.find((candidate) => candidate.stage === stage && isInForce(candidate));
    if (signOff === undefined) return { chain, dueStage: stage };
    chain.push(signOff);
  }
  return { chain, dueStage: null };
}

/** The signature that released the unit, by whoever had to sign last; `null` while it is not released. */
export function releaseOf(signOffs: readonly SignOff[]): SignOff | null {
  const { chain, dueStage } = signOffProgress(signOffs);
  return dueStage === null ? (chain.at(-1) ?? null) : null;
}

/**
 * The state of a unit. Signatures outrank readiness: what was signed stays signed until something voids it. A re-opened
 * unit says so until somebody signs again, even when a signature survived or everything is already ready.
 */
export function unitState(facts: {
  readonly signOffs: readonly SignOff[];
  /** Coverage finds every gate of §3.7 open. */
  readonly ready: boolean;
  /** Instant of the latest re-opening. */
  readonly reopenedAt: string | null;
  /** Where its release stands with the awarding organisation; `null` while that may not be claimed on. */
  readonly claim: ClaimStanding | null;
}): UnitState {
  const { ready, reopenedAt } = facts;
  const last = signOffProgress(facts.signOffs).chain.at(-1);
  if (reopenedAt !== null && (last === undefined || last.signedAt < reopenedAt)) return 'reopened';
  if (last === undefined) return ready ? 'ready_for_sign_off' : 'in_progress';
  const state = stateAfter(last);
  return state === 'iqa_released' ? (facts.claim ?? state) : state;
}

function stateAfter({ stage, signerStatus }: SignOff): UnitState {
  if (stage === 'iqa') return signerStatus === 'trainee' ? 'iqa_signed' : 'iqa_released';
  return STATE_AFTER[stage];
}

/** The stages at which somebody could sign now: at most one, since nobody passes their own work upward (P6). */
export function nextStages(facts: { readonly signOffs: readonly SignOff[]; readonly ready: boolean }): SignOffStage[] {
  const { dueStage } = signOffProgress(facts.signOffs);
  return facts.ready && dueStage !== null ? [dueStage] : [];
}
