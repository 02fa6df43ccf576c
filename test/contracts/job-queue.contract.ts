import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Env } from '../../src/platform/config/env.js';
import type { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { type JobContext, JobQueue, MAX_ATTEMPTS } from '../../src/platform/jobs/job-queue.js';

/** An empty database with its queue. */
export interface JobQueueUnderTest {
  readonly env: Env;
  readonly unitOfWork: UnitOfWork;
  /** Another queue over the same database, as the next process would have. */
  open(): Promise<JobQueue>;
  /** How many jobs still are to run, now or later. */
  remaining(): Promise<number>;
  /** What the queue has stored about failures. */
  lastErrors(): Promise<(string | null)[]>;
  dispose(): Promise<void>;
}

type Marked = { readonly mark: string };

const CHILD = join(import.meta.dirname, 'job-queue.child.js');

/** Waits until `claim` holds; the test's own limit is the only other end. */
export async function until(claim: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await claim())) await wait(10);
}

/** A process that takes a job, says which try it is, and is killed in the middle of it. Returns what it said. */
async function killedInTheMiddle(env: Env): Promise<string> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(env)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return line;
}

export function jobQueueContract(name: string, setUp: () => Promise<JobQueueUnderTest>): void {
  describe(`${name} keeps the contract of a job queue`, () => {
    let subject: JobQueueUnderTest;
    let queue: JobQueue;

    beforeEach(async () => {
      subject = await setUp();
      queue = await subject.open();
    });
    afterEach(async () => {
      await queue.stop();
      await subject.dispose();
    });

    const enqueue = (mark: string): Promise<void> =>
      subject.unitOfWork.run(() => queue.enqueue('test.job', { mark } satisfies Marked));

    const nothingRemains = async (): Promise<boolean> => (await subject.remaining()) === 0;

    it('runs a job after its transaction has committed, with the payload it was given', async () => {
      const received: unknown[] = [];
      const payload = {
        text: 'Zoë “¼” 🦉\n\\',
        numbers: [1, -0.5, 9_007_199_254_740_991],
        deep: { none: null, yes: true },
      };
      queue.handle('test.job', {
        run: (given) => Promise.resolve(void received.push(given)),
        giveUp: () => Promise.reject(new Error('not asked for')),
      });
      await queue.start();
      await subject.unitOfWork.run(async () => {
        await queue.enqueue('test.job', payload);
        await wait(500);
        expect(received).toEqual([]);
      });
      await until(() => received.length > 0);
      expect(received).toEqual([payload]);
    });

    it('lets a job rest as long as it was told, while others run', async () => {
      const received: string[] = [];
      queue.handle<Marked>('test.job', {
        run: ({ mark }) => Promise.resolve(void received.push(mark)),
        giveUp: () => Promise.resolve(),
      });
      await queue.start();
      const startedAt = performance.now();
      await subject.unitOfWork.run(() => queue.enqueue('test.job', { mark: 'later' }, 1_500));
      await enqueue('now');
      await until(() => received.length === 1);
      expect(received).toEqual(['now']);
      await until(() => received.length === 2);
      expect(performance.now() - startedAt).toBeGreaterThan(1_400);
    });

    it('lets a job rest for longer than any timer runs, without a stir', async () => {
      const received: string[] = [];
      queue.handle<Marked>('test.job', {
        run: ({ mark }) => Promise.resolve(void received.push(mark)),
        giveUp: () => Promise.resolve(),
      });
      await queue.start();
      await subject.unitOfWork.run(() => queue.enqueue('test.job', { mark: 'next quarter' }, 90 * 24 * 3_600_000));
      const before = process.cpuUsage();
      await wait(500);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1_000).toBeLessThan(250);
      expect(received).toEqual([]);
      expect(await subject.remaining()).toBe(1);
    });

    it('runs what was enqueued before it started', async () => {
      await enqueue('early');
      const received: string[] = [];
      queue.handle<Marked>('test.job', {
        run: ({ mark }) => Promise.resolve(void received.push(mark)),
        giveUp: () => Promise.resolve(),
      });
      await queue.start();
      await until(() => received.length > 0);
      expect(received).toEqual(['early']);
    });

    it('knows nothing of a job whose transaction was rolled back', async () => {
      const received: string[] = [];
      queue.handle<Marked>('test.job', {
        run: ({ mark }) => Promise.resolve(void received.push(mark)),
        giveUp: () => Promise.resolve(),
      });
      await queue.start();
      const rolledBack = subject.unitOfWork.run(async () => {
        await queue.enqueue('test.job', { mark: 'rolled back' });
        throw new Error('the work that wanted the job failed');
      });
      await expect(rolledBack).rejects.toThrow('the work that wanted the job failed');
      await enqueue('committed');
      await until(nothingRemains);
      expect(received).toEqual(['committed']);
    });

    it('runs once what was asked for several times, and again for what is asked for while it runs', async () => {
      const once = (mark: string): Promise<void> =>
        subject.unitOfWork.run(() => queue.enqueueOnce('test.job', { mark } satisfies Marked));
      const begun: string[] = [];
      let letGo: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (letGo = resolve));
      queue.handle<Marked>('test.job', {
        isOneAtATime: true,
        run: async ({ mark }) => {
          begun.push(mark);
          if (begun.length === 1) await gate;
        },
        giveUp: () => Promise.resolve(),
      });
      for (const mark of ['a', 'a', 'b', 'a']) await once(mark);
      const rolledBack = subject.unitOfWork.run(async () => {
        await queue.enqueueOnce('test.job', { mark: 'c' } satisfies Marked);
        throw new Error('undone');
      });
      await expect(rolledBack).rejects.toThrow('undone');
      expect(await subject.remaining()).toBe(2);
      await queue.start();
      await until(() => begun.length === 1);
      for (const mark of ['a', 'a']) await once(mark);
      letGo();
      await until(async () => (await subject.remaining()) === 0);
      expect(begun).toEqual(['a', 'b', 'a']);
    });

    it('lets what is to be done once rest, and does with it what is asked for meanwhile', async () => {
      const once = (): Promise<void> => subject.unitOfWork.run(() => queue.enqueueOnce('test.job', { mark: 'a' }, 500));
      const ranAt: number[] = [];
      queue.handle<Marked>('test.job', {
        run: () => Promise.resolve(void ranAt.push(performance.now())),
        giveUp: () => Promise.resolve(),
      });
      await queue.start();
      const askedAt = performance.now();
      for (let times = 0; times < 3; times += 1) await once();
      await until(async () => (await subject.remaining()) === 0);
      expect(ranAt).toHaveLength(1);
      // A hair less, because the database's clock and this one are not read at the same instant.
      expect((ranAt[0] ?? 0) - askedAt).toBeGreaterThan(450);
    });

    it('refuses a job outside the unit of work', async () => {
      await expect(queue.enqueue('test.job', {})).rejects.toThrow('writes happen only inside UnitOfWork.run');
    });

    it('tries a failing job three times, then gives it up once, and keeps no words of the failure', async () => {
      const tries: Record<string, number[]> = { hopeless: [], second: [] };
      const givenUp: string[] = [];
      let errorsSeen: (string | null)[] = [];
      queue.handle<Marked>('test.job', {
        run: async ({ mark }, { attempt }) => {
          tries[mark]?.push(attempt);
          if (mark === 'hopeless' && attempt === MAX_ATTEMPTS) errorsSeen = await subject.lastErrors();
          if (mark === 'hopeless' || attempt === 1) throw new TypeError('Maria Muster wrote this');
        },
        giveUp: ({ mark }) => Promise.resolve(void givenUp.push(mark)),
      });
      await queue.start();
      await enqueue('hopeless');
      await enqueue('second');
      await until(() => givenUp.length > 0);
      await until(nothingRemains);
      expect(tries).toEqual({ hopeless: [1, 2, 3], second: [1, 2] });
      expect(givenUp).toEqual(['hopeless']);
      expect(errorsSeen).toContain('TypeError');
      expect([...errorsSeen, ...(await subject.lastErrors())].join()).not.toContain('Maria');
    });

    it('runs each of many jobs exactly once, two at a time', async () => {
      const marks = Array.from({ length: 60 }, (_, index) => `job ${index}`);
      const received: string[] = [];
      let running = 0;
      let most = 0;
      queue.handle<Marked>('test.job', {
        run: async ({ mark }) => {
          most = Math.max(most, ++running);
          await wait(5);
          running--;
          received.push(mark);
        },
        giveUp: () => Promise.reject(new Error('not asked for')),
      });
      await queue.start();
      await Promise.all(marks.map(enqueue));
      await until(nothingRemains);
      expect(received.sort()).toEqual(marks.sort());
      expect(most).toBe(2);
    });

    it('runs jobs of a name that is taken one at a time beside others, and never two of them', async () => {
      const marks = Array.from({ length: 6 }, (_, index) => `job ${index}`);
      const received: string[] = [];
      let running = 0;
      let most = 0;
      let other = '';
      queue.handle<Marked>('test.job', {
        isOneAtATime: true,
        run: async ({ mark }) => {
          most = Math.max(most, ++running);
          await wait(100);
          running -= 1;
          received.push(mark);
        },
        giveUp: () => Promise.reject(new Error('not asked for')),
      });
      queue.handle<Marked>('test.other', {
        run: () => Promise.resolve(void (other = `after ${received.length}`)),
        giveUp: () => Promise.reject(new Error('not asked for')),
      });
      await queue.start();
      for (const mark of marks) await enqueue(mark);
      await subject.unitOfWork.run(() => queue.enqueue('test.other', { mark: 'other' }));
      await until(nothingRemains);
      expect(received.sort()).toEqual(marks.sort());
      expect(most).toBe(1);
      // It came last and did not wait for the rest of them.
      expect(Number(other.slice('after '.length))).toBeLessThan(marks.length - 1);
    });

    it('tries a job again whose process was killed in the middle of it', async () => {
      await enqueue('killed');
      expect(await killedInTheMiddle(subject.env)).toBe('killed 1');
      const received: unknown[] = [];
      queue.handle<Marked>('test.job', {
        run: ({ mark }, { attempt }) => Promise.resolve(void received.push([mark, attempt])),
        giveUp: () => Promise.reject(new Error('not asked for')),
      });
      await queue.start();
      await until(nothingRemains);
      expect(received).toEqual([['killed', 2]]);
    });

    it('gives a job up that has killed its process in every try', async () => {
      await enqueue('killer');
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
        expect(await killedInTheMiddle(subject.env)).toBe(`killer ${attempt}`);
      }
      const tries: number[] = [];
      const givenUp: string[] = [];
      queue.handle<Marked>('test.job', {
        run: (_payload, { attempt }) => Promise.resolve(void tries.push(attempt)),
        giveUp: ({ mark }) => Promise.resolve(void givenUp.push(mark)),
      });
      await queue.start();
      await until(nothingRemains);
      expect({ tries, givenUp }).toEqual({ tries: [], givenUp: ['killer'] });
    });

    it('waits for running jobs when it stops, and takes no more', async () => {
      const finished: string[] = [];
      let running = 0;
      queue.handle<Marked>('test.job', {
        run: async ({ mark }) => {
          running++;
          await wait(800);
          finished.push(mark);
        },
        giveUp: () => Promise.reject(new Error('not asked for')),
      });
      await queue.start();
      for (const mark of ['first', 'second', 'third']) await enqueue(mark);
      await until(() => running === 2);
      await Promise.all([queue.stop(), queue.stop()]);
      expect(finished.sort()).toEqual(['first', 'second']);
      await wait(300);
      expect(running).toBe(2);
    });

    it('interrupts jobs that are not finished in time; the next process tries them again', async () => {
      const said: string[] = [];
      const handler = {
        run: ({ mark }: Marked, { attempt, signal }: JobContext): Promise<void> => {
          said.push(`${mark} ${attempt}`);
          if (attempt > 1) return Promise.resolve();
          return new Promise((_resolve, reject) => {
            if (mark === 'deaf') return;
            signal.addEventListener('abort', () => {
              said.push(`${mark} interrupted`);
              reject(new Error('interrupted'));
            });
          });
        },
        giveUp: () => Promise.reject(new Error('not asked for')),
      };
      queue.handle('test.job', handler);
      await queue.start();
      await enqueue('deaf');
      await enqueue('obedient');
      await until(() => said.length === 2);
      const before = performance.now();
      await queue.stop();
      expect(performance.now() - before).toBeLessThan(8_000);

      queue = await subject.open();
      queue.handle('test.job', handler);
      await queue.start();
      await until(nothingRemains);
      expect(said.sort()).toEqual(['deaf 1', 'deaf 2', 'obedient 1', 'obedient 2', 'obedient interrupted']);
    });
  });
}
