import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding } from '../../domain/access/actor.js';
import { checkSignOff } from '../../domain/sign-off/check-sign-off.js';
import { isInForce, type ReleaseRoute, type SignOffStage } from '../../domain/sign-off/sign-off.js';
import { RELEASE_DECLARATIONS, UNIT_DECLARATIONS } from '../../domain/sign-off/unit-declarations.js';
import { unitState } from '../../domain/sign-off/unit-state.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationStatusDoor } from '../registrations/registration-status.door.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import type { SignOffRecord } from './sign-off.record.js';
import { type SignableUnit, SignOffReader } from './sign-off.reader.js';
import { SignOffStore } from './sign-off.store.js';

export interface UnitSignature {
  readonly stage: SignOffStage;
  readonly statement?: string | null;
  readonly route?: ReleaseRoute | null;
  readonly decision?: string | null;
  readonly note?: string | null;
}

/** One person signs for a unit. Each signature binds the hash of exactly what was there to sign (§3.7). */
@Injectable()
export class SignUnit {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: SignOffReader,
    private readonly store: SignOffStore,
    private readonly status: RegistrationStatusDoor,
    private readonly signatures: UnitSignatures,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(actor: Actor, registrationId: string, input: UnitSignature): Promise<SignOffRecord> {
    const seen = await this.registrations.forOperation(actor, registrationId, 'unit:sign');
    return this.unitOfWork.run(async () => {
      const { registration } = await this.registrations.forOperation(actor, registrationId, 'unit:sign');
      const now = this.clock.now();
      const [signOffs, unit] = [
        await this.reader.signOffs(registrationId),
        await this.reader.signable(registration, now),
      ];
      const route = input.route ?? null;
      const decision = input.decision ?? null;
      const note = input.note?.trim() || null;
      checkSignOff({
        ...this.people(registration, unit),
        stage: input.stage,
        actor: { id: actor.userId, assessorStatus: assessorStanding(actor.roles) },
        parties: registration,
        coverage: unit.coverage,
        signOffs,
        snapshotSha256: unit.snapshotSha256,
        route,
        decision,
        note,
        conflictedPersonIds: await this.registrations.conflictedPersonIds(registration.learnerId),
      });

      const signOff: SignOffRecord = {
        id: newId(),
        registrationId,
        stage: input.stage,
        personId: actor.userId,
        personName: actor.name,
        statement: input.statement?.trim() || this.declaration(input.stage, route),
        signedAt: now,
        snapshotSha256: unit.snapshotSha256,
        signerStatus:
          input.stage === 'assessor' || input.stage === 'countersigner' ? assessorStanding(actor.roles) : null,
        route,
        decision,
        note,
        voidedAt: null,
        voidReason: null,
      };
      await this.store.add(signOff);
      await this.trail.record(
        actor,
        'unit.signed',
        { stage: signOff.stage, snapshotSha256: signOff.snapshotSha256, route, decision },
        { registrationId, learnerId: registration.learnerId },
      );
      if (decision === 'not_agreed') {
        await this.signatures.onChange(actor, registrationId, 'iqa_rejected', `the IQA did not agree: ${note ?? ''}`);
      } else {
        await this.moveOn(registration, [...signOffs, signOff]);
      }
      return signOff;
    }, portfolioLock(seen.registration.learnerId));
  }

  private async moveOn(registration: RegistrationRecord, signOffs: readonly SignOffRecord[]): Promise<void> {
    const reopening = await this.reader.lastReopening(registration.id);
    const state = unitState({
      signOffs: signOffs.filter(isInForce),
      ready: true,
      reopenedAt: reopening?.reopenedAt ?? null,
    });
    await this.status.moveTo(registration.id, state);
  }

  /** Everybody who had a hand in what is signed, for the segregation of duties (SOD2). */
  private people(registration: RegistrationRecord, { evidence, effective }: SignableUnit) {
    const deciders = evidence.flatMap(({ decidedById }) => (decidedById === null ? [] : [decidedById]));
    return {
      judgeIds: [...effective.map(({ assessorId }) => assessorId), ...deciders],
      countersignerIds: effective.flatMap(({ countersignature }) =>
        countersignature === null ? [] : [countersignature.countersignerId],
      ),
      authorIds: evidence.filter(({ authorId }) => authorId !== registration.learnerId).map(({ authorId }) => authorId),
    };
  }

  private declaration(stage: SignOffStage, route: ReleaseRoute | null): string {
    return stage === 'iqa' ? RELEASE_DECLARATIONS[route ?? 'sampled'].text : UNIT_DECLARATIONS[stage].text;
  }
}
