import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { checkUln } from '../../domain/registration/uln.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { RegistrationRecord } from './registration.record.js';
import { portfolioLock } from './portfolio-lock.js';
import { PartiesPolicy } from './parties.policy.js';
import { RegistrationsStore } from './registrations.store.js';

export interface NewRegistration {
  readonly learnerId: string;
  readonly unit: string;
  readonly registeredOn: string;
  readonly assessorId: string;
  readonly iqaId: string;
  readonly countersignerId?: string | null;
  readonly coAssessorId?: string | null;
  readonly countersigningIqaId?: string | null;
  readonly registrationNumber?: string | null;
  readonly uln?: string | null;
  readonly site?: string | null;
  readonly employer?: string | null;
  readonly jobRole?: string | null;
}

/** Puts a learner on a unit, pinned to its current specification. */
@Injectable()
export class CreateRegistration {
  constructor(
    private readonly specifications: SpecificationReader,
    private readonly store: RegistrationsStore,
    private readonly parties: PartiesPolicy,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: NewRegistration): Promise<RegistrationRecord> {
    checkUln(input.uln);
    const unit = await this.specifications.currentOf(input.unit);
    if (!unit) {
      const message = 'is not a unit of this installation';
      throw new DomainError('UNIT_UNKNOWN', 'There is no such unit here.', [{ path: 'unit', message }]);
    }
    const registration: RegistrationRecord = {
      id: newId(),
      centreId: actor.centreId,
      learnerId: input.learnerId,
      unitKey: unit.key,
      specificationVersion: unit.version,
      registeredOn: input.registeredOn,
      assessorId: input.assessorId,
      iqaId: input.iqaId,
      countersignerId: input.countersignerId ?? null,
      coAssessorId: input.coAssessorId ?? null,
      countersigningIqaId: input.countersigningIqaId ?? null,
      registrationNumber: input.registrationNumber ?? null,
      uln: input.uln ?? null,
      site: input.site ?? null,
      employer: input.employer ?? null,
      jobRole: input.jobRole ?? null,
      status: 'in_progress',
      revision: 1,
      createdAt: this.clock.now(),
    };
    try {
      await this.unitOfWork.run(async () => {
        await this.parties.check(actor, registration);
        await this.store.add(registration);
        const { assessorId, coAssessorId, iqaId, countersignerId, countersigningIqaId } = registration;
        await this.trail.record(
          actor,
          'registration.created',
          {
            ...{ unit: unit.key, specificationVersion: unit.version },
            ...{ assessorId, coAssessorId, iqaId, countersignerId, countersigningIqaId },
          },
          { registrationId: registration.id, learnerId: registration.learnerId },
        );
      }, portfolioLock(input.learnerId));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('ALREADY_EXISTS', 'The learner is registered on this unit already.', [
        { path: 'unit', message: 'has this learner already' },
      ]);
    }
    return registration;
  }
}
