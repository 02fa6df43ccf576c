import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { checkClaimStep, type ClaimStepName } from '../../domain/certification/certificate-claim.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationStatusDoor } from '../registrations/registration-status.door.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { SignOffReader } from '../sign-off/sign-off.reader.js';
import type { CertificateClaimStepRecord } from './certificate-claim-step.record.js';
import { certificationLock } from './certification-lock.js';
import { CertificationReader, type WholeClaim } from './certification.reader.js';
import { CertificationStore } from './certification.store.js';

export interface NextStep {
  readonly step: ClaimStepName;
  readonly happenedOn?: string;
  readonly reference?: string;
  readonly reason?: string | null;
}

/** A claim on the desk, with the registrations of its units in the same order. */
export interface OpenClaim extends WholeClaim {
  readonly registrations: readonly RegistrationRecord[];
}

/** Takes the steps of a claim: all of its units go with it, or none. */
@Injectable()
export class ClaimDesk {
  constructor(
    private readonly reader: CertificationReader,
    private readonly registrations: RegistrationsReader,
    private readonly signOffs: SignOffReader,
    private readonly status: RegistrationStatusDoor,
    private readonly store: CertificationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** What a change of a claim on these registrations waits for. */
  locksOf(actor: Actor, registrations: readonly RegistrationRecord[]): string[] {
    return [
      ...certificationLock(actor.centreId),
      ...registrations.flatMap(({ learnerId }) => portfolioLock(learnerId)),
    ];
  }

  /**
   * Decides on a claim as it is inside the transaction and takes the step that comes of it.
   * @throws DomainError NOT_FOUND; STATE_CONFLICT when the step cannot follow
   */
  async change(
    actor: Actor,
    id: string,
    step: ClaimStepName,
    decide: (open: OpenClaim) => Promise<Omit<NextStep, 'step'>> | Omit<NextStep, 'step'>,
  ): Promise<OpenClaim> {
    const seen = await this.open(actor, id);
    return this.unitOfWork.run(
      async () => {
        const open = await this.open(actor, id);
        checkClaimStep(open.steps, step);
        return this.take(actor, open, { step, ...(await decide(open)) });
      },
      this.locksOf(actor, seen.registrations),
    );
  }

  /** Writes a step, tells it of every unit and brings their states up to date. Inside the unit of work. */
  async take(actor: Actor, open: OpenClaim, next: NextStep): Promise<OpenClaim> {
    const { step, happenedOn = null, reference = null, reason = null } = next;
    const row: CertificateClaimStepRecord = {
      ...{ id: newId(), claimId: open.claim.id, step, happenedOn, reference },
      ...{ byId: actor.userId, at: this.clock.now(), reason: reason?.trim() || null },
    };
    await this.store.addStep(row);
    for (const { id: registrationId, learnerId } of open.registrations) {
      await this.trail.record(
        actor,
        `claim.${step}`,
        { claimId: open.claim.id, on: row.happenedOn, reference: row.reference, reason: row.reason },
        { registrationId, learnerId },
      );
    }
    for (const { id } of open.registrations) {
      await this.status.moveTo(id, await this.signOffs.stateOf(id, row.at));
    }
    return { ...open, steps: [...open.steps, row] };
  }

  private async open(actor: Actor, id: string): Promise<OpenClaim> {
    const found = await this.reader.claim(actor.centreId, id);
    if (!found) throw notFound();
    const rows = await this.registrations.byIds(found.units.map(({ registrationId }) => registrationId));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return { ...found, registrations: found.units.flatMap(({ registrationId }) => byId.get(registrationId) ?? []) };
  }
}
