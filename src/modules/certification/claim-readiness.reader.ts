import { Injectable } from '@nestjs/common';
import type { ClaimStatus } from '../../domain/certification/certificate-claim.js';
import { type ClaimLine, claimReadiness } from '../../domain/certification/claim-readiness.js';
import { hasDirectClaims } from '../../domain/certification/qualification.js';
import { isReleasedState, type SignOff } from '../../domain/sign-off/sign-off.js';
import { releaseOf } from '../../domain/sign-off/unit-state.js';
import { Clock } from '../../platform/time/clock.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { type SignableUnit, SignOffReader } from '../sign-off/sign-off.reader.js';
import { VisitsReader } from '../visits/visits.reader.js';
import { AoNotificationsReader } from './ao-notifications.reader.js';
import { CertificationReader, type QualificationWithHistory } from './certification.reader.js';

/** What a unit is claimed under. */
export interface ClaimTerms {
  readonly offered: QualificationWithHistory | null;
  readonly eqaReleaseReference: string | null;
  /** The claim itself, which is not in its own way. */
  readonly claimId: string | null;
}

/** A unit as somebody would claim it now. */
export interface ClaimableUnit {
  readonly lines: readonly ClaimLine[];
  readonly release: SignOff | null;
  readonly signOffs: readonly SignOff[];
  readonly unit: SignableUnit;
}

const UNDER_WAY: readonly ClaimStatus[] = ['prepared', 'submitted'];

@Injectable()
export class ClaimReadinessReader {
  constructor(
    private readonly registrations: RegistrationsReader,
    private readonly signOffs: SignOffReader,
    private readonly reader: CertificationReader,
    private readonly notifications: AoNotificationsReader,
    private readonly visits: VisitsReader,
    private readonly clock: Clock,
  ) {}

  async of(registration: RegistrationRecord, terms: ClaimTerms): Promise<ClaimableUnit> {
    const { id, unitKey, registeredOn, registrationNumber, uln } = registration;
    // One after the other: inside a transaction they share one connection, which takes one query at a time.
    const unit = await this.signOffs.signable(registration, this.clock.now());
    const signOffs = await this.signOffs.signOffs(id);
    const release = releaseOf(signOffs);
    const decided = await this.visits.releaseOf(id);
    const due = await this.notifications.dueOn([id]);
    const claims = (await this.reader.claimsOn([id])).filter(({ claimId }) => claimId !== terms.claimId);
    const standing = claims.filter(
      ({ status, releaseId }) => UNDER_WAY.includes(status) || (status === 'certificated' && releaseId === release?.id),
    );
    const offered = terms.offered?.qualification.units.includes(unitKey) ? terms.offered : null;
    const lines = claimReadiness({
      unit: unit.facts.unit,
      qualification: offered && {
        title: offered.qualification.title,
        awardingOrganisation: offered.qualification.awardingOrganisation,
        hasDirectClaims: hasDirectClaims(offered.history),
      },
      ...{ registeredOn, registrationNumber, uln },
      firstJudgedOn: firstDay(unit.effective.map(({ decidedAt }) => decidedAt)),
      unreleasedUnits: await this.unreleased(registration, offered?.qualification.units ?? [], release !== null),
      unitGaps: unit.coverage.unitGaps,
      visitRelease:
        decided && release && decided.releaseId === release.id
          ? { ...decided, decidedOn: decided.decidedAt.slice(0, 'YYYY-MM-DD'.length) }
          : null,
      eqaReleaseReference: terms.eqaReleaseReference,
      isNotificationDue: due.has(id),
      standingClaims: standing.map(({ status }) => status),
    });
    return { lines, release, signOffs, unit };
  }

  private async unreleased(
    { id, centreId, learnerId, unitKey }: RegistrationRecord,
    units: readonly string[],
    isReleased: boolean,
  ): Promise<string[]> {
    const others = (await this.registrations.ofLearner(centreId, learnerId)).filter(
      (other) => other.id !== id && units.includes(other.unitKey) && !isReleasedState(other.status),
    );
    return [...(isReleased ? [] : [unitKey]), ...others.map((other) => other.unitKey)];
  }
}

function firstDay(instants: readonly string[]): string | null {
  return [...instants].sort()[0]?.slice(0, 'YYYY-MM-DD'.length) ?? null;
}
