import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkEscalation, moveAppeal } from '../../domain/appeal/ladder.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AppealDesk } from './appeal-desk.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';

/** The learner takes an appeal to the next stage: they do not accept a decision, or a stage has let its time pass. */
@Injectable()
export class EscalateAppeal {
  constructor(
    private readonly desk: AppealDesk,
    private readonly store: AppealsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, input: { reason: string; lateReason: string | null }): Promise<AppealRecord> {
    return this.desk.change(actor, id, 'appeal:answer', async ({ appeal }) => {
      const status = moveAppeal(appeal.status, 'escalate');
      const isLate = checkEscalation({ ...appeal, ...input, today: this.clock.today() });
      const next = await this.desk.clockFor(appeal.centreId, status);
      const step = { actorId: actor.userId, at: this.clock.now(), reason: input.reason, isLate, ...next };
      const escalated = await this.store.move(
        appeal,
        { event: 'escalated', ...step, lateReason: isLate ? input.lateReason : null },
        { status, outcome: null, byAnotherAssessor: false, dueOn: next.dueOn },
      );
      const { registrationId, learnerId } = appeal;
      const facts = { appealId: id, to: status, isLate };
      await this.trail.record(actor, 'appeal.escalated', facts, { registrationId, learnerId });
      return escalated;
    });
  }
}
