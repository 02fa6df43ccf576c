import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { AppealOutcome } from '../../domain/appeal/appeal.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AppealDesk } from './appeal-desk.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';
import { StagePolicy } from './stage.policy.js';

/** A member of the panel votes, or votes again: the last vote of each counts, and all are kept. */
@Injectable()
export class VoteOnAppeal {
  constructor(
    private readonly desk: AppealDesk,
    private readonly stages: StagePolicy,
    private readonly store: AppealsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, { outcome, note }: { outcome: AppealOutcome; note: string }): Promise<AppealRecord> {
    return this.desk.change(actor, id, 'appeal:vote', async (scoped) => {
      const { appeal } = scoped;
      if (appeal.status !== 'stage3') throw new DomainError('STATE_CONFLICT', 'This appeal is not before its panel.');
      await this.stages.checkMayVote(actor, scoped);
      const step = { event: 'voted', actorId: actor.userId, at: this.clock.now(), reason: note, outcome } as const;
      const voted = await this.store.move(appeal, { ...step, dueOn: appeal.dueOn });
      const { registrationId, learnerId } = appeal;
      await this.trail.record(actor, 'appeal.voted', { appealId: id }, { registrationId, learnerId });
      return voted;
    });
  }
}
