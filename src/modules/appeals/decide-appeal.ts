import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { AppealOutcome } from '../../domain/appeal/appeal.js';
import { decisionEvent, isOverdue, moveAppeal } from '../../domain/appeal/ladder.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AppealDesk } from './appeal-desk.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';
import { ConcludeAppeal } from './conclude-appeal.js';
import { StagePolicy } from './stage.policy.js';

export interface AppealDecision {
  readonly outcome: AppealOutcome;
  readonly reasons: string;
  /** Somebody else takes the decision anew, should the appeal be granted. */
  readonly byAnotherAssessor: boolean;
}

/** A stage decides. Upheld, the appeal ends; otherwise the learner accepts the decision or takes it further (§3.8). */
@Injectable()
export class DecideAppeal {
  constructor(
    private readonly desk: AppealDesk,
    private readonly stages: StagePolicy,
    private readonly store: AppealsStore,
    private readonly conclude: ConcludeAppeal,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, { outcome, reasons, byAnotherAssessor }: AppealDecision): Promise<AppealRecord> {
    return this.desk.change(actor, id, 'appeal:decide', async (scoped) => {
      const { appeal } = scoped;
      const status = moveAppeal(appeal.status, decisionEvent(outcome));
      await this.stages.checkMayDecide(actor, scoped, outcome);
      const next = await this.desk.clockFor(appeal.centreId, status);
      const at = this.clock.now();
      const isLate = isOverdue(appeal.dueOn, this.clock.today());
      const closedAt = status === 'closed' ? at : null;
      const decided = await this.store.move(
        appeal,
        { event: 'decided', actorId: actor.userId, at, reason: reasons, outcome, isLate, ...next },
        { status, outcome, byAnotherAssessor, dueOn: next.dueOn, closedAt },
      );
      const { registrationId, learnerId, status: stage } = appeal;
      await this.trail.record(
        actor,
        'appeal.decided',
        { appealId: id, stage, outcome, byAnotherAssessor },
        { registrationId, learnerId },
      );
      return closedAt === null ? decided : this.conclude.run(actor, decided);
    });
  }
}
