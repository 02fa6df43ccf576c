import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { GuessLimit } from './guess-limit.js';
import { IdentityReader } from './identity.reader.js';
import { IdentityStore } from './identity.store.js';
import { checkPassword, hashPassword, passwordMatches } from './passwords.js';
import { tokenHash } from '../../platform/secrets/token-hash.js';

/** People change their own password, knowing the old one; every other session of theirs ends. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly reader: IdentityReader,
    private readonly store: IdentityStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly limit: GuessLimit,
  ) {}

  /** @param by the session in use, which goes on, and where the request came from */
  async run(
    actor: Actor,
    by: { readonly token: string; readonly address: string },
    input: { readonly currentPassword: string; readonly newPassword: string },
  ): Promise<void> {
    const [user, centre] = await Promise.all([
      this.reader.user(actor.centreId, actor.userId),
      this.reader.centre(actor.centreId),
    ]);
    // Whoever finds a session open could guess here as well as at the door.
    const isKnown =
      user &&
      (await this.limit.run({ email: user.email, address: by.address }, async () => {
        const matches = await passwordMatches(user.passwordHash, input.currentPassword);
        return matches || null;
      }));
    if (!isKnown) {
      const message = 'is not your present password';
      throw new DomainError('PASSWORD_WRONG', 'The present password is wrong.', [{ path: 'currentPassword', message }]);
    }
    checkPassword(input.newPassword, { email: user.email, name: user.name, centreName: centre.name }, 'newPassword');
    const passwordHash = await hashPassword(input.newPassword);
    await this.unitOfWork.run(async () => {
      await this.store.changeUser(user.id, { passwordHash });
      await this.store.endSessionsOf(user.id, tokenHash(by.token));
      await this.trail.record(actor, 'user.password_changed', {});
    });
  }
}
