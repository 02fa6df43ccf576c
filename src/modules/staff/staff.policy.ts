import { Injectable } from '@nestjs/common';
import type { Actor, Role } from '../../domain/access/actor.js';
import { DomainError, notFound } from '../../domain/kernel/domain-error.js';
import { isStaff } from '../../domain/staff/staff-policy.js';
import { IdentityReader } from '../identity/identity.reader.js';
import type { UserRecord } from '../identity/user.record.js';

/** Who keeps the records of staff. */
const KEEPERS: readonly Role[] = ['centre_manager', 'lead_iqa'];
/** Who reads them. */
const READERS: readonly Role[] = [...KEEPERS, 'iqa', 'trainee_iqa'];

const holdsOneOf = ({ roles }: Actor, wanted: readonly Role[]): boolean => roles.some((role) => wanted.includes(role));

/** Whose records somebody may read, and whose they may add to. */
@Injectable()
export class StaffPolicy {
  constructor(private readonly identity: IdentityReader) {}

  readsAll(actor: Actor): boolean {
    return holdsOneOf(actor, READERS);
  }

  keepsAll(actor: Actor): boolean {
    return holdsOneOf(actor, KEEPERS);
  }

  /**
   * A member of the actor's staff whose record they may read: their own, or anybody's for whoever verifies or manages.
   * @throws DomainError NOT_FOUND
   */
  async readable(actor: Actor, userId: string): Promise<UserRecord> {
    const person = await this.identity.user(actor.centreId, userId);
    if (!person || !isStaff(person.roles)) throw notFound();
    if (person.id !== actor.userId && !this.readsAll(actor)) throw notFound();
    return person;
  }

  /**
   * A member of the actor's staff to whose record they may add: their own as a proposal, or anybody's as its keeper.
   * @throws DomainError NOT_FOUND, NOT_ALLOWED
   */
  async writable(actor: Actor, userId: string): Promise<UserRecord> {
    const person = await this.readable(actor, userId);
    if (person.id !== actor.userId && !this.keepsAll(actor)) {
      throw new DomainError('NOT_ALLOWED', 'Centre managers and lead IQAs keep the records of staff.');
    }
    return person;
  }
}
