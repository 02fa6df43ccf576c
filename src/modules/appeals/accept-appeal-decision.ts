import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { moveAppeal } from '../../domain/appeal/ladder.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AppealDesk } from './appeal-desk.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';
import { ConcludeAppeal } from './conclude-appeal.js';

/** The learner accepts what a stage decided: the appeal ends with that outcome. */
@Injectable()
export class AcceptAppealDecision {
  constructor(
    private readonly desk: AppealDesk,
    private readonly store: AppealsStore,
    private readonly conclude: ConcludeAppeal,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, note: string | null): Promise<AppealRecord> {
    return this.desk.change(actor, id, 'appeal:answer', async ({ appeal }) => {
      const status = moveAppeal(appeal.status, 'accept');
      const { outcome, registrationId, learnerId } = appeal;
      const at = this.clock.now();
      const step = { event: 'accepted', actorId: actor.userId, at, reason: note, outcome } as const;
      const accepted = await this.store.move(appeal, step, { status, dueOn: null, closedAt: at });
      await this.trail.record(actor, 'appeal.accepted', { appealId: id, outcome }, { registrationId, learnerId });
      return this.conclude.run(actor, accepted);
    });
  }
}
