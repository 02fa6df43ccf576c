import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { ContentReadingDoor } from '../contents/content-reading.door.js';
import { CONTENT_REMOVAL, contentLock } from './content-lock.js';
import { EvidenceReader } from './evidence.reader.js';
import { FileKeepers } from './file-keepers.js';

/**
 * Removes content, and what was read in it, once nothing refers to it any more. It looks under the lock of the content:
 * somebody may have brought the same bytes meanwhile, and theirs must stay.
 */
@Injectable()
export class GiveUpContentDoor {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly keepers: FileKeepers,
    private readonly contentReading: ContentReadingDoor,
    private readonly files: FileStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(sha256: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      if ((await this.reader.countHolding(sha256)) > 0 || (await this.keepers.keeps(sha256))) return;
      await this.contentReading.forget(sha256);
      await this.files.remove(sha256);
    }, [contentLock(sha256), CONTENT_REMOVAL]);
  }
}
