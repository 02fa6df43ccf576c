import { Injectable } from '@nestjs/common';
import { explainReadiness } from '../../domain/sign-off/explain-readiness.js';
import { nextStages, unitState } from '../../domain/sign-off/unit-state.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { toSignOffView, type UnitSignOffsView } from './sign-off.dto.js';
import { SignOffReader } from './sign-off.reader.js';

/** Shows where a unit stands: its signatures, its state, and line by line why it can or cannot be signed now. */
@Injectable()
export class SignOffPresenter {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly reader: SignOffReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  async show(id: string): Promise<UnitSignOffsView> {
    const registration = await this.registrations.byId(id);
    const [signOffs, reopening, { coverage, facts, snapshotSha256 }, people, conflictedPersonIds] = await Promise.all([
      this.reader.signOffs(id),
      this.reader.lastReopening(id),
      this.reader.signable(registration, this.clock.now()),
      this.peopleOf(registration),
      this.registrations.conflictedPersonIds(registration.learnerId),
    ]);
    const { ready } = coverage;
    const claim = await this.reader.claimStanding(registration, signOffs);
    return {
      items: signOffs.map(toSignOffView),
      nextCursor: null,
      state: unitState({ signOffs, ready, reopenedAt: reopening?.reopenedAt ?? null, claim }),
      ready,
      readiness: explainReadiness({ coverage, unit: facts.unit, signOffs, people, conflictedPersonIds }).map(
        ({ detail, ...line }) => ({ ...line, detail: [...detail] }),
      ),
      nextStage: nextStages({ signOffs, ready })[0] ?? null,
      snapshotSha256,
    };
  }

  /** Who is allocated to sign at each stage. */
  private async peopleOf(registration: RegistrationRecord) {
    const { learnerId, assessorId, countersignerId, iqaId, countersigningIqaId } = registration;
    const names = await this.identity.names([learnerId, assessorId, countersignerId, iqaId, countersigningIqaId]);
    const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
    return {
      learner: person(learnerId),
      assessor: person(assessorId),
      countersigner: person(countersignerId),
      iqa: person(iqaId),
      countersigning_iqa: person(countersigningIqaId),
    };
  }
}
