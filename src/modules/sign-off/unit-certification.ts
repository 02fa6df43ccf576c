import type { ClaimStanding } from '../../domain/sign-off/sign-off.js';
import type { AuditAuthor } from '../audit/audit-trail.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';

/** What became of a released unit with the awarding organisation. Declared here, answered by the certification room. */
export abstract class UnitCertification {
  /** Where this release of the unit stands; `null` while nothing allows to claim on it (§3.7). */
  abstract standingOf(
    registration: Pick<RegistrationRecord, 'id' | 'centreId' | 'unitKey'>,
    releaseId: string,
  ): Promise<ClaimStanding | null>;

  /** A release is void: if it was claimed, the awarding organisation must be told. Inside the caller's transaction. */
  abstract onReleaseVoided(
    author: AuditAuthor,
    registration: Pick<RegistrationRecord, 'id' | 'centreId' | 'learnerId'>,
    releaseId: string,
    reason: string,
  ): Promise<void>;
}
