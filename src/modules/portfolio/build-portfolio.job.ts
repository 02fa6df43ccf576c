import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DRAFT_KEPT_MS, isUnfinished } from '../../domain/portfolio/long-work.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { whileWanted } from '../../platform/jobs/while-wanted.js';
import { SigningFailure } from '../../platform/signing/signing-failure.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { GiveUpContentDoor } from '../evidence/give-up-content.door.js';
import { ClearWorkshop } from './clear-workshop.js';
import { DrawingDesk } from './drawing-desk.js';
import { EXPIRE_EXPORT } from './expire-export.job.js';
import { exportIdOf } from './export-id.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

export const BUILD_PORTFOLIO = 'portfolio.build';

/** A progress bar needs no more, and every step is a write. */
const PROGRESS_EVERY_MS = 500;

/**
 * Draws an ordered portfolio from its manifest into the content store, and only then calls it `ready`. Whatever kills it in between
 * leaves an order that is tried again after the restart, and after the last try says `failed`. Called off in between, it
 * leaves nothing.
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
    private readonly giveUpContent: GiveUpContentDoor,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(BUILD_PORTFOLIO, {
      run: (payload, { signal }) => this.run(exportIdOf(payload), signal),
      giveUp: (payload) => this.giveUp(exportIdOf(payload)),
    });
  }

  async run(exportId: string, stop: AbortSignal): Promise<void> {
    const order = await this.reader.byId(exportId);
    // Delivered at least once: a finished order that comes again is finished. Its process may have been killed over it.
    if (!order || !isUnfinished(order.status)) {
      await this.clearWorkshop.run(exportId);
      return;
    }
    const start = { status: 'running', pagesDone: 0, pagesTotal: 0 } as const;
    if (!(await this.unitOfWork.run(() => this.store.changeUnfinished(exportId, start)))) return;

    const { manifest, pictures } = await this.reader.manifestOf(exportId);
    const drawn = await whileWanted(
      (signal) => this.desk.draw(order, manifest, pictures, { onProgress: this.progressOf(exportId), signal }),
      async () => isUnfinished((await this.reader.byIdOrFail(exportId)).status),
      stop,
    ).catch((error: unknown) => this.sayWhy(exportId, error));
    if (drawn === null) return;
    if (!(await this.finish(order, drawn))) await this.giveUpContent.run(drawn.sha256);
  }

  /** @returns whether it was still wanted */
  private async finish(order: PortfolioExportRecord, { sha256, pages }: { sha256: string; pages: number }) {
    const isKept = order.kind === 'signed_off';
    return this.unitOfWork.run(async () => {
      const isWanted = await this.store.changeUnfinished(order.id, {
        ...{ status: 'ready', failure: null, pagesDone: pages, pagesTotal: pages, sha256 },
        finishedAt: this.clock.now(),
        expiresAt: isKept ? null : new Date(this.clock.nowMs() + DRAFT_KEPT_MS).toISOString(),
      });
      if (!isWanted) return false;
      if (!isKept) {
        await this.store.forgetManifest(order.id);
        await this.jobs.enqueue(EXPIRE_EXPORT, { exportId: order.id }, DRAFT_KEPT_MS);
      }
      await this.trail.record(
        { centreId: order.centreId, userId: order.requestedById },
        'portfolio.exported',
        { exportId: order.id, kind: order.kind, sha256 },
        { registrationId: order.registrationId, learnerId: order.learnerId },
      );
      return true;
    });
  }

  private progressOf(exportId: string): (pagesDone: number, pagesTotal: number) => void {
    let lastAt = 0;
    return (pagesDone, pagesTotal) => {
      const now = this.clock.nowMs();
      if (pagesTotal === 0 || now - lastAt < PROGRESS_EVERY_MS) return;
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
    if (!order || !isUnfinished(order.status)) {
      await this.clearWorkshop.run(exportId);
      return;
    }
    const failure = order.failure ?? 'The portfolio could not be drawn.';
    await this.clearWorkshop.run(exportId);
    await this.unitOfWork.run(async () => {
      const end = { status: 'failed', failure, finishedAt: this.clock.now() } as const;
      if (!(await this.store.changeUnfinished(exportId, end))) return;
      await this.trail.record(
        { centreId: order.centreId, userId: null },
        'portfolio.failed',
        { exportId, reason: failure },
        { registrationId: order.registrationId, learnerId: order.learnerId },
      );
    });
  }
}
