import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { GiveUpContentDoor } from '../evidence/give-up-content.door.js';
import { exportIdOf } from './export-id.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

export const EXPIRE_EXPORT = 'portfolio.expire';

/** Removes the file of a draft or pack whose days are over. Its row and its hash stay: who holds a copy may still ask about it. */
@Injectable()
export class ExpireExport implements OnModuleInit {
  constructor(
    private readonly jobs: JobQueue,
    private readonly reader: PortfolioReader,
    private readonly store: PortfolioStore,
    private readonly giveUpContent: GiveUpContentDoor,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(EXPIRE_EXPORT, {
      run: (payload) => this.run(exportIdOf(payload)),
      giveUp: () => Promise.resolve(),
    });
  }

  async run(exportId: string): Promise<void> {
    const order = await this.reader.byId(exportId);
    if (!order?.sha256 || order.kind === 'signed_off') return;
    await this.unitOfWork.run(() => this.store.change(exportId, { status: 'expired' }));
    await this.giveUpContent.run(order.sha256);
  }
}
