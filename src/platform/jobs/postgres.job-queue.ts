import { setTimeout as wait } from 'node:timers/promises';
import { Logger, run, runMigrations, type Runner, type Task } from 'graphile-worker';
import { Pool } from 'pg';
import { canonicalJson } from '../../domain/kernel/canonical-json.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { CONCURRENCY, type JobPayload, JobQueue, MAX_CLAIMS } from './job-queue.js';
import { PoolPresence } from './pool-presence.js';

const RESTART_PAUSE_MS = 1_000;

/** Nobody is told that the one before has ended, so the next of those that run one at a time is found by looking. */
const POLL_MS = 500;

/** graphile-worker logs messages and whole jobs; what an operator needs to know `JobQueue.report` says. */
const SHARED = { schema: 'graphile_worker', logger: new Logger(() => () => undefined) } as const;

/**
 * The queue on PostgreSQL: graphile-worker, which keeps jobs in the same database, so that `add_job` shares the
 * transaction of whoever enqueues. Any number of processes may enqueue and run. A try that failed is repeated after
 * e, then e² seconds: 2.7 and 7.4.
 */
export class PostgresJobQueue extends JobQueue {
  private life: Promise<void> = Promise.resolve();
  private runner: Runner | null = null;
  private presence: PoolPresence | null = null;

  private constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly connectionString: string,
    private readonly pool: Pool,
  ) {
    super();
  }

  /** Brings graphile-worker's own schema up to date, also when several processes start at once. */
  static async open(unitOfWork: UnitOfWork, connectionString: string): Promise<PostgresJobQueue> {
    // One connection listens, each worker uses another now and then.
    const pool = new Pool({ connectionString, max: CONCURRENCY + 1 });
    // A broken connection shows in the next query that needs it; unheard, it would end the process.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    try {
      await runMigrations({ ...SHARED, pgPool: pool });
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new PostgresJobQueue(unitOfWork, connectionString, pool);
  }

  async enqueue(name: string, payload: JobPayload, delayMs = 0): Promise<void> {
    await this.unitOfWork.manager.query(
      `SELECT graphile_worker.add_job($1, payload := $2::json, max_attempts := $3::integer,
         run_at := now() + $4 * interval '1 millisecond', queue_name := $5)`,
      [name, JSON.stringify(payload), MAX_CLAIMS, delayMs, this.isOneAtATime(name) ? name : null],
    );
  }

  async enqueueOnce(name: string, payload: JobPayload, delayMs = 0): Promise<void> {
    // A job that is running gives its key up: what comes while it runs gets a job of its own.
    await this.unitOfWork.manager.query(
      `SELECT graphile_worker.add_job($1, payload := $2::json, max_attempts := $3::integer, queue_name := $4,
         job_key := $5, job_key_mode := 'preserve_run_at', run_at := now() + $6 * interval '1 millisecond')`,
      [
        name,
        JSON.stringify(payload),
        MAX_CLAIMS,
        this.isOneAtATime(name) ? name : null,
        `${name} ${canonicalJson(payload)}`,
        delayMs,
      ],
    );
  }

  protected begin(): Promise<void> {
    this.life = this.keepRunning();
    return Promise.resolve();
  }

  protected async end(): Promise<void> {
    this.halt();
    await this.letFinish(this.life);
    // Of a job that ignored its interruption nothing more is heard here: without the lock it counts as a dead process's.
    await this.presence?.leave();
    await this.pool.end();
  }

  /** graphile-worker ends itself when it cannot note how a job ended, so an outage of the database would end all jobs. */
  private async keepRunning(): Promise<void> {
    while (!this.isStopping) {
      const presence = new PoolPresence(this.connectionString);
      this.presence = presence;
      try {
        this.runner = await this.launch(presence);
        if (this.isStopping) this.halt();
        await this.runner.promise;
      } catch (error) {
        this.report('the queue could not start', error);
      }
      await presence.leave();
      if (!this.isStopping) await wait(RESTART_PAUSE_MS);
    }
  }

  private launch(presence: PoolPresence): Promise<Runner> {
    return run({
      ...SHARED,
      pgPool: this.pool,
      concurrency: CONCURRENCY,
      pollInterval: POLL_MS,
      taskList: Object.fromEntries(this.names.map((name) => [name, this.taskOf(name)])),
      // Given, because otherwise a file named crontab in the working directory would be read.
      parsedCronItems: [],
      noHandleSignals: true,
      preset: {
        // Without a batch, however short, it does not wait for these two writes when it stops, and a failing one ends the process.
        worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
        plugins: [
          {
            name: 'pool-presence',
            version: '1.0.0',
            worker: { hooks: { startWorker: (_context, { worker }) => presence.hold(worker.workerPool.id) } },
          },
        ],
      },
    });
  }

  private taskOf(name: string): Task {
    return async (payload, { job }) => {
      const { state, lastError } = await this.perform(name, payload as JobPayload, job.attempts);
      // The message is what is stored, and throwing is how a job is asked for again.
      if (state === 'ready') throw new Error(lastError ?? undefined);
    };
  }

  private halt(): void {
    // Rejects when the runner has ended by itself in the same moment: that is what was wanted.
    this.runner?.stop().catch(() => undefined);
  }
}
