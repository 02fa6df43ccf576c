import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { canonicalJson, type Json } from '../../domain/kernel/canonical-json.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { buildManifest } from '../../domain/portfolio/build-manifest.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { DrawPortfolio } from './draw-portfolio.js';
import { PortfolioFactsReader } from './portfolio-facts.reader.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

export const BUILD_PORTFOLIO = 'portfolio.build';

/** A progress bar needs no more, and every step is a write. */
const PROGRESS_EVERY_MS = 500;

/**
 * Builds an ordered portfolio: facts, manifest, PDF, content store, and only then `ready`. Whatever kills it in between
 * leaves an order that is tried again after the restart, and after the last try says `failed`.
 */
@Injectable()
export class BuildPortfolio implements OnModuleInit {
  private readonly logger = new Logger(BuildPortfolio.name);

  constructor(
    private readonly jobs: JobQueue,
    private readonly registrations: RegistrationsReader,
    private readonly facts: PortfolioFactsReader,
    private readonly drawPortfolio: DrawPortfolio,
    private readonly reader: PortfolioReader,
    private readonly store: PortfolioStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(BUILD_PORTFOLIO, {
      run: (payload) => this.run(exportIdOf(payload)),
      giveUp: (payload) => this.giveUp(exportIdOf(payload), 'The portfolio could not be drawn.'),
    });
  }

  async run(exportId: string): Promise<void> {
    const order = await this.reader.byId(exportId);
    // Delivered at least once: a finished order that comes again is finished.
    if (!order || order.status === 'ready' || order.status === 'failed') return;
    const registration = await this.registrations.byId(order.registrationId);

    const gathered = await this.unitOfWork.run(async () => {
      await this.store.change(exportId, { status: 'running', pagesDone: 0, pagesTotal: 0 });
      return this.facts.of(order, registration);
    }, portfolioLock(registration.learnerId));
    if (!gathered) return this.giveUp(exportId, 'The unit was re-opened before the portfolio was built.');

    const manifest = buildManifest(gathered.facts);
    const manifestSha256 = createHash('sha256').update(canonicalJson(manifest)).digest('hex');
    const { sha256, pages } = await this.drawPortfolio.run(
      exportId,
      manifest,
      gathered.pictures,
      this.progressOf(exportId),
    );
    await this.unitOfWork.run(async () => {
      const drawn = { pagesDone: pages, pagesTotal: pages, sha256, manifestSha256 };
      await this.store.change(exportId, { status: 'ready', ...drawn, finishedAt: this.clock.now() });
      await this.trail.record(
        { centreId: order.centreId, userId: order.requestedById },
        'portfolio.exported',
        { exportId, kind: order.kind, sha256, manifestSha256 },
        { registrationId: order.registrationId, learnerId: registration.learnerId },
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
        .run(() => this.store.change(exportId, { pagesDone, pagesTotal }))
        .catch(() => this.logger.warn(`progress of export ${exportId} was not stored`));
    };
  }

  private async giveUp(exportId: string, failure: string): Promise<void> {
    const order = await this.reader.byId(exportId);
    if (!order || order.status === 'ready' || order.status === 'failed') return;
    await this.drawPortfolio.clearAway(exportId);
    await this.unitOfWork.run(async () => {
      await this.store.change(exportId, { status: 'failed', failure, finishedAt: this.clock.now() });
      await this.trail.record(
        { centreId: order.centreId, userId: null },
        'portfolio.failed',
        { exportId, reason: failure },
        { registrationId: order.registrationId },
      );
    });
  }
}

function exportIdOf(payload: Json): string {
  const { exportId } = payload as { exportId?: unknown };
  if (typeof exportId !== 'string') throw new DomainError('VALIDATION_FAILED', 'the job names no export');
  return exportId;
}
