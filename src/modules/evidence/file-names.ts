import { DomainError } from '../../domain/kernel/domain-error.js';
import { extensionOf } from '../../platform/files/file-name.js';
import type { EvidenceFileRecord } from './evidence-file.record.js';

/** A name that says what sort of file it is and nothing of anybody: people put customers' names into names of files. */
export function nameless(words: string, name: string): string {
  const extension = extensionOf(name);
  return extension === '' ? words : `${words}.${extension}`;
}

/** @throws DomainError FILE_PURGED */
export function assertNotPurged(file: EvidenceFileRecord): void {
  if (file.purgedAt !== null) {
    throw new DomainError('FILE_PURGED', 'This file was removed for data protection; only its hash is kept.');
  }
}
