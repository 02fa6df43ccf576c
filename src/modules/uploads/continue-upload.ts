import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PartialFiles } from '../../platform/files/partial-files.js';
import { Clock } from '../../platform/time/clock.js';
import { expiryFrom } from './upload-limits.js';
import { UploadsStore } from './uploads.store.js';

/** Takes the next piece of an upload. Whoever calls holds its lock. */
@Injectable()
export class ContinueUpload {
  constructor(
    private readonly store: UploadsStore,
    private readonly partials: PartialFiles,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns how many bytes there are now, safe on the disk. */
  async run(id: string, offset: number, bytes: Readable): Promise<number> {
    // First, so that an upload is not cleared away while its piece is arriving.
    await this.unitOfWork.run(() => this.store.change(id, { expiresAt: expiryFrom(this.clock.nowMs()) }));
    return this.partials.append(id, offset, bytes);
  }
}
