import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { buildEqaPack } from '../../domain/portfolio/build-eqa-pack.js';
import { orderingLock } from '../../domain/portfolio/long-work.js';
import { visitState } from '../../domain/visit/visit.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EqaVisitRecord } from '../visits/eqa-visit.record.js';
import { VisitsReader } from '../visits/visits.reader.js';
import { BUILD_PORTFOLIO } from './build-portfolio.job.js';
import { EqaPackFactsReader } from './eqa-pack-facts.reader.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

/** Policy (POL): as many as one person reads and one drawing holds; a larger visit takes several packs. */
export const MOST_IN_PACK = 100;

/**
 * Orders the pack of a visit: by its verifier while it is open, by the centre from the day it is planned. What it says is
 * gathered before the transaction, because it may be long and nothing is signed over it; who may have it is asked again.
 */
@Injectable()
export class RequestEqaPack {
  constructor(
    private readonly visits: VisitsReader,
    private readonly facts: EqaPackFactsReader,
    private readonly reader: PortfolioReader,
    private readonly store: PortfolioStore,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param wantedIds registrations of the selection; `null` for all of it */
  async run(actor: Actor, visitId: string, wantedIds: readonly string[] | null): Promise<PortfolioExportRecord> {
    const visit = await this.unfinished(actor, visitId);
    await this.reader.refuseThird(actor.userId);
    const ids = await this.chosenIds(visit, wantedIds);
    const createdAt = this.clock.now();
    const registrations = (await this.facts.shownRegistrations(visit)).filter(({ id }) => ids.includes(id));
    const manifest = buildEqaPack(await this.facts.of(visit, registrations, createdAt));
    const manifestSha256 = createHash('sha256').update(canonicalJson(manifest)).digest('hex');
    return this.unitOfWork.run(async () => {
      const still = await this.chosenIds(await this.unfinished(actor, visitId), ids);
      if (still.length !== ids.length) throw strangers();
      await this.reader.refuseThird(actor.userId);
      const order: PortfolioExportRecord = {
        ...{ id: newId(), centreId: visit.centreId, requestedById: actor.userId },
        ...{ registrationId: null, learnerId: null, visitId, kind: 'eqa_pack', status: 'queued' },
        ...{ pagesDone: 0, pagesTotal: 0, releaseId: null, manifestSha256, sha256: null, verificationCode: null },
        ...{ failure: null, isForRequesterOnly: false, createdAt, finishedAt: null, expiresAt: null },
      };
      await this.store.add(
        order,
        { manifest, pictures: [] },
        ids.map((registrationId) => ({ registrationId, releaseId: null })),
      );
      await this.jobs.enqueue(BUILD_PORTFOLIO, { exportId: order.id });
      await this.trail.record(actor, 'eqa_pack.requested', {
        ...{ exportId: order.id, visitId, registrationIds: ids, manifestSha256 },
      });
      return order;
    }, [orderingLock(actor.userId)]);
  }

  private async unfinished(actor: Actor, visitId: string): Promise<EqaVisitRecord> {
    const visit = await this.visits.insideFor(actor, visitId);
    if (['planned', 'open'].includes(visitState(visit, this.clock.now()))) return visit;
    throw new DomainError('STATE_CONFLICT', 'This visit is over, so no pack is made for it.');
  }

  private async chosenIds(visit: EqaVisitRecord, wantedIds: readonly string[] | null): Promise<string[]> {
    const shown = (await this.facts.shownRegistrations(visit)).map(({ id }) => id);
    const ids = wantedIds === null ? shown : shown.filter((id) => wantedIds.includes(id));
    if (wantedIds !== null && ids.length !== wantedIds.length) throw strangers();
    if (ids.length === 0) throw new DomainError('STATE_CONFLICT', 'Nothing has been chosen for this visit yet.');
    if (ids.length > MOST_IN_PACK) {
      throw new DomainError('VALIDATION_FAILED', 'That is more than one pack holds.', [
        { path: 'registrationIds', message: `must be at most ${MOST_IN_PACK} of the ${ids.length} that are chosen` },
      ]);
    }
    return ids;
  }
}

function strangers(): DomainError {
  return new DomainError('VALIDATION_FAILED', 'A pack shows what was chosen for its visit.', [
    { path: 'registrationIds', message: 'has one that is not open in this visit' },
  ]);
}
