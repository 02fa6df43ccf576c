import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkNoDeclaredInterest } from '../../domain/access/separation-of-duties.js';
import { checkAssessorObservation } from '../../domain/staff/staff-duties.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SpecificationReader } from '../specifications/specification.reader.js';
import type { AssessorObservationRecord } from './assessor-observation.record.js';
import { assertUnitKnown } from './known-unit.js';
import { staffLock } from './staff-lock.js';
import { StaffStore } from './staff.store.js';

export interface NewObservation {
  readonly assessorId: string;
  readonly unit: string;
  readonly observedOn: string;
  readonly activity: string;
  readonly registrationId?: string | null;
  readonly strengths: string;
  readonly feedback: string;
  readonly actionRequired?: string | null;
}

/** An IQA records what they saw of an assessor at work (§4.1, "observation of assessor"). Said once, never edited. */
@Injectable()
export class ObserveAssessor {
  constructor(
    private readonly identity: IdentityReader,
    private readonly specifications: SpecificationReader,
    private readonly registrations: RegistrationsReader,
    private readonly store: StaffStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, input: NewObservation): Promise<AssessorObservationRecord> {
    await assertUnitKnown(this.specifications, input.unit);
    const { assessorId, unit, observedOn, activity, strengths, feedback } = input;
    return this.unitOfWork.run(async () => {
      const assessor = await this.identity.user(actor.centreId, assessorId);
      const registration = await this.registrationOf(actor, input.registrationId ?? null);
      checkAssessorObservation({
        ...{ observerId: actor.userId, assessorId, assessorRoles: assessor?.roles ?? null },
        ...{ unit, observedOn, today: this.clock.today(), registration },
      });
      const row: AssessorObservationRecord = {
        ...{ id: newId(), centreId: actor.centreId, assessorId, observerId: actor.userId, unitKey: unit, observedOn },
        ...{ registrationId: registration?.id ?? null, activity: activity.trim(), strengths: strengths.trim() },
        ...{ feedback: feedback.trim(), actionRequired: input.actionRequired?.trim() ?? null },
        recordedAt: this.clock.now(),
      };
      await this.store.addObservation(row);
      await this.trail.record(actor, 'assessor.observed', {
        ...{ observationId: row.id, assessorId, unit, registrationId: row.registrationId },
      });
      return row;
    }, staffLock(assessorId));
  }

  /** A registration that is named must be in the IQA's scope, and they must be free to verify that learner (SOD6). */
  private async registrationOf(actor: Actor, id: string | null): Promise<RegistrationRecord | null> {
    if (id === null) return null;
    const { registration } = await this.registrations.forOperation(actor, id, 'registration:read');
    const conflictedPersonIds = await this.registrations.conflictedPersonIds(registration.learnerId);
    checkNoDeclaredInterest({ actorId: actor.userId, conflictedPersonIds });
    return registration;
  }
}
