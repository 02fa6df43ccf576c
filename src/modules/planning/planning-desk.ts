import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import type { Operation } from '../../domain/access/permissions.js';
import { checkNoDeclaredInterest } from '../../domain/access/separation-of-duties.js';
import type { UnitSpecification } from '../../domain/specification/unit.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationsReader, type ScopedRegistration } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';

/** A learner's unit as somebody plans or talks about it. */
export interface OpenedUnit extends ScopedRegistration {
  readonly unit: UnitSpecification;
}

/** Opens a registration for change: scope and permission first, then again inside the transaction. */
@Injectable()
export class PlanningDesk {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly specifications: SpecificationReader,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async change<Result>(
    actor: Actor,
    registrationId: string,
    operation: Operation,
    work: (opened: OpenedUnit) => Promise<Result>,
  ): Promise<Result> {
    const seen = await this.registrations.forOperation(actor, registrationId, operation);
    return this.unitOfWork.run(async () => {
      // The learner may have been handed over to somebody else in between.
      const scoped = await this.registrations.forOperation(actor, registrationId, operation);
      const { unitKey, specificationVersion } = scoped.registration;
      return work({ ...scoped, unit: await this.specifications.version(unitKey, specificationVersion) });
    }, portfolioLock(seen.registration.learnerId));
  }

  /** @throws DomainError SEGREGATION_OF_DUTIES (SOD6): to plan and to review is to assess */
  async assertNoInterest(actor: Actor, { registration }: OpenedUnit): Promise<void> {
    checkNoDeclaredInterest({
      actorId: actor.userId,
      conflictedPersonIds: await this.registrations.conflictedPersonIds(registration.learnerId),
    });
  }
}
