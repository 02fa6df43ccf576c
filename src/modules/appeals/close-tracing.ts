import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkMayAdminister } from '../../domain/appeal/independence.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AppealDesk } from './appeal-desk.js';
import { AppealPartsReader } from './appeal-parts.reader.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';

/** A lead IQA or the manager says what came of looking whether the failure met other learners ([OFQ-I1]). */
@Injectable()
export class CloseTracing {
  constructor(
    private readonly desk: AppealDesk,
    private readonly parts: AppealPartsReader,
    private readonly store: AppealsStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, note: string): Promise<AppealRecord> {
    return this.desk.change(actor, id, 'appeal:trace', async ({ appeal, registration }) => {
      if (appeal.tracing !== 'open') {
        throw new DomainError('STATE_CONFLICT', 'There is no failure to trace, or it has been traced already.');
      }
      checkMayAdminister(actor.userId, await this.parts.of(appeal, registration));
      const step = { event: 'traced', actorId: actor.userId, at: this.clock.now(), reason: note } as const;
      const traced = await this.store.move(appeal, step, { tracing: 'closed', tracingNote: note });
      const { registrationId, learnerId } = appeal;
      await this.trail.record(actor, 'appeal.traced', { appealId: id }, { registrationId, learnerId });
      return traced;
    });
  }
}
