import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { refuseCancelling } from '../../domain/portfolio/long-work.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { PackagesReader } from './packages.reader.js';
import { PackagesStore } from './packages.store.js';
import type { PortfolioPackageRecord } from './portfolio-package.record.js';

/** Calls off a package that is still being made; whoever packs it sees that within a second and stops. */
@Injectable()
export class CancelPackage {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: PackagesReader,
    private readonly store: PackagesStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED; STATE_CONFLICT when it has ended */
  async run(actor: Actor, packageId: string): Promise<PortfolioPackageRecord> {
    return this.unitOfWork.run(async () => {
      const order = await this.reader.ofActor(actor, packageId);
      refuseCancelling(order, actor);
      const end = { status: 'cancelled', finishedAt: this.clock.now() } as const;
      if (!(await this.store.changeUnfinished(packageId, end))) {
        throw new DomainError('STATE_CONFLICT', 'It was finished this very moment.');
      }
      await this.store.forgetDocuments(packageId);
      const { id: registrationId, learnerId } = await this.registrations.byId(order.registrationId);
      await this.trail.record(actor, 'package.cancelled', { packageId }, { registrationId, learnerId });
      return { ...order, ...end };
    });
  }
}
