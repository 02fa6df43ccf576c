import { APPEAL_KINDS_OF_WORK } from './appeal-kinds.js';
import { CERTIFICATION_KINDS, STAFF_AND_VISIT_KINDS } from './centre-kinds.js';
import { EVIDENCE_KINDS } from './evidence-kinds.js';
import { PLANNING_KINDS } from './planning-kinds.js';
import type { CentreKind, QueueKind } from './queue-kind.js';
import { UNIT_KINDS } from './unit-kinds.js';
import { VERIFICATION_CENTRE_KINDS, VERIFICATION_KINDS } from './verification-kinds.js';

/** Every kind of work that is looked for in a learner's portfolio. A new one is added here. */
export const LEARNER_KINDS: readonly QueueKind[] = [
  ...EVIDENCE_KINDS,
  ...UNIT_KINDS,
  ...PLANNING_KINDS,
  ...APPEAL_KINDS_OF_WORK,
  ...VERIFICATION_KINDS,
  ...CERTIFICATION_KINDS,
];

/** Every kind of work of the centre itself. */
export const CENTRE_KINDS: readonly CentreKind[] = [...VERIFICATION_CENTRE_KINDS, ...STAFF_AND_VISIT_KINDS];
