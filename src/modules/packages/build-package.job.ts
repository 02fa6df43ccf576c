import { addAbortSignal, Readable } from 'node:stream';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { writeBag } from '../../platform/bag/write-bag.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { EXPIRE_PACKAGE } from './expire-package.job.js';
import { packageIdOf } from './package-id.js';
import type { PackageContentRecord } from './package-content.record.js';
import { PackagesReader } from './packages.reader.js';
import { PackagesStore } from './packages.store.js';
import type { PortfolioPackageRecord } from './portfolio-package.record.js';

export const BUILD_PACKAGE = 'package.build';

const MAX_PACKAGE_BYTES = 64 * 1024 ** 3;

/** A progress bar needs no more, and every step is a write. */
const PROGRESS_EVERY_MS = 500;

/** A package is as large as its portfolio and can be ordered anew, so it is kept for a week (POL). */
const KEPT_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Packs an ordered package straight into the content store, and only then calls it `ready`. Whatever kills it in between
 * leaves an order that is tried again, with the same bytes, and after the last try says `failed`.
 */
@Injectable()
export class BuildPackage implements OnModuleInit {
  private readonly logger = new Logger(BuildPackage.name);

  constructor(
    private readonly jobs: JobQueue,
    private readonly reader: PackagesReader,
    private readonly store: PackagesStore,
    private readonly files: FileStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(BUILD_PACKAGE, {
      isOneAtATime: true,
      run: (payload, { signal }) => this.run(packageIdOf(payload), signal),
      giveUp: (payload) => this.giveUp(packageIdOf(payload), 'The package could not be made.'),
    });
  }

  async run(packageId: string, signal: AbortSignal): Promise<void> {
    const order = await this.reader.byId(packageId);
    // Delivered at least once: a finished order that comes again is finished.
    if (!order || !isUnfinished(order)) return;
    const content = await this.reader.contentOf(packageId);
    if (!(await this.reader.isStillOpen(content))) {
      return this.giveUp(packageId, 'Files were removed or sealed meanwhile; please order the package again.');
    }
    await this.unitOfWork.run(() => this.store.change(packageId, { status: 'running', bytesDone: 0 }));
    const bag = writeBag(this.bagOf(order, content), this.progressOf(packageId));
    const received = await this.files.receive(addAbortSignal(signal, bag), { maxBytes: MAX_PACKAGE_BYTES });
    await received.keep();
    await this.unitOfWork.run(async () => {
      const { sha256, size } = received;
      const expiresAt = new Date(this.clock.nowMs() + KEPT_FOR_MS).toISOString();
      const end = { finishedAt: this.clock.now(), expiresAt, bytesDone: order.bytesTotal };
      await this.store.change(packageId, { status: 'ready', sha256, size, ...end });
      await this.store.forgetDocuments(packageId);
      await this.jobs.enqueue(EXPIRE_PACKAGE, { packageId }, KEPT_FOR_MS);
      await this.trail.record(
        { centreId: order.centreId, userId: order.requestedById },
        'package.exported',
        { packageId, sha256 },
        { registrationId: order.registrationId },
      );
    });
  }

  private bagOf(order: PortfolioPackageRecord, { cover, documents, files }: PackageContentRecord) {
    return {
      ...cover,
      day: order.createdAt.slice(0, 10),
      parts: [
        ...documents.map(({ path, text }) => {
          const bytes = Buffer.from(text, 'utf8');
          return { path, size: bytes.length, isText: true, open: () => Promise.resolve(Readable.from([bytes])) };
        }),
        ...files.map(({ path, sha256, size, mediaType }) => ({
          ...{ path, size },
          isText: mediaType.startsWith('text/') || ['message/rfc822', 'application/json'].includes(mediaType),
          open: async () => (await this.files.open(sha256)).stream,
        })),
      ],
    };
  }

  private progressOf(packageId: string): (bytes: number) => void {
    let bytesDone = 0;
    let lastAt = 0;
    return (bytes) => {
      bytesDone += bytes;
      const now = this.clock.nowMs();
      if (now - lastAt < PROGRESS_EVERY_MS) return;
      lastAt = now;
      // Nobody waits for it and nothing rests on it; a write that fails costs one step of the bar.
      this.unitOfWork
        .run(() => this.store.progress(packageId, bytesDone))
        .catch(() => this.logger.warn(`progress of package ${packageId} was not stored`));
    };
  }

  private async giveUp(packageId: string, failure: string): Promise<void> {
    const order = await this.reader.byId(packageId);
    if (!order || !isUnfinished(order)) return;
    await this.unitOfWork.run(async () => {
      await this.store.change(packageId, { status: 'failed', failure, finishedAt: this.clock.now() });
      await this.store.forgetDocuments(packageId);
      await this.trail.record(
        { centreId: order.centreId, userId: null },
        'package.failed',
        { packageId, reason: failure },
        { registrationId: order.registrationId },
      );
    });
  }
}

const isUnfinished = ({ status }: PortfolioPackageRecord): boolean => status === 'queued' || status === 'running';
