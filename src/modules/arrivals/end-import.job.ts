import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PackageFiles } from '../../platform/files/partial-files.js';
import { type JobPayload, JobQueue } from '../../platform/jobs/job-queue.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ArrivalsReader } from './arrivals.reader.js';
import { ArrivalsStore } from './arrivals.store.js';

export const END_IMPORT = 'imports.end';

/**
 * Removes the zip of an import that was accepted or withdrawn, or that nobody accepted in its days; of the latter two it
 * forgets what they said as well.
 */
@Injectable()
export class EndImport implements OnModuleInit {
  constructor(
    private readonly jobs: JobQueue,
    private readonly reader: ArrivalsReader,
    private readonly store: ArrivalsStore,
    private readonly packages: PackageFiles,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(END_IMPORT, {
      run: (payload) => this.run(importIdOf(payload)),
      giveUp: () => Promise.resolve(),
    });
  }

  async run(importId: string): Promise<void> {
    const row = await this.unitOfWork.run(async () => {
      const seen = await this.reader.byId(importId);
      if (seen?.state !== 'previewed') return seen;
      await this.store.change(importId, { state: 'expired', facts: null });
      const { centreId, packageId } = seen;
      await this.trail.record({ centreId, userId: null }, 'import.expired', { importId, packageId });
      return seen;
    }, [`import:${importId}`]);
    if (row) await this.packages.folder.remove(row.uploadId);
  }
}

function importIdOf({ importId }: JobPayload): string {
  if (typeof importId !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no import');
  return importId;
}
