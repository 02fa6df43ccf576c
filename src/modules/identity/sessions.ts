import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { SessionResolver } from '../../platform/http/access.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from './identity.reader.js';
import { IdentityStore } from './identity.store.js';

export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** Writing at every request would make every read a write. */
const TOUCH_MS = 60_000;

export const newSessionToken = (): string => randomBytes(32).toString('base64url');
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Answers the access guard: whose session is this, and is it still alive? */
@Injectable()
export class Sessions extends SessionResolver {
  constructor(
    private readonly reader: IdentityReader,
    private readonly store: IdentityStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async resolve(token: string): Promise<Actor | null> {
    const found = await this.reader.session(tokenHash(token));
    if (!found?.user.isActive) return null;
    const { session, user } = found;
    const now = this.clock.nowMs();
    const idle = now - Date.parse(session.lastSeenAt);
    if (now >= Date.parse(session.expiresAt) || idle >= IDLE_MS) return null;
    if (idle >= TOUCH_MS) await this.unitOfWork.run(() => this.store.touchSession(session.id, this.clock.now()));
    return { userId: user.id, centreId: user.centreId, name: user.name, roles: user.roles };
  }
}
