import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { cleanFileName } from '../../platform/files/file-name.js';
import { FileStore } from '../../platform/files/file-store.js';
import { decideMediaType } from '../../platform/files/media-type.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { assertStillKept, contentLock } from './content-lock.js';
import { AS_UPLOADED, type EvidenceFileRecord } from './evidence-file.record.js';
import { assertAuthor, assertDraft, EvidenceDesk } from './evidence-desk.js';
import { EvidenceReader } from './evidence.reader.js';
import type { EvidenceRecord } from './evidence.record.js';
import { EvidenceStore } from './evidence.store.js';

/** A recorded hour of video fits; what is longer belongs in situ. */
export const MAX_FILE_BYTES = 5 * 1024 ** 3;
export const MAX_FILES = 50;

/**
 * Takes a file into a draft. The bytes stream to the content store first; the row that names them is written only when
 * they would survive a power cut, so no acknowledged file can be missing. A row that fails leaves an unnamed file
 * behind, which costs room and nothing else.
 */
@Injectable()
export class AttachFile {
  constructor(
    private readonly desk: EvidenceDesk,
    private readonly reader: EvidenceReader,
    private readonly files: FileStore,
    private readonly store: EvidenceStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    id: string,
    upload: { name: string; content: Readable },
  ): Promise<{ file: EvidenceFileRecord; evidence: EvidenceRecord }> {
    // Before the first byte is stored: a stranger's upload must not fill the disk.
    const { evidence: target } = await this.reader.forOperation(actor, id, 'evidence:edit');
    assertAuthor(actor, target);
    assertDraft(target);
    await this.assertRoom(id);

    const received = await this.files.receive(upload.content, { maxBytes: MAX_FILE_BYTES });
    try {
      const { mediaType, kind } = await decideMediaType(upload.name, received);
      await received.keep();
      const keep = async (evidence: EvidenceRecord) => {
        assertAuthor(actor, evidence);
        assertDraft(evidence);
        await this.assertRoom(id);
        await assertStillKept(this.files, received.sha256);
        const file: EvidenceFileRecord = {
          id: newId(),
          evidenceId: id,
          name: cleanFileName(upload.name),
          mediaType,
          kind,
          size: received.size,
          sha256: received.sha256,
          addedById: actor.userId,
          addedAt: this.clock.now(),
          ...AS_UPLOADED,
        };
        await this.store.addFiles([file]);
        const isAudioVisual = kind === 'audio' || kind === 'video';
        const changed = await this.store.change(evidence, {
          hasAudioVisualFile: evidence.hasAudioVisualFile || isAudioVisual,
        });
        await this.trail.record(
          actor,
          'evidence.file_added',
          { ref: evidence.ref, fileId: file.id, sha256: file.sha256, size: file.size, mediaType },
          { learnerId: evidence.learnerId, evidenceId: id },
        );
        return { file, evidence: changed };
      };
      return await this.desk.change(actor, id, 'evidence:edit', keep, [contentLock(received.sha256)]);
    } finally {
      await received.discard();
    }
  }

  private async assertRoom(id: string): Promise<void> {
    if ((await this.reader.countFiles(id)) >= MAX_FILES) {
      throw new DomainError('FILE_LIMIT_REACHED', `An evidence item holds at most ${MAX_FILES} files.`);
    }
  }
}
