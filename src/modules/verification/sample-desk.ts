import { Injectable } from '@nestjs/common';
import { sampleSnapshot, type SampleSnapshot } from '../../domain/sampling/sample-snapshot.js';
import { criteriaOf } from '../../domain/specification/find-criterion.js';
import { Clock } from '../../platform/time/clock.js';
import { RegistrationStatusDoor } from '../registrations/registration-status.door.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { type SignableUnit, SignOffReader } from '../sign-off/sign-off.reader.js';

/** One unit on the IQA's desk: what there is to see of it now. */
@Injectable()
export class SampleDesk {
  constructor(
    private readonly signOffs: SignOffReader,
    private readonly status: RegistrationStatusDoor,
    private readonly clock: Clock,
  ) {}

  async open(registration: RegistrationRecord): Promise<{ unit: SignableUnit; snapshot: SampleSnapshot }> {
    const unit = await this.signOffs.signable(registration, this.clock.now());
    const contentOf = new Map(unit.evidence.map(({ id, contentSha256 }) => [id, contentSha256]));
    return {
      unit,
      snapshot: sampleSnapshot({
        registrationId: registration.id,
        criteria: criteriaOf(unit.facts.unit).map(({ code }) => code),
        evidence: unit.facts.evidence.map((fact) => ({ ...fact, contentSha256: contentOf.get(fact.id) ?? null })),
        judgements: unit.facts.judgements,
      }),
    };
  }

  /** An action more or less may make a unit ready or not: brings its status up to date, inside the caller's transaction. */
  async refreshStatus(registrationId: string): Promise<void> {
    await this.status.moveTo(registrationId, await this.signOffs.stateOf(registrationId, this.clock.now()));
  }
}
