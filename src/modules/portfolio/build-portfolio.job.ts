import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Json } from '../../domain/kernel/canonical-json.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { SigningFailure } from '../../platform/signing/signing-failure.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ClearWorkshop } from './clear-workshop.js';
import { DrawingDesk } from './drawing-desk.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

export const BUILD_PORTFOLIO = 'portfolio.build';

/** A progress bar needs no more, and every step is a write. */
const PROGRESS_EVERY_MS = 500;

/**
 * Draws an ordered portfolio from its manifest into the content store, and only then calls it `ready`. Whatever kills it in between
 * leaves an order that is tried again after the restart, and after the last try says `failed`.
 */
@Injectable()
export class BuildPortfolio implements OnModuleInit {
  private readonly logger = new Logger(BuildPortfolio.name);

  constructor(
    private readonly jobs: JobQueue,
    private readonly desk: DrawingDesk,
    private readonly clearWorkshop: ClearWorkshop,
    private readonly reader: PortfolioReader,
    private readonly store: PortfolioStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(BUILD_PORTFOLIO, {
      run: (payload) => this.run(exportIdOf(payload)),
      giveUp: (payload) => this.giveUp(exportIdOf(payload)),
    });
  }

  async run(exportId: string): Promise<void> {
    const order = await this.reader.byId(exportId);
    // Delivered at least once: a finished order that comes again is finished.
    if (!order || order.status === 'ready' || order.status === 'failed') return;
    await this.unitOfWork.run(() => this.store.change(exportId, { status: 'running', pagesDone: 0, pagesTotal: 0 }));

    const { manifest, pictures } = await this.reader.manifestOf(exportId);
    const { sha256, pages } = await this.desk
      .draw(order, manifest, pictures, this.progressOf(exportId))
      .catch((error: unknown) => this.sayWhy(exportId, error));
    await this.unitOfWork.run(async () => {
      const drawn = { pagesDone: pages, pagesTotal: pages, sha256, finishedAt: this.clock.now() };
      await this.store.change(exportId, { status: 'ready', failure: null, ...drawn });
      if (order.kind !== 'signed_off') await this.store.forgetManifest(exportId);
      await this.trail.record(
        { centreId: order.centreId, userId: order.requestedById },
        'portfolio.exported',
        { exportId, kind: order.kind, sha256 },
        { registrationId: order.registrationId, learnerId: order.learnerId },
      );
    });
  }

  private progressOf(exportId: string): (pagesDone: number, pagesTotal: number) => void {
    let lastAt = 0;
    return (pagesDone, pagesTotal) => {
      const now = this.clock.nowMs();
      if (now - lastAt < PROGRESS_EVERY_MS) return;
      lastAt = now;
      // Nobody waits for it and nothing rests on it; a write that fails costs one step of the bar.
      this.unitOfWork
        .run(() => this.store.progress(exportId, pagesDone, pagesTotal))
        .catch(() => this.logger.warn(`progress of export ${exportId} was not stored`));
    };
  }

  /** A reason that people can do something about stands on the order from the first try on that it ended. */
  private async sayWhy(exportId: string, error: unknown): Promise<never> {
    if (error instanceof SigningFailure) {
      await this.unitOfWork.run(() => this.store.change(exportId, { failure: error.message }));
    }
    throw error;
  }

  private async giveUp(exportId: string): Promise<void> {
    const order = await this.reader.byId(exportId);
    if (!order || order.status === 'ready' || order.status === 'failed') return;
    const failure = order.failure ?? 'The portfolio could not be drawn.';
    await this.clearWorkshop.run(exportId);
    await this.unitOfWork.run(async () => {
      await this.store.change(exportId, { status: 'failed', failure, finishedAt: this.clock.now() });
      await this.trail.record(
        { centreId: order.centreId, userId: null },
        'portfolio.failed',
        { exportId, reason: failure },
        { registrationId: order.registrationId, learnerId: order.learnerId },
      );
    });
  }
}

function exportIdOf(payload: Json): string {
  const { exportId } = payload as { exportId?: unknown };
  if (typeof exportId !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no export');
  return exportId;
}
