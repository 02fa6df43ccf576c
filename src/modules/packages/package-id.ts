import { DomainError } from '../../domain/kernel/domain-error.js';
import type { JobPayload } from '../../platform/jobs/job-queue.js';

/** The package that a job is about. */
export function packageIdOf({ packageId }: JobPayload): string {
  if (typeof packageId !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no package');
  return packageId;
}
