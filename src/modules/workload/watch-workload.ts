import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { AuditReader } from '../audit/audit.reader.js';
import { FOLLOW_TRAIL } from './followed-events.js';
import { OrderDigests } from './order-digests.js';

/** How often is looked whether it is time for the letters of the day. */
const LOOK_EVERY_MS = 5 * 60_000;

/** At the start of a server: has every trail followed from where it was left, and from then on the letters ordered. */
@Injectable()
export class WatchWorkload implements BeforeApplicationShutdown {
  private readonly logger = new Logger(WatchWorkload.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly audit: AuditReader,
    private readonly digests: OrderDigests,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(): Promise<void> {
    const heads = await this.audit.heads();
    await this.unitOfWork.run(async () => {
      for (const { id: centreId } of heads) await this.jobs.enqueueOnce(FOLLOW_TRAIL, { centreId });
    });
    await this.orderDigests();
    this.timer = setInterval(() => void this.orderDigests(), LOOK_EVERY_MS).unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** What failed is made up for the next time. */
  private async orderDigests(): Promise<void> {
    try {
      await this.digests.run();
    } catch (error) {
      this.logger.error(`letters could not be ordered: ${error instanceof Error ? (error.stack ?? '') : 'unknown'}`);
    }
  }
}
