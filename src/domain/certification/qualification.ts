import { DomainError } from '../kernel/domain-error.js';

/** A qualification number as Ofqual gives it (domain.md §1.1), such as 601/6718/X. */
export const QUALIFICATION_NUMBER = /^\d{3}\/\d{4}\/[\dX]$/;

/** What an awarding organisation says of a centre's right to claim certificates without its external verifier (§4.5). */
export const DIRECT_CLAIMS_STATUSES = ['granted', 'withdrawn'] as const;
export type DirectClaimsStatus = (typeof DIRECT_CLAIMS_STATUSES)[number];

export interface DirectClaimsEntry {
  readonly status: DirectClaimsStatus;
  /** Day from which the awarding organisation means it (YYYY-MM-DD). */
  readonly effectiveOn: string;
}

/** Whether direct claims are in force. `history` is in the order of recording; without an entry they are not (never inferred). */
export function hasDirectClaims(history: readonly DirectClaimsEntry[]): boolean {
  return history.at(-1)?.status === 'granted';
}

/**
 * Before another fact is added to the history: each differs from the one before, and neither day goes back nor ahead.
 * @param today YYYY-MM-DD
 * @throws DomainError VALIDATION_FAILED, STATE_CONFLICT
 */
export function checkDirectClaimsEntry(
  history: readonly DirectClaimsEntry[],
  entry: DirectClaimsEntry,
  today: string,
): void {
  const last = history.at(-1);
  const refuse = (message: string): never => {
    throw new DomainError('VALIDATION_FAILED', 'The day does not fit the history.', [{ path: 'on', message }]);
  };
  if (entry.effectiveOn > today) refuse('is in the future: record it once it has happened');
  if (last && entry.effectiveOn < last.effectiveOn) refuse(`is before the last entry, of ${last.effectiveOn}`);
  if (hasDirectClaims(history) !== (entry.status === 'granted')) return;
  throw new DomainError(
    'STATE_CONFLICT',
    entry.status === 'granted' ? 'Direct-claims status is in force already.' : 'Direct-claims status is not in force.',
  );
}
