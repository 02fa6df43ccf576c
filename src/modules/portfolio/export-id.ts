import { DomainError } from '../../domain/kernel/domain-error.js';
import type { JobPayload } from '../../platform/jobs/job-queue.js';

/** The export that a job is about. */
export function exportIdOf({ exportId }: JobPayload): string {
  if (typeof exportId !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no export');
  return exportId;
}
