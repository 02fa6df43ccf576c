import type { Readable } from 'node:stream';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { ResumableUploads, TusMethod, UploadMetadata } from '../../platform/tus/tus-endpoint.js';
import { UploadLocks } from '../../platform/tus/upload-locks.js';
import { MAX_FILE_BYTES } from '../evidence/attach-file.door.js';
import { AbandonUpload } from './abandon-upload.js';
import { type AnnouncedUpload, BeginUpload } from './begin-upload.js';
import { ContinueUpload } from './continue-upload.js';
import { FinishUpload } from './finish-upload.js';
import { UploadsReader } from './uploads.reader.js';

/** What this room does for each step of the protocol. */
@Injectable()
export class UploadDesk implements ResumableUploads, OnModuleDestroy {
  readonly maxSize = MAX_FILE_BYTES;

  constructor(
    private readonly beginUpload: BeginUpload,
    private readonly continueUpload: ContinueUpload,
    private readonly finishUpload: FinishUpload,
    private readonly abandonUpload: AbandonUpload,
    private readonly reader: UploadsReader,
    readonly locks: UploadLocks,
  ) {}

  begin(actor: Actor, upload: AnnouncedUpload): Promise<void> {
    return this.beginUpload.run(actor, upload);
  }

  async admit(actor: Actor, id: string, method: TusMethod): Promise<void> {
    await this.reader.owned(actor, id);
    // A client that asks how far it has come and hears "all of it" asks nothing more. If the process died between the
    // last byte and the file, this is the moment to make up for it.
    if (method === 'HEAD') await this.finishWhatIsWhole(actor, id);
  }

  async progress(id: string): Promise<{ size: number; offset: number; metadata: UploadMetadata }> {
    const { size, offset, metadata } = await this.reader.progress(id);
    return { size, offset, metadata };
  }

  append(id: string, offset: number, bytes: Readable): Promise<number> {
    return this.continueUpload.run(id, offset, bytes);
  }

  async finish(actor: Actor, id: string): Promise<Record<string, string>> {
    // The protocol has let go of the upload by now.
    const fileId = await this.locks.holding(id, () => this.finishUpload.run(actor, id));
    return { 'evidence-file-id': fileId };
  }

  abandon(id: string): Promise<void> {
    return this.abandonUpload.run(id);
  }

  async expiryOf(id: string): Promise<string | null> {
    const upload = await this.reader.byId(id);
    return upload?.state === 'open' ? upload.expiresAt : null;
  }

  /** The server is being stopped: requests under way end with what has arrived, and their clients are told how much. */
  async onModuleDestroy(): Promise<void> {
    await this.locks.askAllForRelease();
  }

  private async finishWhatIsWhole(actor: Actor, id: string): Promise<void> {
    await this.locks.holding(id, async () => {
      const { state, size, offset } = await this.reader.progress(id);
      if (state === 'open' && offset === size) await this.finishUpload.run(actor, id);
    });
  }
}
