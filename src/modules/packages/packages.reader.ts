import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../domain/access/actor.js';
import { allowedOperations } from '../../domain/access/permissions.js';
import { isReleased } from '../../domain/evidence/screening.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ArrivalsReader } from '../arrivals/arrivals.reader.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { PackageContentRecord } from './package-content.record.js';
import { PortfolioPackageRecord } from './portfolio-package.record.js';

@Injectable()
export class PackagesReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: RegistrationsReader,
    private readonly evidence: EvidenceReader,
    private readonly arrivals: ArrivalsReader,
  ) {}

  byId(id: string): Promise<PortfolioPackageRecord | null> {
    return this.unitOfWork.reader.findOneBy(PortfolioPackageRecord, { id });
  }

  byIdOrFail(id: string): Promise<PortfolioPackageRecord> {
    return this.unitOfWork.reader.findOneByOrFail(PortfolioPackageRecord, { id });
  }

  contentOf(packageId: string): Promise<PackageContentRecord> {
    return this.unitOfWork.reader.findOneByOrFail(PackageContentRecord, { packageId });
  }

  /** Packages that this person ordered and that are still being made. */
  countUnfinished(requestedById: string): Promise<number> {
    return this.unitOfWork.reader.countBy(PortfolioPackageRecord, { requestedById, status: In(['queued', 'running']) });
  }

  /**
   * The package, if `actor` might have ordered one that says as much.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED
   */
  async ofActor(actor: Actor, id: string): Promise<PortfolioPackageRecord> {
    const order = await this.byId(id);
    if (!order) throw notFound();
    const { relations } = await this.registrations.forOperation(actor, order.registrationId, 'package:export');
    const allowed = allowedOperations(relations);
    const saysMore =
      (order.showsUln && !allowed.includes('learner_identity:read')) ||
      (order.showsSamples && !allowed.includes('sample:read'));
    if (saysMore && order.requestedById !== actor.userId) {
      throw new DomainError('NOT_ALLOWED', 'This package says more than you may read; please order your own.');
    }
    return order;
  }

  /** Whether every file of evidence in a package, and of what arrived, may still leave: none was purged, sealed or condemned since. */
  async isStillOpen({ files }: PackageContentRecord): Promise<boolean> {
    const all = files.flatMap(({ source }) => source ?? []);
    const arrived = all.filter((source) => 'importId' in source);
    const importIds = arrived.map(({ importId }) => importId);
    if (
      !(await this.arrivals.areAllThere(
        importIds,
        arrived.map(({ fileId }) => fileId),
      ))
    )
      return false;
    const sources = all.filter((source) => 'evidenceId' in source);
    const rows = await this.evidence.files([...new Set(sources.map(({ evidenceId }) => evidenceId))]);
    const open = new Set(
      rows
        .filter(({ purgedAt, sealedAt, screening }) => purgedAt === null && sealedAt === null && isReleased(screening))
        .map(({ id }) => id),
    );
    return sources.every(({ fileId }) => open.has(fileId));
  }
}
