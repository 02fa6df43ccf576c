import { DomainError } from '../../domain/kernel/domain-error.js';
import type { FileStore } from '../../platform/files/file-store.js';

/**
 * What writes a row that names content, and what removes content that no row names, wait for each other under this name.
 * Bytes are kept before the row is written, so a purge of the same content could fall in between: whoever writes the row
 * looks again inside the lock.
 */
export const contentLock = (sha256: string): string => `content:${sha256}`;

/**
 * What every removal of content takes as well. Whoever writes rows for thousands of files at once takes this one name
 * instead of theirs: a database has only so many locks.
 */
export const CONTENT_REMOVAL = 'content:removal';

/** @throws DomainError UNAVAILABLE when a purge took the same bytes a moment ago: sending them again is enough */
export async function assertStillKept(files: FileStore, sha256: string): Promise<void> {
  try {
    await files.stat(sha256);
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'FILE_MISSING')) throw error;
    throw new DomainError(
      'UNAVAILABLE',
      'The same content was removed for data protection this very moment. Please send the file again.',
    );
  }
}
