import { DomainError } from '../../domain/kernel/domain-error.js';

/** A table that cannot be read as a whole. */
export function tableRefused(sentence: string): DomainError {
  return new DomainError('IMPORT_REFUSED', sentence);
}
