import { QueryFailedError } from 'typeorm';
import { DomainError, type ErrorCode } from '../../domain/kernel/domain-error.js';

/** What the driver threw, whether in a query or on the way to one. */
function driverError(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message } = Object(error instanceof QueryFailedError ? error.driverError : error) as Partial<
    Record<'code' | 'message', unknown>
  >;
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' };
}

/** The driver's own code: `SQLITE_CONSTRAINT_UNIQUE`, `23505`, … or an empty text. */
const driverCode = (error: unknown): string => driverError(error).code;

/** The way to the server is cut (Node's codes, SQLSTATE classes 08 and 57P), or the file cannot be read or written. */
const UNREACHABLE = [
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH)$/,
  /^(08\w{3}|57P0\w)$/,
  /^SQLITE_(IOERR|READONLY|CANTOPEN)/,
];

/** `pg` gives no code to what becomes of a query whose connection is gone. */
const CONNECTION_GONE = /^(Connection terminated|Client has encountered a connection error)/;

function isUnreachable(error: unknown): boolean {
  const { code, message } = driverError(error);
  return UNREACHABLE.some((pattern) => pattern.test(code)) || CONNECTION_GONE.test(message);
}

/** A row that a unique constraint refused. */
export function isUniqueViolation(error: unknown): boolean {
  return ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(driverCode(error));
}

/**
 * Names the failures of the machine that a client can do something about. Everything else passes through unchanged and
 * becomes a 500 without details: `QueryFailedError` carries every parameter, and those are people's words.
 */
export function toDomainError(error: unknown): unknown {
  const code = driverCode(error);
  if (code === 'SQLITE_FULL' || code === '53100') {
    return refusal(
      error,
      'STORAGE_FULL',
      'The server has no room left. Nothing was changed; please tell your centre manager.',
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code === '40001' || code === '40P01') {
    return refusal(error, 'UNAVAILABLE', 'The database is busy. Nothing was changed; please try again in a moment.');
  }
  if (isUnreachable(error)) {
    // The answer to a COMMIT may be what was lost.
    return refusal(
      error,
      'UNAVAILABLE',
      'The database does not answer. It is not certain whether a change was kept: repeat it under the same Idempotency-Key.',
    );
  }
  return error;
}

/** With its cause, for the log alone. */
function refusal(cause: unknown, code: ErrorCode, message: string): DomainError {
  const error = new DomainError(code, message);
  error.cause = cause;
  return error;
}
