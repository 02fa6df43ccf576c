import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { contentLock } from './content-lock.js';
import { PurgeDoor } from './purge.door.js';

export const PURGE_FILES = 'evidence.purge-files';

/**
 * Removes content that nothing refers to any more, after the transaction that gave it up. It looks again under the lock of
 * the content: somebody may have brought the same bytes meanwhile, and theirs must stay. What is derived from content and
 * kept by its hash (texts for searching) belongs here too.
 */
@Injectable()
export class PurgeFiles implements OnModuleInit {
  private readonly logger = new Logger(PurgeFiles.name);

  constructor(
    private readonly jobs: JobQueue,
    private readonly door: PurgeDoor,
    private readonly files: FileStore,
    private readonly unitOfWork: UnitOfWork,
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
    for (const sha256 of sha256s) {
      await this.unitOfWork.run(async () => {
        if (!(await this.door.isNeeded(sha256))) await this.files.remove(sha256);
      }, [contentLock(sha256)]);
    }
  }
}
