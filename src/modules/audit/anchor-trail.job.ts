import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import type { AnchorReason } from './anchor.js';
import { AnchorStore } from './anchor.store.js';

export const ANCHOR_TRAIL = 'audit.anchor';

/** A type and no interface: only types are known to be JSON. */
type AnchorOrder = {
  readonly centreId: string;
  readonly sequence: number;
  readonly sha256: string;
  readonly reason: AnchorReason;
};

/** Writes the anchor of one event, after its transaction. Delivered twice, it writes it twice, and both are true. */
@Injectable()
export class AnchorTrail implements OnModuleInit {
  private readonly logger = new Logger(AnchorTrail.name);

  constructor(
    private readonly jobs: JobQueue,
    private readonly anchors: AnchorStore,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<AnchorOrder>(ANCHOR_TRAIL, {
      run: (order) => this.run(order),
      giveUp: (order) => this.giveUp(order),
    });
  }

  async run(order: AnchorOrder): Promise<void> {
    await this.anchors.add(order, order.reason);
  }

  /** The next anchor, which comes with the next signature, day or start, vouches for this event as well. */
  private giveUp({ centreId, sequence }: AnchorOrder): Promise<void> {
    this.logger.error(`event ${sequence} of centre ${centreId} could not be anchored outside the database`);
    return Promise.resolve();
  }
}
