import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding, type Role } from '../../domain/access/actor.js';
import type { RegistrationParties } from '../../domain/access/permissions.js';
import { checkParties } from '../../domain/access/separation-of-duties.js';
import { DomainError, type ErrorCode, type FieldError } from '../../domain/kernel/domain-error.js';
import { isValidUln } from '../../domain/registration/uln.js';
import { isUniqueViolation } from '../../platform/database/database-errors.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { UserRecord } from '../identity/user.record.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { RegistrationRecord } from './registration.record.js';
import { RegistrationsReader } from './registrations.reader.js';
import { portfolioLock } from './portfolio-lock.js';
import { RegistrationsStore } from './registrations.store.js';

export interface NewRegistration {
  readonly learnerId: string;
  readonly unit: string;
  readonly registeredOn: string;
  readonly assessorId: string;
  readonly iqaId: string;
  readonly countersignerId?: string | null;
  readonly coAssessorId?: string | null;
  readonly registrationNumber?: string | null;
  readonly uln?: string | null;
  readonly site?: string | null;
  readonly employer?: string | null;
  readonly jobRole?: string | null;
}

type Part = 'learnerId' | 'assessorId' | 'coAssessorId' | 'iqaId' | 'countersignerId';

const PART_ROLES: Readonly<Record<Part, { roles: readonly Role[]; needed: string }>> = {
  learnerId: { roles: ['learner'], needed: 'is not a learner of this centre' },
  assessorId: { roles: ['assessor', 'trainee_assessor'], needed: 'is not an assessor of this centre' },
  coAssessorId: { roles: ['assessor', 'trainee_assessor'], needed: 'is not an assessor of this centre' },
  iqaId: { roles: ['iqa', 'lead_iqa'], needed: 'is not an IQA of this centre' },
  countersignerId: { roles: ['assessor'], needed: 'is not a qualified assessor of this centre' },
};

/** Checks that the people of a registration are who they are said to be and that no two duties meet in one of them. */
@Injectable()
export class PartiesPolicy {
  constructor(
    private readonly identity: IdentityReader,
    private readonly registrations: RegistrationsReader,
  ) {}

  /** @throws DomainError ROLE_MISSING, SEGREGATION_OF_DUTIES */
  async check(parties: RegistrationParties): Promise<void> {
    const faults: FieldError[] = [];
    const people = new Map<Part, UserRecord>();
    for (const part of Object.keys(PART_ROLES) as Part[]) {
      const id = parties[part];
      if (id === null) continue;
      const person = await this.identity.user(parties.centreId, id);
      const { roles, needed } = PART_ROLES[part];
      if (!person?.roles.some((role) => roles.includes(role))) faults.push({ path: part, message: needed });
      else people.set(part, person);
    }
    const assessor = people.get('assessorId');
    if (assessor && assessorStanding(assessor.roles) === 'trainee' && parties.countersignerId === null) {
      faults.push({
        path: 'countersignerId',
        message: 'is needed: a trainee’s decisions must be countersigned (SOD4)',
      });
    }
    this.refuse('ROLE_MISSING', 'Somebody named here cannot take that part.', faults);

    checkParties(parties);
    const conflicted = new Set(await this.registrations.conflictedPersonIds(parties.learnerId));
    const barred = (['assessorId', 'coAssessorId', 'iqaId', 'countersignerId'] as const).filter((part) =>
      conflicted.has(parties[part] ?? ''),
    );
    this.refuse(
      'SEGREGATION_OF_DUTIES',
      'Somebody named here has declared an interest in this learner (SOD6).',
      barred.map((part) => ({ path: part, message: 'has a declared interest in this learner' })),
    );
  }

  private refuse(code: ErrorCode, message: string, faults: readonly FieldError[]): void {
    if (faults.length > 0) throw new DomainError(code, message, faults);
  }
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
    if (typeof input.uln === 'string' && !isValidUln(input.uln)) {
      throw new DomainError('ULN_INVALID', 'The unique learner number is mistyped: its check digit does not fit.', [
        { path: 'uln', message: 'must be ten digits with a valid check digit' },
      ]);
    }
    const unit = await this.specifications.currentOf(input.unit);
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
        await this.parties.check(registration);
        await this.store.add(registration);
        const { assessorId, coAssessorId, iqaId, countersignerId } = registration;
        await this.trail.record(
          actor,
          'registration.created',
          { unit: unit.key, specificationVersion: unit.version, assessorId, coAssessorId, iqaId, countersignerId },
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
