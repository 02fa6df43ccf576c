import type { ErrorCode, FieldError } from '../../domain/kernel/domain-error.js';

/** What a client receives with each code. Exhaustive: a new code does not compile until somebody decides here. */
export const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  MALFORMED_REQUEST: 400,
  VALIDATION_FAILED: 400,
  CURSOR_INVALID: 400,
  NOT_SIGNED_IN: 401,
  SIGN_IN_REFUSED: 401,
  TOO_MANY_ATTEMPTS: 429,
  NOT_FOUND: 404,
  NOT_ALLOWED: 403,
  IF_MATCH_REQUIRED: 428,
  IF_MATCH_STALE: 412,
  IDEMPOTENCY_KEY_REUSED: 422,
  IDEMPOTENCY_IN_FLIGHT: 409,
  IDEMPOTENCY_ANSWER_NOT_KEPT: 409,
  ALREADY_EXISTS: 409,
  STATE_CONFLICT: 409,
  SEGREGATION_OF_DUTIES: 422,
  ROLE_MISSING: 422,
  ULN_INVALID: 422,
  UNIT_UNKNOWN: 422,
  CRITERION_UNKNOWN: 422,
  FACET_UNKNOWN: 422,
  LOCATOR_INVALID: 422,
  LOCATOR_MISSING: 422,
  METHOD_NOT_ALLOWED: 422,
  SUBMISSION_INCOMPLETE: 422,
  DECLARATION_REQUIRED: 422,
  ACCEPTANCE_REFUSED: 422,
  RETURN_REASON_REQUIRED: 422,
  TESTIMONY_REFUSED: 422,
  CLAIM_UNKNOWN: 422,
  EVIDENCE_NOT_COUNTABLE: 422,
  GAPS_BLOCK_JUDGEMENT: 422,
  OVERRIDE_REASON_REQUIRED: 422,
  STAGE_OUT_OF_ORDER: 409,
  NOT_READY_FOR_SIGN_OFF: 422,
  SNAPSHOT_CHANGED: 409,
  NOT_RELEASED: 409,
  NOT_CLAIMABLE: 422,
  REASON_REQUIRED: 422,
  SAMPLE_INCOMPLETE: 422,
  CASE_INCONSISTENT: 422,
  CASE_INCOMPLETE: 422,
  IMPORT_REFUSED: 422,
  PASSWORD_TOO_WEAK: 422,
  PASSWORD_WRONG: 422,
  FILE_TOO_LARGE: 413,
  FILE_TYPE_REFUSED: 415,
  FILE_CONTENT_MISMATCH: 415,
  FILE_UNSAFE: 415,
  FILE_EMPTY: 422,
  FILE_LIMIT_REACHED: 422,
  // A row says that the bytes are here: that they are not is our fault and no request's.
  FILE_MISSING: 500,
  FILE_IN_QUARANTINE: 409,
  FILE_INFECTED: 422,
  // The row stays as a tombstone: there was a file, and it is gone for good.
  FILE_PURGED: 404,
  REDACTION_NOT_POSSIBLE: 422,
  RANGE_NOT_SATISFIABLE: 416,
  TUS_VERSION_UNSUPPORTED: 412,
  UPLOAD_OFFSET_CONFLICT: 409,
  UPLOAD_BUSY: 423,
  UPLOAD_EXPIRED: 410,
  UPLOAD_LIMIT_REACHED: 429,
  EXPORT_NOT_READY: 409,
  EXPORT_EXPIRED: 410,
  EXPORT_LIMIT_REACHED: 429,
  EVENT_STREAM_LIMIT_REACHED: 429,
  STORAGE_FULL: 507,
  UNAVAILABLE: 503,
};

/** Codes of failures that have no domain code: the transport's own. */
export const TRANSPORT_CODES: Readonly<Record<number, string>> = {
  400: 'MALFORMED_REQUEST',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  413: 'BODY_TOO_LARGE',
  414: 'ADDRESS_TOO_LONG',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  431: 'HEADERS_TOO_LARGE',
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request could not be read',
  401: 'Sign in needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not supported here',
  408: 'The request took too long to arrive',
  409: 'Not possible in the present state',
  410: 'No longer here',
  412: 'A condition of the request does not hold',
  413: 'Too large',
  414: 'The address is too long',
  415: 'This kind of content is not accepted',
  416: 'Range not available',
  422: 'A rule refuses this',
  423: 'In use by another request',
  428: 'If-Match needed',
  429: 'Too many requests',
  431: 'The headers are too large',
  500: 'Something went wrong here',
  503: 'Not available at the moment',
  507: 'No room left',
};

/** RFC 9457 body; `code` is stable, `detail` is for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
}

export function problem(status: number, code: string, detail: string, errors: readonly FieldError[] = []): Problem {
  return {
    type: `urn:verifolio:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title: TITLES[status] ?? 'Request refused',
    status,
    code,
    detail,
    errors,
  };
}
