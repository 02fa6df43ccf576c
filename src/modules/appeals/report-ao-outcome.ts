import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { AppealOutcome } from '../../domain/appeal/appeal.js';
import { checkMayAdminister } from '../../domain/appeal/independence.js';
import { moveAppeal } from '../../domain/appeal/ladder.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AppealDesk } from './appeal-desk.js';
import { AppealPartsReader } from './appeal-parts.reader.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsStore } from './appeals.store.js';
import { ConcludeAppeal } from './conclude-appeal.js';

export interface AoOutcome {
  readonly outcome: AppealOutcome;
  /** The awarding organisation's reference for its decision. */
  readonly reference: string;
  readonly decidedOn: string;
  readonly reasons: string | null;
  readonly byAnotherAssessor: boolean;
}

/** The centre manager enters what the awarding organisation decided. It is their decision: here it is only recorded. */
@Injectable()
export class ReportAoOutcome {
  constructor(
    private readonly desk: AppealDesk,
    private readonly parts: AppealPartsReader,
    private readonly store: AppealsStore,
    private readonly conclude: ConcludeAppeal,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  run(actor: Actor, id: string, input: AoOutcome): Promise<AppealRecord> {
    return this.desk.change(actor, id, 'appeal:administer', async ({ appeal, registration }) => {
      const status = moveAppeal(appeal.status, 'report');
      checkMayAdminister(actor.userId, await this.parts.of(appeal, registration));
      this.assertDay(appeal, input.decidedOn);
      const { outcome, reference, decidedOn, reasons, byAnotherAssessor } = input;
      const { registrationId, learnerId } = appeal;
      const at = this.clock.now();
      const reported = await this.store.move(
        appeal,
        { event: 'ao_reported', actorId: actor.userId, at, reason: reasons, outcome },
        {
          ...{ status, outcome, byAnotherAssessor, dueOn: null, closedAt: at },
          ...{ aoReference: reference, aoDecidedOn: decidedOn },
        },
      );
      const facts = { appealId: id, outcome, reference, decidedOn };
      await this.trail.record(actor, 'appeal.ao_reported', facts, { registrationId, learnerId });
      return this.conclude.run(actor, reported);
    });
  }

  private assertDay({ lodgedAt }: AppealRecord, decidedOn: string): void {
    if (decidedOn >= lodgedAt.slice(0, decidedOn.length) && decidedOn <= this.clock.today()) return;
    const message = 'must be a day between the lodging of the appeal and today';
    throw new DomainError('VALIDATION_FAILED', 'The day cannot be right.', [{ path: 'decidedOn', message }]);
  }
}
