import { Injectable } from '@nestjs/common';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { type NewEvent, TrailFollower } from '../audit/trail-follower.js';
import { FOLLOW_TRAIL, UNFOLLOWED } from './followed-events.js';
import { WorkloadStore } from './workload.store.js';

/** People act in bursts, and what one of them does leaves several events: computing once for all of it is enough. */
const GATHERING_MS = 400;

/** Answers the audit room: has the trail followed once the event is committed, once for however many events there are. */
@Injectable()
export class OrderFollowing extends TrailFollower {
  constructor(
    private readonly jobs: JobQueue,
    private readonly store: WorkloadStore,
  ) {
    super();
  }

  override async onEvent({ centreId, sequence, type }: NewEvent): Promise<void> {
    // A trail that is followed from its first event has nothing to catch up with.
    if (sequence === 1) await this.store.addHead(centreId, 0);
    if (!UNFOLLOWED.includes(type)) await this.jobs.enqueueOnce(FOLLOW_TRAIL, { centreId }, GATHERING_MS);
  }
}
