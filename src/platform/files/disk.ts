import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { errorCode } from './error-code.js';

/** Chunks arrive in 64 KiB or less; gathering a megabyte per write is what keeps a large upload near the disk's speed. */
export const WRITE_BUFFER_BYTES = 1024 * 1024;

/** Makes the names in a directory survive a power cut; flushing a file alone does not (B0.3). */
export async function flushDirectory(path: string): Promise<void> {
  const directory = await open(path, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** An error of the disk as it is, or STORAGE_FULL when it has no room left. */
export function asRefusal(error: unknown): unknown {
  if (!['ENOSPC', 'EDQUOT'].includes(errorCode(error))) return error;
  return new DomainError('STORAGE_FULL', 'There is no room left for files.');
}
