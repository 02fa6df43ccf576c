import type { Actor } from '../../domain/access/actor.js';
import type { Redaction } from '../../domain/evidence/evidence.js';
import type { EvidenceRecord } from './evidence.record.js';

type Confirmation = Pick<EvidenceRecord, 'redactionConfirmedById' | 'redactionConfirmedAt'>;

/** Who answers for the state of customers' data: whoever says that it is removed or not there. A default is nobody's word. */
export function redactionConfirmed(actor: Actor, said: Redaction | undefined, now: string): Confirmation {
  if (said === undefined || said === 'pending') return { redactionConfirmedById: null, redactionConfirmedAt: null };
  return { redactionConfirmedById: actor.userId, redactionConfirmedAt: now };
}

/** What an item carries before it is handed in, and again when it is recalled. */
export const NOT_SUBMITTED = {
  declarationVersion: null,
  submittedAt: null,
  contentSha256: null,
  signatures: [],
} satisfies Partial<EvidenceRecord>;

/** What an item carries before it is decided on, and again when it is re-opened. */
export const UNDECIDED = {
  witnessVerification: null,
  decisionId: null,
  decidedAt: null,
  decidedById: null,
  varcs: null,
  decisionComment: null,
  returnReasons: [],
} satisfies Partial<EvidenceRecord>;
