import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { SessionResolver } from '../../platform/http/access.js';
import { Clock } from '../../platform/time/clock.js';
import { tokenHash } from '../../platform/secrets/token-hash.js';
import { IdentityReader } from './identity.reader.js';
import { IdentityStore } from './identity.store.js';

export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** Writing at every request would make every read a write. */
const TOUCH_MS = 60_000;

export const newSessionToken = (): string => randomBytes(32).toString('base64url');
/** Answers the access guard: whose session is this, and is it still alive? */
@Injectable()
export class Sessions extends SessionResolver {
  private readonly logger = new Logger('Sessions');
  /** By hash of the token, the moment that is being written: the person was here, whatever becomes of the write. */
  private readonly touches = new Map<string, string>();

  constructor(
    private readonly reader: IdentityReader,
    private readonly store: IdentityStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async resolve(token: string): Promise<Actor | null> {
    const live = await this.live(token);
    if (live && live.idle >= TOUCH_MS) void this.touch(tokenHash(token), live.sessionId);
    return live?.actor ?? null;
  }

  override async find(token: string): Promise<Actor | null> {
    return (await this.live(token))?.actor ?? null;
  }

  private async live(token: string): Promise<{ actor: Actor; sessionId: string; idle: number } | null> {
    const hash = tokenHash(token);
    const touchedAt = this.touches.get(hash);
    const session = await this.reader.session(hash);
    if (!session?.isActive) return null;
    const now = this.clock.nowMs();
    const idle = now - Date.parse(touchedAt ?? session.lastSeenAt);
    if (now >= Date.parse(session.expiresAt) || idle >= IDLE_MS) return null;
    const { sessionId, userId, centreId, name, roles } = session;
    return { actor: { userId, centreId, name, roles }, sessionId, idle };
  }

  /** Nobody waits for it and it never throws: a reader needs no database that can write. */
  private async touch(hash: string, sessionId: string): Promise<void> {
    const isBeingWritten = this.touches.has(hash);
    this.touches.set(hash, this.clock.now());
    if (isBeingWritten) return;
    try {
      // Whoever came while it was written is written next, or a slow database would shorten a busy session.
      let written: string | undefined;
      while (written !== this.touches.get(hash)) {
        const seenAt = this.touches.get(hash) ?? this.clock.now();
        await this.unitOfWork.run(() => this.store.touchSession(sessionId, seenAt));
        written = seenAt;
      }
    } catch (error) {
      this.logger.warn(`a session could not be prolonged: ${error instanceof Error ? error.message : 'unknown'}`);
    } finally {
      this.touches.delete(hash);
    }
  }
}
