import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import type { PackageDocuments } from '../../domain/portfolio/check-package.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { newUploadId, PackageFiles } from '../../platform/files/partial-files.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ArrivingDraftsDoor } from '../evidence/arriving-drafts.door.js';
import { ArrivalsReader } from './arrivals.reader.js';
import { ArrivalsStore } from './arrivals.store.js';
import { toArrivingDraft } from './arriving-drafts.js';
import { END_IMPORT } from './end-import.job.js';
import { importFacts } from './import-facts.js';
import { MAX_PACKAGE_BYTES, MAX_WAITING_IMPORTS, WAITS_FOR_MS } from './import-limits.js';
import type { PortfolioImportRecord } from './portfolio-import.record.js';
import { readArrivingPackage } from './read-arriving-package.js';

const ITEMS_AT_A_TIME = 50;

/** Looks through a package of another centre and says what would become of it. Nothing of a portfolio is made yet. */
@Injectable()
export class ReceivePackage {
  constructor(
    private readonly reader: ArrivalsReader,
    private readonly store: ArrivalsStore,
    private readonly drafts: ArrivingDraftsDoor,
    private readonly packages: PackageFiles,
    private readonly files: FileStore,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError UPLOAD_LIMIT_REACHED; FILE_TOO_LARGE, STORAGE_FULL; IMPORT_REFUSED with what is wrong, and where */
  async run(actor: Actor, content: Readable): Promise<PortfolioImportRecord> {
    // Before the first byte is stored: uploads must not fill the disk.
    await this.assertRoom(actor);
    const uploadId = newUploadId();
    try {
      const { sha256, size } = await this.stored(uploadId, content);
      const found = await readArrivingPackage(this.packages.folder.pathOf(uploadId), this.files);
      const facts = importFacts(found, await this.misfits(found.documents));
      return await this.unitOfWork.run(async () => {
        await this.assertRoom(actor);
        const nowMs = this.clock.nowMs();
        const row: PortfolioImportRecord = {
          id: newId(),
          centreId: actor.centreId,
          receivedById: actor.userId,
          state: 'previewed',
          packageId: facts.head.packageId,
          ...{ uploadId, sha256, size, contentSha256: found.contentSha256, facts },
          ...{ registrationId: null, acceptedById: null, acceptedAt: null, drafts: [] },
          createdAt: this.clock.now(),
          expiresAt: new Date(nowMs + WAITS_FOR_MS).toISOString(),
        };
        await this.store.add(row);
        await this.jobs.enqueue(END_IMPORT, { importId: row.id }, WAITS_FOR_MS);
        const { id: importId, packageId } = row;
        await this.trail.record(actor, 'import.received', { importId, packageId, sha256, size });
        return row;
      }, [`imports:${actor.centreId}`]);
    } catch (error) {
      await this.packages.folder.remove(uploadId);
      throw error;
    }
  }

  private async assertRoom({ centreId }: Actor): Promise<void> {
    if ((await this.reader.countWaiting(centreId)) < MAX_WAITING_IMPORTS) return;
    const message = `${MAX_WAITING_IMPORTS} packages are waiting already. Please accept or withdraw one of them.`;
    throw new DomainError('UPLOAD_LIMIT_REACHED', message);
  }

  private async stored(uploadId: string, content: Readable): Promise<{ sha256: string; size: number }> {
    const hash = createHash('sha256');
    let size = 0;
    async function* bounded(): AsyncGenerator<Buffer> {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > MAX_PACKAGE_BYTES) throw new DomainError('FILE_TOO_LARGE', 'No package is as large as this file.');
        hash.update(chunk);
        yield chunk;
      }
    }
    await this.packages.folder.append(uploadId, 0, bounded());
    return { sha256: hash.digest('hex'), size };
  }

  /** What keeps each of the learner's own items from being written here; other requests get their turn in between. */
  private async misfits({ head, evidence }: PackageDocuments): Promise<Map<string, string>> {
    const misfits = new Map<string, string>();
    for (const [index, one] of evidence.entries()) {
      if (index % ITEMS_AT_A_TIME === 0) await setImmediate();
      if (one.authorRole !== 'learner') continue;
      const found = this.drafts.misfitsOf(toArrivingDraft(one, head));
      const words = found.slice(0, 5).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
      if (found.length > 0) misfits.set(one.id, words.join('; '));
    }
    return misfits;
  }
}
