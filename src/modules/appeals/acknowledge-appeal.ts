import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { isOverdue, moveAppeal } from '../../domain/appeal/ladder.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AppealDesk } from './appeal-desk.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';
import { StagePolicy } from './stage.policy.js';

/** The assessor says that they have the appeal, and with that reconsiders: stage 1 begins. */
@Injectable()
export class AcknowledgeAppeal {
  constructor(
    private readonly desk: AppealDesk,
    private readonly stages: StagePolicy,
    private readonly store: AppealsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, note: string | null): Promise<AppealRecord> {
    return this.desk.change(actor, id, 'appeal:acknowledge', async (scoped) => {
      const { appeal } = scoped;
      const status = moveAppeal(appeal.status, 'acknowledge');
      await this.stages.checkMayReconsider(actor, scoped);
      const next = await this.desk.clockFor(appeal.centreId, status);
      const isLate = isOverdue(appeal.dueOn, this.clock.today());
      const step = { actorId: actor.userId, at: this.clock.now(), reason: note, isLate, ...next };
      const change = { status, dueOn: next.dueOn };
      const acknowledged = await this.store.move(appeal, { event: 'acknowledged', ...step }, change);
      const { registrationId, learnerId } = appeal;
      await this.trail.record(actor, 'appeal.acknowledged', { appealId: id }, { registrationId, learnerId });
      return acknowledged;
    });
  }
}
