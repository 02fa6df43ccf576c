import { EVIDENCE_KINDS } from './evidence-kinds.js';
import type { CentreKind, QueueKind } from './queue-kind.js';
import { UNIT_KINDS } from './unit-kinds.js';
import { VERIFICATION_CENTRE_KINDS, VERIFICATION_KINDS } from './verification-kinds.js';

/** Every kind of work that is looked for in a learner's portfolio. A new one is added here. */
export const LEARNER_KINDS: readonly QueueKind[] = [...EVIDENCE_KINDS, ...UNIT_KINDS, ...VERIFICATION_KINDS];

/** Every kind of work of the centre itself. */
export const CENTRE_KINDS: readonly CentreKind[] = VERIFICATION_CENTRE_KINDS;
