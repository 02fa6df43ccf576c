import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PartialFiles } from '../../platform/files/partial-files.js';
import { UploadLocks } from '../../platform/tus/upload-locks.js';
import { UploadsReader } from './uploads.reader.js';
import { UploadsStore } from './uploads.store.js';

/** Forgets uploads that nobody went on with, and bytes that a killed process left beside their rows. */
@Injectable()
export class ClearUploads {
  constructor(
    private readonly reader: UploadsReader,
    private readonly store: UploadsStore,
    private readonly partials: PartialFiles,
    private readonly locks: UploadLocks,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(): Promise<void> {
    for (const { id, expiresAt } of await this.reader.expired()) {
      await this.locks.holding(id, async () => {
        // Its owner may have gone on with it while we waited.
        if ((await this.reader.byId(id))?.expiresAt !== expiresAt) return;
        // Aside: whoever begins an upload comes by here, and their Idempotency-Key waits for their own transaction.
        await this.unitOfWork.runAside(() => this.store.remove(id));
        await this.partials.remove(id);
      });
    }
    // A row comes before its bytes and goes before them, so bytes without an open row are needed by nobody.
    const found = await this.partials.ids();
    const open = await this.reader.openIds();
    for (const id of found) if (!open.has(id)) await this.partials.remove(id);
  }
}
