import { setTimeout as wait } from 'node:timers/promises';
import type { Lock, Locker, RequestRelease } from '@tus/server';
import { DomainError } from '../../domain/kernel/domain-error.js';

/** How long somebody waits for an upload that somebody else is writing: longer than hashing five gigabytes takes. */
const PATIENCE_MS = 30_000;

interface Held {
  /** Asks the holder to come to an end. */
  readonly askForRelease: RequestRelease;
  readonly freed: Promise<void>;
  readonly free: () => void;
}

/**
 * One request at a time for each upload, in this process. Whoever comes second asks the first to end and waits: a phone
 * that lost its connection comes back long before the server has noticed. (The library's own lock spins while it waits.)
 */
export class UploadLocks implements Locker {
  private readonly held = new Map<string, Held>();

  newLock(id: string): Lock {
    return {
      lock: (signal, askForRelease) => this.take(id, askForRelease, signal),
      unlock: () => Promise.resolve(this.release(id)),
    };
  }

  /** Does `work` while nobody else touches the upload; it is let finish, whoever waits. */
  async holding<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    await this.take(id, () => undefined);
    try {
      return await work();
    } finally {
      this.release(id);
    }
  }

  /** Asks every request under way to end with what it has got. */
  async askAllForRelease(): Promise<void> {
    for (const { askForRelease } of this.held.values()) await askForRelease();
  }

  /** @throws DomainError UPLOAD_BUSY when the other one does not end, or whoever waits is gone. */
  private async take(id: string, askForRelease: RequestRelease, signal?: AbortSignal): Promise<void> {
    for (let other = this.held.get(id); other; other = this.held.get(id)) {
      await other.askForRelease();
      if (!(await isFreed(other, signal))) {
        throw new DomainError('UPLOAD_BUSY', 'Another request is writing this upload; try again in a moment.');
      }
    }
    let free: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => (free = resolve));
    this.held.set(id, { askForRelease, freed, free });
  }

  private release(id: string): void {
    const held = this.held.get(id);
    this.held.delete(id);
    held?.free();
  }
}

/** Whether the holder has ended before patience, or whoever waits, has. */
async function isFreed({ freed }: Held, signal: AbortSignal | undefined): Promise<boolean> {
  const over = new AbortController();
  const endWaiting = (): void => over.abort();
  signal?.addEventListener('abort', endWaiting);
  try {
    return await Promise.race([
      freed.then(() => true),
      wait(PATIENCE_MS, false, { signal: over.signal }).catch(() => false),
    ]);
  } finally {
    signal?.removeEventListener('abort', endWaiting);
    over.abort();
  }
}
