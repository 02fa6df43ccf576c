import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { InterestKind } from '../../domain/access/declared-interest.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { InterestRecord } from './interest.record.js';
import { portfolioLock } from './portfolio-lock.js';
import { RegistrationsReader } from './registrations.reader.js';
import { RegistrationsStore } from './registrations.store.js';
import { UnitSignatures } from './unit-signatures.js';

/**
 * Records that a person has an interest in a learner. People declare their own; a centre manager may record anybody's.
 * From then on that person can neither assess nor verify the learner, and evidence they authored does not count (SOD6).
 */
@Injectable()
export class DeclareInterest {
  constructor(
    private readonly identity: IdentityReader,
    private readonly registrations: RegistrationsReader,
    private readonly store: RegistrationsStore,
    private readonly signatures: UnitSignatures,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: Actor,
    input: { personId?: string; learnerId: string; kind: InterestKind },
  ): Promise<InterestRecord> {
    const personId = input.personId ?? actor.userId;
    if (personId !== actor.userId && !actor.roles.includes('centre_manager')) {
      throw new DomainError(
        'NOT_ALLOWED',
        'You can declare your own interests; a centre manager records those of others.',
      );
    }
    const [person, learner] = await Promise.all([
      this.identity.user(actor.centreId, personId),
      this.identity.user(actor.centreId, input.learnerId),
    ]);
    if (!person || !learner) throw notFound();
    if (person.id === learner.id) {
      throw new DomainError('VALIDATION_FAILED', 'An interest is between two people.', [
        { path: 'learnerId', message: 'is the same person' },
      ]);
    }
    const interest: InterestRecord = {
      id: newId(),
      centreId: actor.centreId,
      personId,
      learnerId: input.learnerId,
      kind: input.kind,
      declaredById: actor.userId,
      declaredAt: this.clock.now(),
      ...{ endedAt: null, endedById: null, endingReason: null },
    };
    await this.unitOfWork.run(async () => {
      await this.store.addInterest(interest);
      await this.recordAndVoid(actor, interest);
    }, portfolioLock(input.learnerId));
    return interest;
  }

  /** Units that rest on this person's word are no longer what their signatories believed them to be (§3.7). */
  private async recordAndVoid(actor: Actor, { personId, learnerId, kind }: InterestRecord): Promise<void> {
    await this.trail.record(actor, 'interest.declared', { personId, kind }, { learnerId });
    for (const { id } of await this.registrations.ofLearner(actor.centreId, learnerId)) {
      if (!(await this.signatures.restOn(id, personId))) continue;
      await this.signatures.onChange(actor, id, 'interest_declared', 'somebody it rests on has declared an interest');
    }
  }
}
