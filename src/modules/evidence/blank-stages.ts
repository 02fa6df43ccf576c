import type { EvidenceRecord } from './evidence.record.js';

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
