import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ArrivalsReader } from './arrivals.reader.js';
import { ArrivalsStore } from './arrivals.store.js';
import { END_IMPORT } from './end-import.job.js';

/** Sends a package away that was looked through: its zip and what it said are forgotten. */
@Injectable()
export class WithdrawImport {
  constructor(
    private readonly reader: ArrivalsReader,
    private readonly store: ArrivalsStore,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError NOT_FOUND; STATE_CONFLICT once it was accepted or has ended */
  async run(actor: Actor, importId: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const { state, packageId } = await this.reader.ofCentre(actor, importId);
      if (state !== 'previewed') throw new DomainError('STATE_CONFLICT', `This import is ${state}.`);
      await this.store.change(importId, { state: 'withdrawn', facts: null });
      await this.jobs.enqueue(END_IMPORT, { importId });
      await this.trail.record(actor, 'import.withdrawn', { importId, packageId });
    }, [`import:${importId}`]);
  }
}
