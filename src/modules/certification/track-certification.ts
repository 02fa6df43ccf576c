import { Injectable } from '@nestjs/common';
import { claimStanding } from '../../domain/certification/certificate-claim.js';
import { hasDirectClaims } from '../../domain/certification/qualification.js';
import type { ClaimStanding } from '../../domain/sign-off/sign-off.js';
import type { AuditAuthor } from '../audit/audit-trail.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import { UnitCertification } from '../sign-off/unit-certification.js';
import { VisitsReader } from '../visits/visits.reader.js';
import { CertificationReader } from './certification.reader.js';
import { NotificationDesk } from './notification-desk.js';

/** Answers the sign-off room: where a release stands, and that what was claimed on has changed. */
@Injectable()
export class TrackCertification extends UnitCertification {
  constructor(
    private readonly reader: CertificationReader,
    private readonly visits: VisitsReader,
    private readonly notifications: NotificationDesk,
  ) {
    super();
  }

  override async standingOf(
    { id, centreId, unitKey }: Pick<RegistrationRecord, 'id' | 'centreId' | 'unitKey'>,
    releaseId: string,
  ): Promise<ClaimStanding | null> {
    const claims = await this.reader.claimsOn([id]);
    const qualifications = await this.reader.qualificationsWith(centreId, [unitKey]);
    const decided = await this.visits.releaseOf(id);
    return claimStanding({
      claims: claims.filter((claim) => claim.releaseId === releaseId),
      hasDirectClaims: qualifications.some(({ history }) => hasDirectClaims(history)),
      isReleasedByVisit: decided?.releaseId === releaseId ? decided.isReleased : null,
    });
  }

  override async onReleaseVoided(
    author: AuditAuthor,
    registration: Pick<RegistrationRecord, 'id' | 'centreId' | 'learnerId'>,
    releaseId: string,
    reason: string,
  ): Promise<void> {
    for (const claim of await this.reader.claimsOn([registration.id])) {
      const isKnownToAo = claim.status === 'submitted' || claim.status === 'certificated';
      if (claim.releaseId !== releaseId || !isKnownToAo) continue;
      await this.notifications.open(author, claim.claimId, registration, 'release_voided', reason);
    }
  }
}
