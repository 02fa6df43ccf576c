import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { allowedOperations } from '../../domain/access/permissions.js';
import { orderingLock } from '../../domain/portfolio/long-work.js';
import { productVersion } from '../../platform/config/product-version.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { JobQueue } from '../../platform/jobs/job-queue.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { PortfolioReader } from '../portfolio/portfolio.reader.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { BUILD_PACKAGE } from './build-package.job.js';
import { composePackage } from './compose-package.js';
import { type PackageFacts, PackageFactsReader } from './package-facts.reader.js';
import { PackagesStore } from './packages.store.js';
import type { PortfolioPackageRecord } from './portfolio-package.record.js';

/**
 * Orders a package of one learner's unit. What it holds is fixed here, with the hash of every file; packing it in the
 * background adds nothing.
 */
@Injectable()
export class RequestPackage {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly facts: PackageFactsReader,
    private readonly portfolios: PortfolioReader,
    private readonly store: PackagesStore,
    private readonly jobs: JobQueue,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED, EXPORT_LIMIT_REACHED; EXPORT_NOT_READY while the signed-off PDF is drawn */
  async run(actor: Actor, registrationId: string): Promise<PortfolioPackageRecord> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'package:export');
    return this.unitOfWork.run(async () => {
      const { registration, relations } = await this.registrations.forOperation(
        actor,
        registrationId,
        'package:export',
      );
      await this.portfolios.refuseThird(actor.userId);
      const allowed = allowedOperations(relations);
      const facts = await this.facts.of(registration, allowed);
      const order: PortfolioPackageRecord = {
        id: newId(),
        centreId: registration.centreId,
        registrationId,
        requestedById: actor.userId,
        status: 'queued',
        showsUln: tellsUln(facts) && allowed.includes('learner_identity:read'),
        showsSamples: facts.showsSamples,
        ...{ files: 0, bytesDone: 0, bytesTotal: 0, sha256: null, size: 0, failure: null },
        createdAt: this.clock.now(),
        ...{ finishedAt: null, expiresAt: null },
      };
      const content = composePackage(order, facts, `Verifolio ${productVersion()}`);
      const lengths = [
        ...content.documents.map(({ text }) => Buffer.byteLength(text)),
        ...content.files.map((file) => file.size),
      ];
      order.files = lengths.length;
      order.bytesTotal = lengths.reduce((total, length) => total + length, 0);
      await this.store.add(order, content);
      await this.jobs.enqueue(BUILD_PACKAGE, { packageId: order.id });
      await this.trail.record(
        actor,
        'package.requested',
        { packageId: order.id, files: order.files, bytes: order.bytesTotal },
        { registrationId, learnerId: registration.learnerId },
      );
      return order;
    }, [...portfolioLock(seen.registration.learnerId), orderingLock(actor.userId)]);
  }
}

/** Whether the learner's number is in it for those who may read it: here, or in what arrived. */
const tellsUln = ({ registration, arrived }: PackageFacts): boolean =>
  registration.uln !== null ||
  arrived.some(({ files }) => files.some(({ needs }) => needs.includes('learner_identity:read')));
