import { isInForce, SIGN_OFF_STAGES, type SignOff, type SignOffStage } from './sign-off.js';

/** What may happen to a unit after somebody signed it (domain.md §3.7, "change after sign-off"). */
export const SIGNATURE_EVENTS = [
  'evidence_accepted',
  'interest_declared',
  'evidence_withdrawn',
  'evidence_reopened',
  'judgement_changed',
  'authenticity_query',
  'iqa_rejected',
  'release_refused',
  'appeal_upheld',
  'reopened',
] as const;
export type SignatureEvent = (typeof SIGNATURE_EVENTS)[number];

/**
 * The earliest step an event affects. Everybody signs the same snapshot of evidence and judgements, so whatever changes
 * that takes the learner's signature with it. An IQA's rejection changes nothing the learner declared: the assessor looks
 * again, and if a judgement then changes, that is an event of its own. A countersigning IQA's refusal goes no further back
 * than to the trainee IQA who signed.
 */
const EARLIEST_AFFECTED: Readonly<Record<SignatureEvent, SignOffStage>> = {
  evidence_accepted: 'learner',
  interest_declared: 'learner',
  evidence_withdrawn: 'learner',
  evidence_reopened: 'learner',
  judgement_changed: 'learner',
  authenticity_query: 'learner',
  iqa_rejected: 'assessor',
  release_refused: 'iqa',
  appeal_upheld: 'learner',
  reopened: 'learner',
};

/** The stages whose signatures in force `event` makes void from now: the earliest affected and all later ones. */
export function voidedStages(event: SignatureEvent, signOffs: readonly SignOff[]): SignOffStage[] {
  const affected = SIGN_OFF_STAGES.slice(SIGN_OFF_STAGES.indexOf(EARLIEST_AFFECTED[event]));
  return affected.filter((stage) => signOffs.some((signOff) => signOff.stage === stage && isInForce(signOff)));
}

/**
 * Whether a unit counts as re-opened when these signatures fall (§3.7: from any state after `assessor_signed`). What goes
 * back to a trainee IQA was not released, and nobody before them has to sign again.
 */
export function isReopening(event: SignatureEvent, stages: readonly SignOffStage[]): boolean {
  return event !== 'release_refused' && stages.some((stage) => stage !== 'learner');
}
