import { Injectable } from '@nestjs/common';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { allowedOperations, authorise } from '../../domain/access/permissions.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { orderingLock } from '../../domain/portfolio/long-work.js';
import type { PortfolioKind } from '../../domain/portfolio/portfolio-facts.js';
import { releaseOf } from '../../domain/sign-off/unit-state.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader, type ScopedRegistration } from '../registrations/registrations.reader.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import { BUILD_PORTFOLIO } from './build-portfolio.job.js';
import { OrderHolistic, type WantedUnit } from './order-holistic.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

/**
 * Asks for one portfolio over several units of a learner. A signed-off one needs the release of every unit in it, and is
 * one document for these very releases, whoever asks for it however often.
 */
@Injectable()
export class RequestHolistic {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly signOffs: SignOffReader,
    private readonly reader: PortfolioReader,
    private readonly store: PortfolioStore,
    private readonly orderHolistic: OrderHolistic,
    private readonly jobs: JobQueue,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @param wantedIds registrations of the learner; `null` for all whose portfolio the actor may have */
  async run(
    actor: Actor,
    learnerId: string,
    kind: PortfolioKind,
    wantedIds: readonly string[] | null,
  ): Promise<PortfolioExportRecord> {
    await this.chosen(actor, learnerId, wantedIds);
    return this.unitOfWork.run(async () => {
      const scopes = await this.chosen(actor, learnerId, wantedIds);
      const registrations = scopes.map(({ registration }) => registration);
      if (kind === 'signed_off') {
        const wanted = await this.released(registrations);
        const known = await this.ofReleases(learnerId, wanted);
        if (known) return known;
        await this.reader.refuseThird(actor.userId);
        // One document for everybody who may have it, so the learner's number stays in the units' own.
        return this.orderHolistic.run(actor, learnerId, kind, wanted, { showsUln: false, showsDrafts: false });
      }
      await this.reader.refuseThird(actor.userId);
      const showsUln = scopes.every(({ relations }) => allowedOperations(relations).includes('learner_identity:read'));
      const wanted = registrations.map((registration) => ({ registration, releaseId: null }));
      return this.orderHolistic.run(actor, learnerId, kind, wanted, { showsUln, showsDrafts: !isVisitor(actor) });
    }, [...portfolioLock(learnerId), orderingLock(actor.userId)]);
  }

  private async chosen(
    actor: Actor,
    learnerId: string,
    wantedIds: readonly string[] | null,
  ): Promise<ScopedRegistration[]> {
    const all = await this.registrations.ofLearner(actor.centreId, learnerId);
    const relations = await this.registrations.relations(actor, all);
    const scopes = all.map((registration) => ({ registration, relations: relations.get(registration.id) ?? [] }));
    authorise('portfolio:export', [...new Set(scopes.flatMap((scope) => scope.relations))]);
    const open = scopes.filter((scope) => allowedOperations(scope.relations).includes('portfolio:export'));
    if (wantedIds === null) return several(open);
    const chosen = open.filter(({ registration }) => wantedIds.includes(registration.id));
    if (chosen.length !== wantedIds.length) throw notFound();
    return several(chosen);
  }

  /** @throws DomainError NOT_RELEASED naming the units that no IQA has released */
  private async released(registrations: readonly ScopedRegistration['registration'][]): Promise<WantedUnit[]> {
    const wanted: WantedUnit[] = [];
    const missing: string[] = [];
    for (const registration of registrations) {
      const release = releaseOf(await this.signOffs.signOffs(registration.id));
      if (release) wanted.push({ registration, releaseId: release.id });
      else missing.push(registration.unitKey);
    }
    if (missing.length === 0) return wanted;
    const message = 'A signed-off portfolio over several units exists only once an IQA has released each of them';
    throw new DomainError('NOT_RELEASED', `${message}: not so ${missing.join(', ')}.`);
  }

  /** What was ordered for these very releases, drawn once more if that failed. */
  private async ofReleases(learnerId: string, wanted: readonly WantedUnit[]): Promise<PortfolioExportRecord | null> {
    const named = (units: readonly { readonly releaseId: string | null }[]): string =>
      units
        .map(({ releaseId }) => releaseId)
        .sort()
        .join();
    for (const order of await this.reader.holisticOf(learnerId)) {
      if (named(await this.reader.unitsOf(order)) !== named(wanted)) continue;
      if (order.status !== 'failed') return order;
      const again = { status: 'queued', failure: null, finishedAt: null } as const;
      await this.store.change(order.id, again);
      await this.jobs.enqueue(BUILD_PORTFOLIO, { exportId: order.id });
      return { ...order, ...again };
    }
    return null;
  }
}

function several(scopes: readonly ScopedRegistration[]): ScopedRegistration[] {
  if (scopes.length > 1) return [...scopes];
  throw new DomainError(
    'VALIDATION_FAILED',
    'A portfolio over several units takes two of them; one unit has its own.',
    [{ path: 'registrationIds', message: 'must be at least two registrations of the learner' }],
  );
}
