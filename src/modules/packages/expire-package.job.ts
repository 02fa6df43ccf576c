import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { packageIdOf } from './package-id.js';
import { PackagesReader } from './packages.reader.js';
import { PackagesStore } from './packages.store.js';

export const EXPIRE_PACKAGE = 'package.expire';

/** Removes the zip of a package whose days are over. Its row and its hash stay: who holds a copy may still ask about it. */
@Injectable()
export class ExpirePackage implements OnModuleInit {
  constructor(
    private readonly jobs: JobQueue,
    private readonly reader: PackagesReader,
    private readonly store: PackagesStore,
    private readonly files: FileStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(EXPIRE_PACKAGE, {
      run: (payload) => this.run(packageIdOf(payload)),
      giveUp: () => Promise.resolve(),
    });
  }

  async run(packageId: string): Promise<void> {
    const order = await this.reader.byId(packageId);
    if (!order?.sha256) return;
    await this.unitOfWork.run(() => this.store.change(packageId, { status: 'expired' }));
    // The id of the package is in the zip, so nothing else has these bytes: evidence cannot be a zip.
    await this.files.remove(order.sha256);
  }
}
