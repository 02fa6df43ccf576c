import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { cleanFileName } from '../../platform/files/file-name.js';
import { assertAcceptedName } from '../../platform/files/media-type.js';
import { Clock } from '../../platform/time/clock.js';
import type { UploadMetadata } from '../../platform/tus/tus-endpoint.js';
import { AttachFileDoor } from '../evidence/attach-file.door.js';
import { ClearUploads } from './clear-uploads.js';
import { expiryFrom, MAX_OPEN_UPLOADS, MAX_UNFINISHED_BYTES } from './upload-limits.js';
import { UploadsReader } from './uploads.reader.js';
import { UploadsStore } from './uploads.store.js';

export interface AnnouncedUpload {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly metadata: UploadMetadata;
}

/** Takes note of an upload to come, for a draft of the actor's own. */
@Injectable()
export class BeginUpload {
  constructor(
    private readonly door: AttachFileDoor,
    private readonly reader: UploadsReader,
    private readonly store: UploadsStore,
    private readonly clearUploads: ClearUploads,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, { id, size, metadata }: AnnouncedUpload): Promise<void> {
    const { evidenceId, filename } = metadata;
    if (!isUUID(evidenceId) || !filename) {
      throw new DomainError('VALIDATION_FAILED', 'Upload-Metadata must say evidenceId and filename.', [
        ...(isUUID(evidenceId) ? [] : [{ path: 'evidenceId', message: 'must be the id of an evidence item' }]),
        ...(filename ? [] : [{ path: 'filename', message: 'must be the name of the file' }]),
      ]);
    }
    if (size === 0) throw new DomainError('FILE_EMPTY', 'The file is empty.');
    // Nobody should learn after an hour of uploading what the name said at its beginning.
    assertAcceptedName(filename);
    const target = String(evidenceId).toLowerCase();
    await this.door.assertMayAttach(actor, target);
    await this.clearUploads.run();

    await this.unitOfWork.run(async () => {
      await this.assertRoom(actor, size);
      const nowMs = this.clock.nowMs();
      await this.store.add({
        id,
        ownerId: actor.userId,
        centreId: actor.centreId,
        evidenceId: target,
        fileName: cleanFileName(filename),
        metadata,
        size,
        state: 'open',
        fileId: null,
        createdAt: this.clock.now(),
        expiresAt: expiryFrom(nowMs),
      });
    }, [`uploads:${actor.userId}`]);
  }

  /** Counted as announced, not as arrived: room that was promised must be there. */
  private async assertRoom(actor: Actor, size: number): Promise<void> {
    const open = await this.reader.openOf(actor.userId);
    const promised = open.reduce((sum, upload) => sum + upload.size, size);
    if (open.length >= MAX_OPEN_UPLOADS || promised > MAX_UNFINISHED_BYTES) {
      throw new DomainError(
        'UPLOAD_LIMIT_REACHED',
        `Finish or delete an upload first: ${MAX_OPEN_UPLOADS} of them, ` +
          `and ${MAX_UNFINISHED_BYTES / 1024 ** 3} GiB together, may be unfinished.`,
      );
    }
  }
}
