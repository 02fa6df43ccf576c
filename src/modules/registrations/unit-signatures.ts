import type { SignatureEvent } from '../../domain/sign-off/voided-stages.js';
import type { AuditAuthor } from '../audit/audit-trail.js';

/**
 * What earlier rooms must ask about the signatures under a unit before they touch what was signed. Declared here,
 * answered by the sign-off room.
 */
export abstract class UnitSignatures {
  /** Whether an IQA has released the unit; after that only a reopening lets its evidence change (§3.3). */
  abstract isReleased(registrationId: string): Promise<boolean>;

  /**
   * Something that a unit rests on has changed: marks the signatures that no longer stand as void from now, with the
   * reason (§3.7), and brings the registration's status up to date. Inside the caller's transaction, after its change.
   */
  abstract onChange(author: AuditAuthor, registrationId: string, event: SignatureEvent, reason: string): Promise<void>;

  /** Something else keeps a unit from being ready, or no longer does: brings its status up to date and voids nothing. */
  abstract refreshStatus(registrationId: string): Promise<void>;

  /** Whether the person had a hand in what a unit's signatures bind: judged, decided, wrote, countersigned or signed. */
  abstract restOn(registrationId: string, personId: string): Promise<boolean>;
}
