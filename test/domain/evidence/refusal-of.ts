import { DomainError } from '../../../src/domain/kernel/domain-error.js';

/** The refusal that `check` throws; a check that lets the facts through fails the test. */
export function refusalOf(check: () => void): DomainError {
  try {
    check();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('the check let this through');
}

/** Which fields a refusal is about, in its own order. */
export function pathsOf(refusal: DomainError): string[] {
  return refusal.errors.map(({ path }) => path);
}
