import { addAbortSignal, Readable } from 'node:stream';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isUnfinished, PACKAGE_KEPT_MS } from '../../domain/portfolio/long-work.js';
import { writeBag } from '../../platform/bag/write-bag.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore, type ReceivedFile } from '../../platform/files/file-store.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { whileWanted } from '../../platform/jobs/while-wanted.js';
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

/**
 * Packs an ordered package straight into the content store, and only then calls it `ready`. Whatever kills it in between
 * leaves an order that is tried again, with the same bytes, and after the last try says `failed`. Called off in between,
 * it leaves nothing.
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

  async run(packageId: string, stop: AbortSignal): Promise<void> {
    const order = await this.reader.byId(packageId);
    // Delivered at least once: a finished order that comes again is finished.
    if (!order || !isUnfinished(order.status)) return;
    const content = await this.reader.contentOf(packageId);
    if (!(await this.reader.isStillOpen(content))) {
      return this.giveUp(packageId, 'Files were removed or sealed meanwhile; please order the package again.');
    }
    const start = { status: 'running', bytesDone: 0 } as const;
    if (!(await this.unitOfWork.run(() => this.store.changeUnfinished(packageId, start)))) return;
    const packed = await whileWanted(
      (signal) => this.pack(order, content, signal),
      async () => isUnfinished((await this.reader.byIdOrFail(packageId)).status),
      stop,
    );
    if (packed === null) return;
    // The id of the package is in the zip, so nothing else has these bytes.
    if (!(await this.finish(order, packed))) await this.files.remove(packed.sha256);
  }

  private async pack(order: PortfolioPackageRecord, content: PackageContentRecord, signal: AbortSignal) {
    const bag = writeBag(this.bagOf(order, content), this.progressOf(order.id));
    const received = await this.files.receive(addAbortSignal(signal, bag), { maxBytes: MAX_PACKAGE_BYTES });
    await received.keep();
    return received;
  }

  /** @returns whether it was still wanted */
  private async finish(order: PortfolioPackageRecord, { sha256, size }: ReceivedFile): Promise<boolean> {
    const packageId = order.id;
    return this.unitOfWork.run(async () => {
      const expiresAt = new Date(this.clock.nowMs() + PACKAGE_KEPT_MS).toISOString();
      const end = { finishedAt: this.clock.now(), expiresAt, bytesDone: order.bytesTotal };
      if (!(await this.store.changeUnfinished(packageId, { status: 'ready', sha256, size, ...end }))) return false;
      await this.store.forgetDocuments(packageId);
      await this.jobs.enqueue(EXPIRE_PACKAGE, { packageId }, PACKAGE_KEPT_MS);
      await this.trail.record(
        { centreId: order.centreId, userId: order.requestedById },
        'package.exported',
        { packageId, sha256 },
        { registrationId: order.registrationId },
      );
      return true;
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
    if (!order || !isUnfinished(order.status)) return;
    await this.unitOfWork.run(async () => {
      const end = { status: 'failed', failure, finishedAt: this.clock.now() } as const;
      if (!(await this.store.changeUnfinished(packageId, end))) return;
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
