import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { refuseCancelling } from '../../domain/portfolio/long-work.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ExportPolicy } from './export.policy.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioStore } from './portfolio.store.js';

/** Calls off a draft or pack that is still being made; whoever draws it sees that within a second and stops. */
@Injectable()
export class CancelExport {
  constructor(
    private readonly policy: ExportPolicy,
    private readonly store: PortfolioStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_ALLOWED; STATE_CONFLICT when it has ended, or is the document of a release */
  async run(actor: Actor, exportId: string): Promise<PortfolioExportRecord> {
    return this.unitOfWork.run(async () => {
      const order = await this.policy.orderFor(actor, exportId);
      refuseCancelling(order, actor);
      if (order.kind === 'signed_off') {
        const message = 'A signed-off portfolio belongs to what was released and is always drawn.';
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
        { registrationId: order.registrationId, learnerId: order.learnerId },
      );
      return { ...order, ...end };
    });
  }
}
