import { monthsBefore } from '../coverage/currency.js';
import { DomainError, type FieldError } from '../kernel/domain-error.js';

/** How many spells of twelve months are added up, back from today. */
const SPELLS = 3;

/** Continuing professional development, as far as it is added up. */
export interface CpdEntry {
  /** YYYY-MM-DD */
  readonly doneOn: string;
  readonly minutes: number;
}

export interface CpdTotal {
  /** First and last day, both included (YYYY-MM-DD). */
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

/**
 * Hours of an entry as minutes.
 * @throws DomainError VALIDATION_FAILED for a day to come, or hours that are not whole quarters
 */
export function checkCpdEntry({ on, hours }: { on: string; hours: number }, today: string): number {
  const errors: FieldError[] = [];
  if (on > today) errors.push({ path: 'on', message: 'must not be in the future' });
  if (!Number.isInteger(hours * 4)) errors.push({ path: 'hours', message: 'must be whole quarters of an hour' });
  if (errors.length > 0) throw new DomainError('VALIDATION_FAILED', 'This is no entry of a CPD log.', errors);
  return hours * 60;
}

export const hoursOf = (minutes: number): number => minutes / 60;

/** The day after which the oldest of the spells begins. */
export const totalsSince = (today: string): string => monthsBefore(today, 12 * SPELLS);

/** Hours in each of the last three spells of twelve months, the latest first. */
export function cpdTotals(entries: readonly CpdEntry[], today: string): CpdTotal[] {
  return Array.from({ length: SPELLS }, (_, spell) => {
    const [after, to] = [monthsBefore(today, 12 * (spell + 1)), monthsBefore(today, 12 * spell)];
    const within = entries.filter(({ doneOn }) => after < doneOn && doneOn <= to);
    return { from: dayAfter(after), to, hours: hoursOf(within.reduce((sum, { minutes }) => sum + minutes, 0)) };
  });
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 60 * 60 * 1_000).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
