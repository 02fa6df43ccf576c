import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, type ErrorCode } from '../../domain/kernel/domain-error.js';
import { FileStore, type ReceivedFile } from '../../platform/files/file-store.js';
import { PartialFiles } from '../../platform/files/partial-files.js';
import { Clock } from '../../platform/time/clock.js';
import { AttachFileDoor } from '../evidence/attach-file.door.js';
import { AbandonUpload } from './abandon-upload.js';
import { expiryFrom } from './upload-limits.js';
import type { UploadRecord } from './upload.record.js';
import { UploadsReader } from './uploads.reader.js';
import { UploadsStore } from './uploads.store.js';

/** Refusals of the content itself: no later try can end otherwise. */
const HOPELESS: readonly ErrorCode[] = ['FILE_EMPTY', 'FILE_TYPE_REFUSED', 'FILE_CONTENT_MISMATCH'];

/**
 * Makes a whole upload a file of its evidence item. It may be called again until it has succeeded: the bytes stay where
 * they arrived until the transaction that names them is durable, so neither a crash nor a refusal that may pass (the
 * item is full, the database is busy) loses what was acknowledged.
 *
 * Whoever calls holds the lock of the upload.
 */
@Injectable()
export class FinishUpload {
  constructor(
    private readonly door: AttachFileDoor,
    private readonly reader: UploadsReader,
    private readonly store: UploadsStore,
    private readonly files: FileStore,
    private readonly partials: PartialFiles,
    private readonly abandonUpload: AbandonUpload,
    private readonly clock: Clock,
  ) {}

  /** @returns the id of the file. */
  async run(actor: Actor, id: string): Promise<string> {
    const upload = await this.reader.owned(actor, id);
    if (upload.fileId !== null) return upload.fileId;
    const received = await this.files.adopt(this.partials.pathOf(id));
    const fileId = await this.attach(actor, upload, received);
    await received.discard();
    return fileId;
  }

  private async attach(actor: Actor, upload: UploadRecord, received: ReceivedFile): Promise<string> {
    try {
      const { file } = await this.door.attach(
        actor,
        upload.evidenceId,
        { name: upload.fileName, received },
        // In the transaction of the file itself: either both are there or neither.
        ({ id: fileId }) =>
          this.store.change(upload.id, { state: 'finished', fileId, expiresAt: expiryFrom(this.clock.nowMs()) }),
      );
      return file.id;
    } catch (error) {
      if (error instanceof DomainError && HOPELESS.includes(error.code)) await this.abandonUpload.run(upload.id);
      throw error;
    }
  }
}
