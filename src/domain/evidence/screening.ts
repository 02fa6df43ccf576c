import { DomainError } from '../kernel/domain-error.js';

/**
 * What is known of the malware in a file (S15). `not_configured`: it came in when nothing screened files, and is treated
 * as clean. `waiting` is quarantine: whatever keeps the scanner from answering, the file is not given out.
 */
export const SCREENINGS = ['not_configured', 'waiting', 'clean', 'infected'] as const;
export type Screening = (typeof SCREENINGS)[number];

/** Whether the bytes of a file may leave the store. */
export const isReleased = (screening: Screening): boolean => screening === 'clean' || screening === 'not_configured';

/** @throws DomainError FILE_IN_QUARANTINE, FILE_INFECTED */
export function assertReleased(screening: Screening): void {
  if (screening === 'waiting') {
    throw new DomainError('FILE_IN_QUARANTINE', 'This file is still being checked for malware; try again in a moment.');
  }
  if (screening === 'infected') {
    throw new DomainError('FILE_INFECTED', 'Malware was found in this file, so it is not given out.');
  }
}
