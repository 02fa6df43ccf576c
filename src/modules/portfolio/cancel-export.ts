import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { refuseCancelling } from '../../domain/portfolio/long-work.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';

/** Calls off a draft that is still being made; whoever draws it sees that within a second and stops. */
@Injectable()
export class CancelExport {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: PortfolioReader,
    private readonly store: PortfolioStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED; STATE_CONFLICT when it has ended, or is the document of a release */
  async run(actor: Actor, exportId: string): Promise<PortfolioExportRecord> {
    return this.unitOfWork.run(async () => {
      const order = await this.reader.ofActor(actor, exportId);
      const { registration, relations } = await this.registrations.forOperation(
        actor,
        order.registrationId,
        'portfolio:export',
      );
      refuseCancelling(order, actor, relations);
      if (order.kind === 'signed_off') {
        const message = 'The signed-off portfolio belongs to the release of the unit and is always drawn.';
        throw new DomainError('STATE_CONFLICT', message);
      }
      const end = { status: 'cancelled', finishedAt: this.clock.now() } as const;
      if (!(await this.store.changeUnfinished(exportId, end))) {
        throw new DomainError('STATE_CONFLICT', 'It was finished this very moment.');
      }
      await this.store.forgetManifest(exportId);
      await this.trail.record(
        actor,
        'portfolio.cancelled',
        { exportId },
        { registrationId: registration.id, learnerId: registration.learnerId },
      );
      return { ...order, ...end };
    });
  }
}
