import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkMayAdminister } from '../../domain/appeal/independence.js';
import { checkLapse, moveAppeal } from '../../domain/appeal/ladder.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AppealDesk } from './appeal-desk.js';
import { AppealPartsReader } from './appeal-parts.reader.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';
import { ConcludeAppeal } from './conclude-appeal.js';

/** An appeal whose learner has not answered in time ends as it was decided; otherwise it would hold up the unit for ever. */
@Injectable()
export class CloseLapsedAppeal {
  constructor(
    private readonly desk: AppealDesk,
    private readonly parts: AppealPartsReader,
    private readonly store: AppealsStore,
    private readonly conclude: ConcludeAppeal,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, reason: string): Promise<AppealRecord> {
    return this.desk.change(actor, id, 'appeal:administer', async ({ appeal, registration }) => {
      const status = moveAppeal(appeal.status, 'lapse');
      checkMayAdminister(actor.userId, await this.parts.of(appeal, registration));
      checkLapse({ dueOn: appeal.dueOn, today: this.clock.today() });
      const { outcome, registrationId, learnerId } = appeal;
      const at = this.clock.now();
      const step = { event: 'lapsed', actorId: actor.userId, at, reason, outcome } as const;
      const lapsed = await this.store.move(appeal, step, { status, dueOn: null, closedAt: at });
      await this.trail.record(actor, 'appeal.lapsed', { appealId: id, outcome }, { registrationId, learnerId });
      return this.conclude.run(actor, lapsed);
    });
  }
}
