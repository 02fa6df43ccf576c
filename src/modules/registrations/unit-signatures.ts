import type { SignatureEvent } from '../../domain/sign-off/voided-stages.js';
import type { AuditAuthor } from '../audit/audit-trail.js';

/**
 * What earlier rooms must ask about the signatures under a unit before they touch what was signed. Declared here,
 * answered by the sign-off room.
 */
export abstract class UnitSignatures {
  /** Whether an IQA has released the unit; after that only a reopening lets its evidence change (§3.3). */
  abstract isReleased(registrationId: string): Promise<boolean>;

  /** Marks the signatures that no longer stand as void from now, with the reason (§3.7). Inside the caller's transaction. */
  abstract onChange(author: AuditAuthor, registrationId: string, event: SignatureEvent, reason: string): Promise<void>;
}
