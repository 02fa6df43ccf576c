import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { newId } from '../../platform/database/new-id.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Clock } from '../../platform/time/clock.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { IdentityReader } from './identity.reader.js';
import { IdentityStore } from './identity.store.js';
import { passwordMatches } from './passwords.js';
import { ABSOLUTE_MS, newSessionToken, tokenHash } from './sessions.js';
import type { UserRecord } from './user.record.js';

/** Cyber Essentials: no more than ten guesses in five minutes. */
const FAILURES_ALLOWED = 10;
const FAILURE_WINDOW_MS = 5 * 60_000;

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
  ) {}

  /** Tail of the line of guesses from each source that is trying right now. */
  private readonly lines = new Map<string, Promise<unknown>>();

  /** One guess of a source at a time: sent all at once, they would pass a count that none of them has raised yet. */
  async run(input: { email: string; password: string; address: string }): Promise<StartedSession> {
    const source = createHash('sha256').update(`${input.email}\n${input.address}`).digest('hex');
    const before = this.lines.get(source) ?? Promise.resolve();
    const mine = before.then(() => this.attempt(input, source));
    const settled = mine.catch(() => undefined);
    this.lines.set(source, settled);
    try {
      return await mine;
    } finally {
      if (this.lines.get(source) === settled) this.lines.delete(source);
    }
  }

  private async attempt(input: { email: string; password: string }, source: string): Promise<StartedSession> {
    const windowStart = new Date(this.clock.nowMs() - FAILURE_WINDOW_MS).toISOString();
    if ((await this.reader.countSignInFailures(source, windowStart)) >= FAILURES_ALLOWED) {
      throw new DomainError('TOO_MANY_ATTEMPTS', 'Too many wrong passwords. Please wait five minutes and try again.');
    }

    const user = await this.reader.userByEmail(input.email);
    const matches = await passwordMatches(user?.passwordHash ?? null, input.password);
    if (!user?.isActive || !matches) {
      await this.unitOfWork.run(async () => {
        await this.store.forgetSignInFailures(windowStart);
        await this.store.addSignInFailure({ id: newId(), sourceSha256: source, at: this.clock.now() });
      });
      throw new DomainError('SIGN_IN_REFUSED', 'The e-mail address or the password is wrong.');
    }

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
}
