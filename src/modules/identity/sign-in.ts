import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { type Guess, GuessLimit } from './guess-limit.js';
import { IdentityReader } from './identity.reader.js';
import { IdentityStore } from './identity.store.js';
import { passwordMatches } from './passwords.js';
import { tokenHash } from '../../platform/secrets/token-hash.js';
import { ABSOLUTE_MS, newSessionToken } from './sessions.js';
import type { UserRecord } from './user.record.js';

export interface StartedSession {
  readonly token: string;
  readonly expiresAt: string;
  readonly user: UserRecord;
}

/** Starts a session. An unknown account and a wrong password get the same answer in the same time. */
@Injectable()
export class SignIn {
  constructor(
    private readonly reader: IdentityReader,
    private readonly store: IdentityStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly limit: GuessLimit,
  ) {}

  async run(input: Guess & { readonly password: string }): Promise<StartedSession> {
    const user = await this.limit.run(input, () => this.whoIs(input));
    if (!user) throw new DomainError('SIGN_IN_REFUSED', 'The e-mail address or the password is wrong.');

    const token = newSessionToken();
    const now = this.clock.now();
    const expiresAt = new Date(this.clock.nowMs() + ABSOLUTE_MS).toISOString();
    await this.unitOfWork.run(async () => {
      await this.store.forgetExpiredSessions(now);
      await this.store.addSession({
        id: newId(),
        userId: user.id,
        tokenSha256: tokenHash(token),
        createdAt: now,
        lastSeenAt: now,
        expiresAt,
      });
      await this.trail.record({ centreId: user.centreId, userId: user.id }, 'session.started', {});
    });
    return { token, expiresAt, user };
  }

  private async whoIs({ email, password }: { email: string; password: string }): Promise<UserRecord | null> {
    const user = await this.reader.userByEmail(email);
    const matches = await passwordMatches(user?.passwordHash ?? null, password);
    return user?.isActive && matches ? user : null;
  }
}
