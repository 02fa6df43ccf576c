import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkMayReopen } from '../../domain/access/separation-of-duties.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { isInForce } from '../../domain/sign-off/sign-off.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { SignOffReader } from './sign-off.reader.js';

/** Opens a signed unit again, with a reason: all its signatures are void from now and everybody signs anew (§3.7). */
@Injectable()
export class ReopenUnit {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: SignOffReader,
    private readonly signatures: UnitSignatures,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
  ) {}

  async run(actor: Actor, registrationId: string, reason: string): Promise<void> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'unit:reopen');
    await this.unitOfWork.run(async () => {
      const { registration } = await this.registrations.forOperation(actor, registrationId, 'unit:reopen');
      checkMayReopen({ actorId: actor.userId, parties: registration });
      const signOffs = await this.reader.signOffs(registrationId);
      if (!signOffs.some(isInForce))
        throw new DomainError('STATE_CONFLICT', 'Nobody has signed this unit; there is nothing to re-open.');
      await this.trail.record(
        actor,
        'unit.reopened',
        { reason },
        { registrationId, learnerId: registration.learnerId },
      );
      await this.signatures.onChange(actor, registrationId, 'reopened', reason);
    }, portfolioLock(seen.registration.learnerId));
  }
}
