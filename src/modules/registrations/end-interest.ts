import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { InterestRecord } from './interest.record.js';
import { InterestsReader } from './interests.reader.js';
import { portfolioLock } from './portfolio-lock.js';
import { RegistrationsStore } from './registrations.store.js';

/**
 * A centre manager ends a declared interest, with a reason: from now on the person may assess and verify the learner.
 * What they made while it stood stays barred and signatures it voided stay void; the declaration itself stays on record.
 */
@Injectable()
export class EndInterest {
  constructor(
    private readonly interests: InterestsReader,
    private readonly store: RegistrationsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, id: string, reason: string): Promise<InterestRecord> {
    const { learnerId: seen } = await this.endable(actor, id);
    return this.unitOfWork.run(async () => {
      const interest = await this.endable(actor, id);
      const ending = { endedAt: this.clock.now(), endedById: actor.userId, endingReason: reason.trim() };
      await this.store.endInterest(id, ending);
      const { personId, learnerId, kind } = interest;
      await this.trail.record(
        actor,
        'interest.ended',
        { interestId: id, personId, kind, reason: ending.endingReason },
        { learnerId },
      );
      return { ...interest, ...ending };
    }, portfolioLock(seen));
  }

  private async endable(actor: Actor, id: string): Promise<InterestRecord> {
    const interest = await this.interests.interest(actor.centreId, id);
    if (!interest) throw notFound();
    if ([interest.personId, interest.learnerId].includes(actor.userId)) {
      throw new DomainError('SEGREGATION_OF_DUTIES', 'SOD6: nobody ends an interest that is about themselves.');
    }
    if (interest.endedAt !== null) throw new DomainError('STATE_CONFLICT', 'This interest has ended already.');
    return interest;
  }
}
