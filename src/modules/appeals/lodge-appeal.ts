import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { appealSubject } from '../../domain/appeal/appeal.js';
import type { AppealTarget } from '../../domain/appeal/check-lodging.js';
import { checkLateReason, isOverdue } from '../../domain/appeal/ladder.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { AppealDesk } from './appeal-desk.js';
import { AppealTargetPolicy } from './appeal-target.policy.js';
import type { AppealRecord } from './appeal.record.js';
import { AppealsReader } from './appeals.reader.js';
import { AppealsStore } from './appeals.store.js';

export interface NewAppeal {
  readonly registrationId: string;
  readonly against: AppealTarget;
  readonly grounds: string;
  readonly lateReason: string | null;
}

/** A learner appeals. From then on nobody signs the unit further until the appeal is settled; what is signed stays (§3.8). */
@Injectable()
export class LodgeAppeal {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: AppealsReader,
    private readonly targets: AppealTargetPolicy,
    private readonly desk: AppealDesk,
    private readonly store: AppealsStore,
    private readonly signatures: UnitSignatures,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, { registrationId, against, grounds, lateReason }: NewAppeal): Promise<AppealRecord> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'appeal:lodge');
    await this.targets.fitting(actor, seen.registration, against);
    return this.unitOfWork.run(async () => {
      // Again inside the transaction: the criterion may have been judged again, or an IQA may have signed, in between.
      const { registration } = await this.registrations.forOperation(actor, registrationId, 'appeal:lodge');
      const appealed = await this.targets.fitting(actor, registration, against);
      const openSubject = appealSubject(appealed);
      if (await this.reader.isOpenAbout(registrationId, openSubject)) {
        throw new DomainError(
          'ALREADY_EXISTS',
          'You have appealed against this already, and that appeal is still open.',
        );
      }
      const { centreId, learnerId } = registration;
      const lastDay = await this.desk.lastDayToLodge(centreId, appealed.decisionTakenAt);
      const isLate = isOverdue(lastDay, this.clock.today());
      if (isLate) checkLateReason(lateReason, lastDay);
      const { dueOn, policyVersion } = await this.desk.clockFor(centreId, 'lodged');
      const at = this.clock.now();
      const appeal: AppealRecord = {
        ...{ id: newId(), centreId, registrationId, learnerId, ...appealed, grounds, lodgedAt: at },
        ...{ status: 'lodged', openSubject, dueOn, outcome: null, byAnotherAssessor: false },
        ...{ awaitsRedecision: false, redecidedAt: null, aoReference: null, aoDecidedOn: null },
        ...{ tracing: null, tracingSince: null, tracingNote: null, closedAt: null, lastStep: 1 },
      };
      await this.store.add(appeal, {
        ...{ event: 'lodged', actorId: actor.userId, at, reason: grounds, dueOn, policyVersion, isLate },
        lateReason: isLate ? lateReason : null,
      });
      const { id: appealId, kind, criterion } = appeal;
      const subject = { registrationId, learnerId };
      await this.trail.record(actor, 'appeal.lodged', { appealId, kind, criterion, isLate }, subject);
      await this.signatures.refreshStatus(registrationId);
      return appeal;
    }, portfolioLock(seen.registration.learnerId));
  }
}
