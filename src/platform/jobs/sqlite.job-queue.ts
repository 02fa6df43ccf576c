import { setTimeout as wait } from 'node:timers/promises';
import { In, LessThan, MoreThanOrEqual } from 'typeorm';
import { newId } from '../database/new-id.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Clock } from '../time/clock.js';
import { CONCURRENCY, type JobPayload, JobQueue, MAX_CLAIMS } from './job-queue.js';
import { JobRecord } from './job.record.js';

/** Times the number of the try that failed. */
const BACK_OFF_MS = 1_000;

/** Before the queue tries again to write to a database that is busy or full. */
const TROUBLE_PAUSE_MS = 1_000;

/** No timer of Node's runs for more than 24 days; a job that rests for longer is looked at again meanwhile. */
const LONGEST_REST_MS = 24 * 60 * 60 * 1000;

/** Wakes everybody who waits for it, once. */
interface Bell {
  readonly rung: Promise<void>;
  readonly ring: () => void;
}

function newBell(): Bell {
  let ring: () => void = () => undefined;
  const rung = new Promise<void>((resolve) => (ring = resolve));
  return { rung, ring };
}

/**
 * The queue of a single process: nobody else writes to a SQLite database that is being served. So a commit of our own
 * is the only news there can be, and whatever is `running` at the start was left by a process that died.
 */
export class SqliteJobQueue extends JobQueue {
  private bell = newBell();
  private lanes: Promise<unknown> = Promise.resolve();
  /** Names of jobs that are running and run one at a time. */
  private readonly busy = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  async enqueue(name: string, payload: JobPayload, delayMs = 0): Promise<void> {
    const nowMs = this.clock.nowMs();
    await this.unitOfWork.insert(JobRecord, {
      id: newId(),
      name,
      payload,
      state: 'ready',
      attempts: 0,
      runAt: new Date(nowMs + delayMs).toISOString(),
      startedAt: null,
      lastError: null,
      createdAt: new Date(nowMs).toISOString(),
    });
    this.unitOfWork.afterCommit(() => this.wake());
  }

  async enqueueOnce(name: string, payload: JobPayload, delayMs = 0): Promise<void> {
    // Jobs are claimed in transactions of their own, so one that is ready now begins after this one has ended.
    const isWaiting = await this.unitOfWork.manager.existsBy(JobRecord, { state: 'ready', name, payload });
    if (!isWaiting) await this.enqueue(name, payload, delayMs);
  }

  protected async begin(): Promise<void> {
    await this.unitOfWork.run(async () => {
      const left = { state: 'running' as const };
      await this.unitOfWork.update(JobRecord, { ...left, attempts: LessThan(MAX_CLAIMS) }, { state: 'ready' });
      await this.unitOfWork.update(JobRecord, { ...left, attempts: MoreThanOrEqual(MAX_CLAIMS) }, { state: 'failed' });
    });
    // Started here, so that a job runs in no request's context, whoever woke it.
    this.lanes = Promise.allSettled(Array.from({ length: CONCURRENCY }, () => this.lane()));
  }

  protected async end(): Promise<void> {
    this.wake();
    await this.letFinish(this.lanes);
  }

  private wake(): void {
    const { ring } = this.bell;
    this.bell = newBell();
    ring();
  }

  /** One job after the other. */
  private async lane(): Promise<void> {
    while (!this.isStopping) {
      // Taken before looking, so that a job committed meanwhile is not overlooked.
      const { rung } = this.bell;
      const next = await this.insist(() => this.claimNext());
      if (next === null) await rung;
      else if (next.state === 'ready') await this.rest(Date.parse(next.runAt) - this.clock.nowMs(), rung);
      else await this.work(next);
    }
  }

  /** The earliest job: `running` when it was due and now is ours, `ready` when its time is still to come. */
  private async claimNext(): Promise<JobRecord | null> {
    const next = await this.unitOfWork.manager.findOne(JobRecord, {
      where: { state: 'ready', name: In(this.names.filter((name) => !this.busy.has(name))) },
      order: { runAt: 'ASC', id: 'ASC' },
    });
    const now = this.clock.now();
    if (next === null || next.runAt > now) return next;
    const claim = { state: 'running', attempts: next.attempts + 1, startedAt: now } as const;
    await this.unitOfWork.update(JobRecord, { id: next.id }, claim);
    if (this.isOneAtATime(next.name)) this.unitOfWork.afterCommit(() => this.busy.add(next.name));
    return { ...next, ...claim };
  }

  private async work(job: JobRecord): Promise<void> {
    const outcome = await this.perform(job.name, job.payload, job.attempts);
    const runAt = new Date(this.clock.nowMs() + BACK_OFF_MS * job.attempts).toISOString();
    const change = outcome.state === 'ready' ? { ...outcome, runAt } : outcome;
    await this.insist(() => this.unitOfWork.update(JobRecord, { id: job.id }, change));
    // The other lane may have passed over one that waited for this.
    if (this.busy.delete(job.name)) this.wake();
  }

  /** A database that is busy or full for a while must not end the lane; only `stop` does. */
  private async insist<Result>(write: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await this.unitOfWork.run(write);
      } catch (error) {
        this.report('the queue could not write', error);
        if (this.isStopping) throw error;
        await wait(TROUBLE_PAUSE_MS);
      }
    }
  }

  private async rest(milliseconds: number, rung: Promise<void>): Promise<void> {
    const alarm = new AbortController();
    const rest = Math.min(milliseconds, LONGEST_REST_MS);
    await Promise.race([rung, wait(rest, undefined, { signal: alarm.signal })]);
    alarm.abort();
  }
}
