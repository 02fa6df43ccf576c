import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PartialFiles } from '../../platform/files/partial-files.js';
import { UploadsReader } from './uploads.reader.js';
import { UploadsStore } from './uploads.store.js';

/** Gives up an unfinished upload: its owner has said so, or its content was refused. Whoever calls holds its lock. */
@Injectable()
export class AbandonUpload {
  constructor(
    private readonly reader: UploadsReader,
    private readonly store: UploadsStore,
    private readonly partials: PartialFiles,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(id: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const upload = await this.reader.byId(id);
      if (upload?.state === 'finished') {
        throw new DomainError('STATE_CONFLICT', 'This upload is finished; take the file out of the draft instead.');
      }
      await this.store.remove(id);
    });
    await this.partials.remove(id);
  }
}
