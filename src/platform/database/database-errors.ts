import { QueryFailedError } from 'typeorm';
import { DomainError } from '../../domain/kernel/domain-error.js';

/** The driver's own code: `SQLITE_CONSTRAINT_UNIQUE`, `23505`, … or an empty text. */
function driverCode(error: unknown): string {
  if (!(error instanceof QueryFailedError)) return '';
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' ? code : '';
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
    return new DomainError(
      'STORAGE_FULL',
      'The server has no room left. Nothing was changed; please tell your centre manager.',
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code === '40001' || code === '40P01') {
    return new DomainError('UNAVAILABLE', 'The database is busy. Nothing was changed; please try again in a moment.');
  }
  return error;
}
