import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { GiveUpContentDoor } from './give-up-content.door.js';

export const PURGE_FILES = 'evidence.purge-files';

/** Removes the bytes of withdrawn files after the transaction that gave them up, however often the process dies meanwhile. */
@Injectable()
export class PurgeFiles implements OnModuleInit {
  private readonly logger = new Logger(PurgeFiles.name);

  constructor(
    private readonly jobs: JobQueue,
    private readonly giveUpContent: GiveUpContentDoor,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ sha256s: string[] }>(PURGE_FILES, {
      run: ({ sha256s }) => this.run(sha256s),
      giveUp: ({ sha256s }) => {
        // The rows say purged and serve nothing; an operator must look why the disk keeps the bytes.
        this.logger.error(`${sha256s.length} purged files could not be removed from the store`);
        return Promise.resolve();
      },
    });
  }

  async run(sha256s: readonly string[]): Promise<void> {
    for (const sha256 of sha256s) await this.giveUpContent.run(sha256);
  }
}
