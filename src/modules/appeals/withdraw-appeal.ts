import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { moveAppeal } from '../../domain/appeal/ladder.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { AppealDesk } from './appeal-desk.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';
import { ConcludeAppeal } from './conclude-appeal.js';

/**
 * The learner takes an appeal back. Of one that was granted there is only the new decision left to give up: an item that
 * was withdrawn meanwhile could not be decided again, and the unit would wait for ever.
 */
@Injectable()
export class WithdrawAppeal {
  constructor(
    private readonly desk: AppealDesk,
    private readonly store: AppealsStore,
    private readonly conclude: ConcludeAppeal,
    private readonly signatures: UnitSignatures,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, reason: string): Promise<AppealRecord> {
    return this.desk.change(actor, id, 'appeal:answer', (scoped) =>
      scoped.appeal.awaitsRedecision
        ? this.waive(actor, scoped.appeal, reason)
        : this.withdraw(actor, scoped.appeal, reason),
    );
  }

  private async withdraw(actor: Actor, appeal: AppealRecord, reason: string): Promise<AppealRecord> {
    const status = moveAppeal(appeal.status, 'withdraw');
    const { id: appealId, registrationId, learnerId } = appeal;
    const at = this.clock.now();
    const step = { event: 'withdrawn', actorId: actor.userId, at, reason } as const;
    const withdrawn = await this.store.move(appeal, step, { status, outcome: null, dueOn: null, closedAt: at });
    await this.trail.record(actor, 'appeal.withdrawn', { appealId }, { registrationId, learnerId });
    return this.conclude.run(actor, withdrawn);
  }

  private async waive(actor: Actor, appeal: AppealRecord, reason: string): Promise<AppealRecord> {
    const { id: appealId, registrationId, learnerId } = appeal;
    const step = { event: 'redecision_waived', actorId: actor.userId, at: this.clock.now(), reason } as const;
    const waived = await this.store.move(appeal, step, { awaitsRedecision: false, openSubject: null });
    await this.trail.record(actor, 'appeal.redecision_waived', { appealId }, { registrationId, learnerId });
    await this.signatures.refreshStatus(registrationId);
    return waived;
  }
}
