import type { Actor } from '../../domain/access/actor.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import type { SignOffRecord } from './sign-off.record.js';

/** What else happens when an IQA releases a unit. Declared here, answered by the portfolio room. */
export abstract class ReleaseFollowUp {
  /** Inside the transaction of the release, after it is written. */
  abstract onRelease(actor: Actor, registration: RegistrationRecord, release: SignOffRecord): Promise<void>;
}
