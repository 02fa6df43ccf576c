import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { type Acceptance, AcceptanceDesk, type ReadyImport } from './acceptance-desk.js';
import { ArrivalsReader } from './arrivals.reader.js';
import { ArrivalsStore } from './arrivals.store.js';
import { END_IMPORT } from './end-import.job.js';
import type { PortfolioImportRecord } from './portfolio-import.record.js';
import { type TakenFile, TakingDesk } from './taking-desk.js';
import type { ArrivedFileRecord } from './arrived-file.record.js';

/** Takes a package into a portfolio: the learner's own words as drafts, everything as history, or nothing at all. */
@Injectable()
export class AcceptImport {
  constructor(
    private readonly desk: AcceptanceDesk,
    private readonly taking: TakingDesk,
    private readonly reader: ArrivalsReader,
    private readonly store: ArrivalsStore,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED; STATE_CONFLICT; IMPORT_REFUSED with every conflict that blocks */
  async run(actor: Actor, importId: string, acceptance: Acceptance): Promise<PortfolioImportRecord> {
    const seen = await this.desk.ready(actor, importId, acceptance);
    const found = await this.taking.read(seen.row);
    const taken = await this.taking.take(seen.row, found);
    return this.unitOfWork.run(async () => {
      const ready = await this.desk.ready(actor, importId, acceptance);
      const drafts = await this.desk.openDrafts(actor, ready, found, taken);
      await this.store.addFiles(taken.map((file) => arrivedFile(ready, file)));
      const { registration, row } = ready;
      const { packageId, sha256, facts } = row;
      const { learnerId, id: registrationId } = registration;
      await this.store.change(importId, {
        ...{ state: 'accepted', registrationId, drafts },
        ...{ acceptedById: actor.userId, acceptedAt: this.clock.now() },
      });
      await this.jobs.enqueue(END_IMPORT, { importId });
      const refs = drafts.map(({ ref }) => ref);
      const centre = facts.head.centre.name;
      await this.trail.record(
        actor,
        'portfolio.imported',
        { importId, packageId, sha256, centre, drafts: refs, files: taken.length },
        { registrationId, learnerId },
      );
      return this.reader.ofCentre(actor, importId);
    }, [
      ...portfolioLock(seen.registration.learnerId),
      ...this.desk.locks,
      ...[`import:${importId}`, `imports:${actor.centreId}`],
    ]);
  }
}

function arrivedFile({ row, registration }: ReadyImport, file: TakenFile): ArrivedFileRecord {
  const { path, name, kind, mediaType, size, sha256, needs } = file;
  return {
    ...{ id: newId(), importId: row.id, learnerId: registration.learnerId },
    ...{ path, name, kind, mediaType, size, sha256, needs, purgedAt: null },
  };
}
