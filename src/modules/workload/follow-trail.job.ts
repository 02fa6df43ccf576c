import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type JobPayload, JobQueue } from '../../platform/jobs/job-queue.js';
import { FOLLOW_TRAIL } from './followed-events.js';
import { ProgressReader } from './progress.reader.js';
import { RefreshProgress } from './refresh-progress.js';
import { WalkTrail } from './walk-trail.js';

/** How much one job brings up; then others have their turn. */
const SLICE = 200;

/**
 * Follows the trail of a centre: what is new in it marks learners, and each marked learner is computed again in a
 * transaction of their own that takes the mark away. Wherever it is interrupted, the next job goes on from there.
 */
@Injectable()
export class FollowTrail implements OnModuleInit {
  private readonly logger = new Logger(FollowTrail.name);

  constructor(
    private readonly jobs: JobQueue,
    private readonly walk: WalkTrail,
    private readonly reader: ProgressReader,
    private readonly refresh: RefreshProgress,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(FOLLOW_TRAIL, {
      isOneAtATime: true,
      run: (payload, { signal }) => this.run(centreIdOf(payload), signal),
      giveUp: (payload) => this.giveUp(centreIdOf(payload)),
    });
  }

  async run(centreId: string, signal?: AbortSignal): Promise<void> {
    await this.walk.run(centreId);
    const marks = await this.reader.marks(centreId, SLICE);
    const failures: unknown[] = [];
    for (const mark of marks) {
      signal?.throwIfAborted();
      try {
        await this.refresh.run(mark);
      } catch (error) {
        // One portfolio that cannot be computed must not leave all others behind.
        failures.push(error);
      }
    }
    if (marks.length === SLICE) await this.unitOfWork.run(() => this.jobs.enqueueOnce(FOLLOW_TRAIL, { centreId }));
    if (failures.length > 0) throw failures[0];
  }

  /** The marks stay: the next event of the centre, or the next start, tries again. */
  private giveUp(centreId: string): Promise<void> {
    this.logger.error(`the work queues of centre ${centreId} could not be brought up to date`);
    return Promise.resolve();
  }
}

function centreIdOf({ centreId }: JobPayload): string {
  if (typeof centreId !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no centre');
  return centreId;
}
