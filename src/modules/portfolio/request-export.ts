import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { allowedOperations } from '../../domain/access/permissions.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { orderingLock } from '../../domain/portfolio/long-work.js';
import type { PortfolioKind } from '../../domain/portfolio/portfolio-facts.js';
import { releaseOf } from '../../domain/sign-off/unit-state.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import { BUILD_PORTFOLIO } from './build-portfolio.job.js';
import { OrderPortfolio } from './order-portfolio.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

/**
 * Asks for a portfolio. A draft is ordered anew each time; the signed-off one was fixed when the unit was released, so
 * asking gives that very document, and has it drawn again only if drawing failed.
 */
@Injectable()
export class RequestExport {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly signOffs: SignOffReader,
    private readonly reader: PortfolioReader,
    private readonly store: PortfolioStore,
    private readonly orderPortfolio: OrderPortfolio,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(actor: Actor, registrationId: string, kind: PortfolioKind): Promise<PortfolioExportRecord> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'portfolio:export');
    return this.unitOfWork.run(async () => {
      const scope = await this.registrations.forOperation(actor, registrationId, 'portfolio:export');
      if (kind === 'signed_off') return this.ofRelease(registrationId);
      await this.reader.refuseThird(actor.userId);
      const allowed = allowedOperations(scope.relations);
      return this.orderPortfolio.run(actor, scope.registration, null, {
        showsUln: allowed.includes('learner_identity:read'),
        showsDrafts: !isVisitor(actor),
        showsWitnessContacts: allowed.includes('witness_contact:read'),
      });
    }, [...portfolioLock(seen.registration.learnerId), orderingLock(actor.userId)]);
  }

  private async ofRelease(registrationId: string): Promise<PortfolioExportRecord> {
    const release = releaseOf(await this.signOffs.signOffs(registrationId));
    const order = release && (await this.reader.ofRelease(release.id));
    if (!order) {
      throw new DomainError('NOT_RELEASED', 'A signed-off portfolio exists only once an IQA has released the unit.');
    }
    if (order.status !== 'failed') return order;
    const again = { status: 'queued', failure: null, finishedAt: null } as const;
    await this.store.change(order.id, again);
    await this.jobs.enqueue(BUILD_PORTFOLIO, { exportId: order.id });
    return { ...order, ...again };
  }
}
