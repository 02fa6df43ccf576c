import { Injectable } from '@nestjs/common';
import { localTime } from '../../domain/workload/local-time.js';
import { DIGEST_ZONE, WORKLOAD_POLICY } from '../../domain/workload/workload-policy.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { NotificationsReader } from './notifications.reader.js';
import { NotificationsStore } from './notifications.store.js';
import { ProgressReader } from './progress.reader.js';
import { SEND_DIGEST } from './send-digest.job.js';
import { WorkloadStore } from './workload.store.js';

/** Letters ordered in one transaction. */
const CHUNK = 200;

/** Orders the letters of the day, once it is time: a row for each person, and the job that sends it, or neither. */
@Injectable()
export class OrderDigests {
  constructor(
    private readonly identity: IdentityReader,
    private readonly progress: ProgressReader,
    private readonly reader: NotificationsReader,
    private readonly notifications: NotificationsStore,
    private readonly workload: WorkloadStore,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const { day, hour } = localTime(this.clock.now(), DIGEST_ZONE);
    if (hour < WORKLOAD_POLICY.digestHour) return;
    for (const { id: centreId } of await this.identity.centres()) {
      const head = await this.progress.head(centreId);
      if (!head || (head.digestedOn !== null && head.digestedOn >= day)) continue;
      for (let ordered = CHUNK; ordered === CHUNK;) {
        ordered = await this.unitOfWork.run(() => this.order(centreId, day), [`digests:${centreId}`]);
      }
      await this.unitOfWork.run(() => this.workload.changeHead(centreId, { digestedOn: day }));
    }
  }

  private async order(centreId: string, day: string): Promise<number> {
    const readers = await this.reader.digestReaders(centreId, day, CHUNK);
    const orderedAt = this.clock.now();
    const digests = readers.map(({ personId, newestId }) => ({
      ...{ id: newId(), personId, day, state: 'queued' as const, upToId: newestId, orderedAt },
    }));
    await this.notifications.addDigests(digests);
    for (const { id } of digests) await this.jobs.enqueue(SEND_DIGEST, { digestId: id });
    return digests.length;
  }
}
