/**
 * Every reason the product may refuse a request. The list is closed: the HTTP floor maps each code to a status in one
 * exhaustive record, so a new code does not compile until somebody has decided what a client will see.
 */
export const ERROR_CODES = [
  // the request itself
  'MALFORMED_REQUEST',
  'VALIDATION_FAILED',
  'CURSOR_INVALID',
  // who is asking
  'NOT_SIGNED_IN',
  'SIGN_IN_REFUSED',
  'TOO_MANY_ATTEMPTS',
  'NOT_FOUND',
  'NOT_ALLOWED',
  // writing beside somebody else
  'IF_MATCH_REQUIRED',
  'IF_MATCH_STALE',
  'IDEMPOTENCY_KEY_REUSED',
  'IDEMPOTENCY_IN_FLIGHT',
  'IDEMPOTENCY_ANSWER_NOT_KEPT',
  'ALREADY_EXISTS',
  'STATE_CONFLICT',
  // rules of assessment (domain.md)
  'SEGREGATION_OF_DUTIES',
  'ROLE_MISSING',
  'ULN_INVALID',
  'UNIT_UNKNOWN',
  'CRITERION_UNKNOWN',
  'FACET_UNKNOWN',
  'LOCATOR_INVALID',
  'LOCATOR_MISSING',
  'METHOD_NOT_ALLOWED',
  'SUBMISSION_INCOMPLETE',
  'DECLARATION_REQUIRED',
  'ACCEPTANCE_REFUSED',
  'RETURN_REASON_REQUIRED',
  'TESTIMONY_REFUSED',
  'CLAIM_UNKNOWN',
  'EVIDENCE_NOT_COUNTABLE',
  'GAPS_BLOCK_JUDGEMENT',
  'OVERRIDE_REASON_REQUIRED',
  'STAGE_OUT_OF_ORDER',
  'NOT_READY_FOR_SIGN_OFF',
  'SNAPSHOT_CHANGED',
  'NOT_RELEASED',
  'NOT_CLAIMABLE',
  'REASON_REQUIRED',
  'SAMPLE_INCOMPLETE',
  'CASE_INCONSISTENT',
  'CASE_INCOMPLETE',
  'IMPORT_REFUSED',
  'PASSWORD_TOO_WEAK',
  'PASSWORD_WRONG',
  // files
  'FILE_TOO_LARGE',
  'FILE_TYPE_REFUSED',
  'FILE_CONTENT_MISMATCH',
  'FILE_UNSAFE',
  'FILE_EMPTY',
  'FILE_LIMIT_REACHED',
  'FILE_MISSING',
  'FILE_IN_QUARANTINE',
  'FILE_INFECTED',
  'FILE_PURGED',
  'REDACTION_NOT_POSSIBLE',
  'RANGE_NOT_SATISFIABLE',
  // resumable uploads
  'TUS_VERSION_UNSUPPORTED',
  'UPLOAD_OFFSET_CONFLICT',
  'UPLOAD_BUSY',
  'UPLOAD_EXPIRED',
  'UPLOAD_LIMIT_REACHED',
  // long work and storage
  'EXPORT_NOT_READY',
  'EXPORT_EXPIRED',
  'EXPORT_LIMIT_REACHED',
  'EVENT_STREAM_LIMIT_REACHED',
  'STORAGE_FULL',
  'UNAVAILABLE',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One field that is wrong: `path` is the JSON path in the request body, such as `claims[0].criterion`. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** A refusal with a stable code, one sentence for people, and the fields it is about. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

/**
 * A refusal that carries more than the fields it is about: `extension` becomes members of the problem beside the usual
 * ones (RFC 9457 §3.2). What is in it goes to whoever asked, so they must be allowed to read it.
 */
export class ExtendedRefusal extends DomainError {
  constructor(
    code: ErrorCode,
    message: string,
    readonly extension: Readonly<Record<string, unknown>>,
  ) {
    super(code, message);
    this.name = 'ExtendedRefusal';
  }
}

/** What does not exist and what is out of scope get one sentence: two would tell strangers which of their guesses exist. */
export const notFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'There is no such thing here, or it is not yours to see.');
