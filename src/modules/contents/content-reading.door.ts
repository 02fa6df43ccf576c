import { Injectable } from '@nestjs/common';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { ContentsReader } from './contents.reader.js';
import { ContentsStore } from './contents.store.js';
import { READ_CONTENT } from './read-content.job.js';

/** Lets a later room have a stored file read, inside its own unit of work. */
@Injectable()
export class ContentReadingDoor {
  constructor(
    private readonly reader: ContentsReader,
    private readonly store: ContentsStore,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Orders the reading of a file whose bytes are in the content store. The same bytes are read once, whoever asks and
   * under whatever name.
   * @param mediaType decides how they are read
   */
  async order(sha256: string, mediaType: string): Promise<void> {
    if (await this.reader.reading(sha256)) return;
    await this.store.addReading({
      ...{ sha256, mediaType, number: null, state: 'waiting', reason: null, signature: null },
      ...{ pageCount: null, paragraphCount: null, durationSeconds: null, wordCount: null, sheets: null },
      ...{ orderedAt: this.clock.now(), readAt: null },
    });
    await this.jobs.enqueue(READ_CONTENT, { sha256 });
  }

  /** Forgets what was read in a file whose bytes are being given up. */
  async forget(sha256: string): Promise<void> {
    const reading = await this.reader.reading(sha256);
    if (reading) await this.store.forget(reading);
  }
}
