import type { UnitState } from '../sign-off/sign-off.js';
import type { Mark } from './manifest.js';

/** How far a unit has come, for people outside the centre (§3.7). */
export const UNIT_STATE_MARKS: Readonly<Record<UnitState, Mark>> = {
  in_progress: { label: 'In progress', mood: 'open' },
  ready_for_sign_off: { label: 'Ready for sign-off', mood: 'open' },
  learner_declared: { label: 'Declared by the learner', mood: 'open' },
  assessor_signed: { label: 'Signed by the assessor', mood: 'open' },
  countersigned: { label: 'Countersigned', mood: 'open' },
  iqa_signed: { label: 'Signed by the IQA, awaiting countersignature', mood: 'open' },
  iqa_released: { label: 'Released by the IQA', mood: 'good' },
  claimable: { label: 'Claimable', mood: 'good' },
  claimed: { label: 'Claimed', mood: 'good' },
  certificated: { label: 'Certificated', mood: 'good' },
  reopened: { label: 'Re-opened', mood: 'bad' },
};
