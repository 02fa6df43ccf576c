import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

/** Tells these advisory locks from those of the unit of work (0) and of the audit trail (1). */
const LOCK_SEED = 2;
const LOOK_AROUND_MS = 5_000;
const RECONNECT_PAUSE_MS = 500;

/** When the machine of a process vanishes without a word, its connection is given up after about half a minute. */
const KEEPALIVE = 'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4';

const RELEASE_THE_DEAD = `
  SELECT graphile_worker.force_unlock_workers(array_agg(locked_by))
  FROM (SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL AND locked_by <> $1) AS others
  WHERE pg_try_advisory_xact_lock(hashtextextended(locked_by, $2))`;

/**
 * Shows that a pool of graphile-worker lives, and releases the jobs of pools that do not.
 *
 * graphile-worker lets a job rest for four hours after its process was killed, because it cannot tell a dead worker from
 * a slow one. PostgreSQL can: every pool holds an advisory lock named like itself on a connection of its own, and the
 * server drops the lock when the process is gone. Whoever can take the lock of a pool that still has jobs has found a
 * dead one, and hands its jobs back through `force_unlock_workers`. That holds for any number of processes: there is no
 * clock to compare, no interval to guess, and a job may take as long as it likes.
 *
 * A connection that breaks while its process lives looks like a death until the lock is taken again, half a second later;
 * somebody who looks round in that moment lets the job run a second time. Handlers must bear that anyway.
 */
export class PoolPresence {
  private client: Client | null = null;
  private poolId = '';
  private held: Promise<void> | null = null;
  private isOver = false;
  private readonly lookAround: NodeJS.Timeout;

  constructor(private readonly connectionString: string) {
    this.lookAround = setInterval(() => void this.releaseDead(), LOOK_AROUND_MS);
  }

  /** Resolves once the pool's lock is held and the jobs of the dead are released: before that it may take no job. */
  hold(poolId: string): Promise<void> {
    this.poolId = poolId;
    this.held ??= this.takeLock();
    return this.held;
  }

  async leave(): Promise<void> {
    this.isOver = true;
    clearInterval(this.lookAround);
    await this.client?.end();
  }

  private async takeLock(): Promise<void> {
    while (!this.isOver) {
      const client = new Client({ connectionString: this.connectionString, keepAlive: true });
      // Every failure also ends the connection, or rejects what is being asked; unheard, it would end the process.
      client.on('error', () => undefined);
      this.client = client;
      try {
        await client.connect();
        await client.query(KEEPALIVE);
        await client.query('SELECT pg_advisory_lock(hashtextextended($1, $2))', [this.poolId, LOCK_SEED]);
        client.once('end', () => void this.takeLock());
        return await this.releaseDead();
      } catch {
        await client.end();
        await wait(RECONNECT_PAUSE_MS);
      }
    }
  }

  private async releaseDead(): Promise<void> {
    try {
      await this.client?.query(RELEASE_THE_DEAD, [this.poolId, LOCK_SEED]);
    } catch {
      // The connection has broken: `takeLock` looks around again as soon as there is another.
    }
  }
}
