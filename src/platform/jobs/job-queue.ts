import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Json } from '../../domain/kernel/canonical-json.js';

/** How often the work of a job is begun at most, whatever ended the tries: an error, `stop` or a killed process. */
export const MAX_ATTEMPTS = 3;

/** A claim beyond the last try only gives up; it is bounded as well, or a `giveUp` that kills its process would loop. */
export const MAX_CLAIMS = 2 * MAX_ATTEMPTS;

/** Jobs at the same time in one process. Each may hold a drawing thread of 512 MiB (S18). */
export const CONCURRENCY = 2;

/** A server told to end has about ten seconds (R15); the rest of them belongs to requests. */
const STOP_LIMIT_MS = 5_000;
const INTERRUPTION_LIMIT_MS = 1_000;

/** What a job is told: ids and codes, so that nobody's words lie in a queue. An object, because both engines keep it alike. */
export type JobPayload = Readonly<Record<string, Json | undefined>>;

export interface JobContext {
  /** 1 for the first try, at most `MAX_ATTEMPTS`. */
  readonly attempt: number;
  /** Aborts when the process cannot wait any longer; the job is then tried again after the next start. */
  readonly signal: AbortSignal;
}

/**
 * What is done for a job. Jobs run at least once, not exactly once: a process may die between the work's own commit and
 * the queue's note that it is done. So both functions must bear being called again for work that is already finished.
 */
export interface JobHandler<Payload extends JobPayload> {
  /** Jobs of this name run one at a time, so that however many there are, others find a place beside them. */
  readonly isOneAtATime?: boolean;

  /** One try. Throws when it failed. */
  run(payload: Payload, context: JobContext): Promise<void>;

  /**
   * Records cleanly that the job came to nothing. Called when no try is left, also when the last one ended with its
   * process, and again when it failed itself. It must look whether the work was finished after all.
   */
  giveUp(payload: Payload): Promise<void>;
}

/** How a claimed job ended: for good, or to be tried again. `lastError` is a code without people's words. */
export interface Outcome {
  readonly state: 'done' | 'failed' | 'ready';
  readonly lastError: string | null;
}

/**
 * Work that outlives its request. Handlers are registered, then `start` is called once, then at the end `stop`; jobs may
 * be enqueued at any time, also by a process that never starts its queue.
 */
export abstract class JobQueue {
  private readonly logger = new Logger('Jobs');
  private readonly handlers = new Map<string, JobHandler<JobPayload>>();
  private readonly interruption = new AbortController();
  private isStarted = false;
  private stopping: Promise<void> | null = null;

  /**
   * Adds a job that exists exactly when the current transaction commits.
   * @param name such as `portfolio.build`
   * @param delayMs how long it rests before its first try
   * @throws outside `UnitOfWork.run`
   */
  abstract enqueue(name: string, payload: JobPayload, delayMs?: number): Promise<void>;

  /**
   * Adds a job unless one that says the same is waiting to run: whoever runs that one sees this transaction's changes.
   * For work that is done once however often it is asked for.
   * @param delayMs how long it rests before its first try, so that what is asked for meanwhile is done with it
   */
  abstract enqueueOnce(name: string, payload: JobPayload, delayMs?: number): Promise<void>;

  /** Says what is done for jobs of this name. Jobs without a handler wait for a process that has one. */
  handle<Payload extends JobPayload>(name: string, handler: JobHandler<Payload>): void {
    if (this.isStarted) throw new Error(`the handler of ${name} comes too late: the queue has started`);
    if (this.handlers.has(name)) throw new Error(`${name} has a handler already`);
    // What `enqueue` stored under this name is what its handler reads; no type can follow it through the database.
    this.handlers.set(name, handler);
  }

  async start(): Promise<void> {
    if (this.isStarted) throw new Error('the queue has started already');
    this.isStarted = true;
    await this.begin();
  }

  /** Takes no more jobs, lets the running ones finish for five seconds, then interrupts them. Calling it again is harmless. */
  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  protected abstract begin(): Promise<void>;
  protected abstract end(): Promise<void>;

  protected get isStopping(): boolean {
    return this.stopping !== null;
  }

  protected isOneAtATime(name: string): boolean {
    return this.handlers.get(name)?.isOneAtATime ?? false;
  }

  protected get names(): string[] {
    return [...this.handlers.keys()];
  }

  /**
   * Does what a claimed job asks for. Never throws.
   * @param attempt how often the job has been claimed, this time included; beyond `MAX_ATTEMPTS` a process died in its last try
   */
  protected async perform(name: string, payload: JobPayload, attempt: number): Promise<Outcome> {
    const handler = this.handlers.get(name);
    if (!handler) throw new Error(`${name} has no handler`);
    let lastError: string | null = null;
    if (attempt <= MAX_ATTEMPTS) {
      try {
        await handler.run(payload, { attempt, signal: this.interruption.signal });
        return { state: 'done', lastError };
      } catch (error) {
        this.report(`${name} failed in try ${attempt} of ${MAX_ATTEMPTS}`, error);
        lastError = failureCode(error);
        // An interrupted last try is like one whose process was killed: the next start gives up, there is no time for it now.
        if (attempt < MAX_ATTEMPTS || this.interruption.signal.aborted) return { state: 'ready', lastError };
      }
    }
    try {
      await handler.giveUp(payload);
      return { state: 'failed', lastError };
    } catch (error) {
      this.report(`giving up ${name} failed`, error);
      return { state: attempt < MAX_CLAIMS ? 'ready' : 'failed', lastError: failureCode(error) };
    }
  }

  /** Waits for running jobs as long as `stop` may, and interrupts them in between. */
  protected async letFinish(jobs: Promise<unknown>): Promise<void> {
    if (await endsWithin(STOP_LIMIT_MS, jobs)) return;
    this.interruption.abort();
    await endsWithin(INTERRUPTION_LIMIT_MS, jobs);
  }

  /** Only the stack, as everywhere: a failed query carries its parameters, and those are people's words. */
  protected report(what: string, error: unknown): void {
    this.logger.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`);
  }
}

/** An error's code or the name of its kind: messages may quote people. */
function failureCode(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  const named = [code, name].find((text) => typeof text === 'string' && /^\w{1,64}$/.test(text));
  return (named as string | undefined) ?? 'UNKNOWN';
}

async function endsWithin(milliseconds: number, jobs: Promise<unknown>): Promise<boolean> {
  const patience = new AbortController();
  const isLate = wait(milliseconds, false, { signal: patience.signal });
  try {
    return await Promise.race([jobs.then(() => true), isLate]);
  } finally {
    patience.abort();
  }
}
