import { Injectable } from '@nestjs/common';
import { type Actor, assessorStanding, verifierStanding } from '../../domain/access/actor.js';
import type { AssessorStatus } from '../../domain/judgement/judgement.js';
import { checkSignOff } from '../../domain/sign-off/check-sign-off.js';
import type { ReleaseRoute, SignOffStage } from '../../domain/sign-off/sign-off.js';
import { withOwnWords } from '../../domain/evidence/declaration.js';
import { releaseOf } from '../../domain/sign-off/unit-state.js';
import { RELEASE_DECLARATIONS, UNIT_DECLARATIONS } from '../../domain/sign-off/unit-declarations.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { portfolioLock } from '../registrations/portfolio-lock.js';
import { RegistrationStatusDoor } from '../registrations/registration-status.door.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { ReleaseFollowUp } from './release-follow-up.js';
import type { SignOffRecord } from './sign-off.record.js';
import { SignOffReader } from './sign-off.reader.js';
import { SignOffStore } from './sign-off.store.js';

export interface UnitSignature {
  readonly stage: SignOffStage;
  readonly statement?: string | null;
  readonly route?: ReleaseRoute | null;
  readonly decision?: string | null;
  readonly note?: string | null;
}

/** The standing that is kept with a signature: what it takes after it is settled as of now, whatever becomes of the person. */
const STANDING_AT: Readonly<Record<SignOffStage, (roles: Actor['roles']) => AssessorStatus | null>> = {
  learner: () => null,
  assessor: assessorStanding,
  countersigner: assessorStanding,
  iqa: verifierStanding,
  countersigning_iqa: verifierStanding,
};

/** One person signs for a unit. Each signature binds the hash of exactly what was there to sign (§3.7). */
@Injectable()
export class SignUnit {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: SignOffReader,
    private readonly store: SignOffStore,
    private readonly status: RegistrationStatusDoor,
    private readonly signatures: UnitSignatures,
    private readonly followUp: ReleaseFollowUp,
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
        ...(await this.reader.peopleBehind(unit)),
        stage: input.stage,
        actor: {
          id: actor.userId,
          assessorStatus: assessorStanding(actor.roles),
          verifierStatus: verifierStanding(actor.roles),
          isLeadIqa: actor.roles.includes('lead_iqa'),
        },
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
        statement: withOwnWords(this.declaration(input.stage, route), input.statement),
        signedAt: now,
        snapshotSha256: unit.snapshotSha256,
        signerStatus: STANDING_AT[input.stage](actor.roles),
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
        const [event, who] =
          input.stage === 'iqa'
            ? (['iqa_rejected', 'the IQA'] as const)
            : (['release_refused', 'the countersigning IQA'] as const);
        await this.signatures.onChange(actor, registrationId, event, `${who} did not agree: ${note ?? ''}`);
      } else {
        await this.status.moveTo(registrationId, await this.reader.stateOf(registrationId, now));
        const isRelease = releaseOf([...signOffs, signOff])?.id === signOff.id;
        if (isRelease) await this.followUp.onRelease(actor, registration, signOff);
      }
      return signOff;
    }, portfolioLock(seen.registration.learnerId));
  }

  private declaration(stage: SignOffStage, route: ReleaseRoute | null): string {
    return stage === 'iqa' ? RELEASE_DECLARATIONS[route ?? 'sampled'].text : UNIT_DECLARATIONS[stage].text;
  }
}
