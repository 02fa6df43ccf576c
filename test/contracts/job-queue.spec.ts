import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { In } from 'typeorm';
import { type Env, readEnv } from '../../src/platform/config/env.js';
import { type DataSources, openDataSources } from '../../src/platform/database/data-sources.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { type JobQueue, MAX_CLAIMS } from '../../src/platform/jobs/job-queue.js';
import { JobRecord } from '../../src/platform/jobs/job.record.js';
import { PostgresJobQueue } from '../../src/platform/jobs/postgres.job-queue.js';
import { SqliteJobQueue } from '../../src/platform/jobs/sqlite.job-queue.js';
import { SystemClock } from '../../src/platform/time/clock.js';
import { jobQueueContract, type JobQueueUnderTest, until } from './job-queue.contract.js';

const POSTGRES = 'postgres://postgres@127.0.0.1:5432';

// Jobs fail on purpose here, and each failure is logged.
Logger.overrideLogger(false);
jest.setTimeout(60_000);

async function openDatabase(env: Env): Promise<DataSources> {
  const sources = await openDataSources(env, { records: [JobRecord], migrations: [] });
  await sources.writer.synchronize();
  return sources;
}

async function close(sources: DataSources): Promise<void> {
  await sources.reader.destroy();
  await sources.writer.destroy();
}

async function onSqlite(): Promise<JobQueueUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'verifolio-jobs-'));
  const env = readEnv({ DATA_DIR: dataDir });
  const sources = await openDatabase(env);
  const unitOfWork = new UnitOfWork(sources);
  return {
    env,
    unitOfWork,
    open: () => Promise.resolve(new SqliteJobQueue(unitOfWork, new SystemClock())),
    remaining: () => unitOfWork.reader.countBy(JobRecord, { state: In(['ready', 'running']) }),
    lastErrors: async () => (await unitOfWork.reader.find(JobRecord)).map((job) => job.lastError),
    dispose: async () => {
      await close(sources);
      await rm(dataDir, { recursive: true });
    },
  };
}

/** On the server itself, outside every database that a test has made. */
async function onServer<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: `${POSTGRES}/postgres` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface PostgresUnderTest extends JobQueueUnderTest {
  readonly database: string;
  open(): Promise<PostgresJobQueue>;
}

async function onPostgres(): Promise<PostgresUnderTest> {
  const database = `verifolio_test_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${database}`));
  const databaseUrl = `${POSTGRES}/${database}`;
  const env = readEnv({ DATABASE_URL: databaseUrl });
  const sources = await openDatabase(env);
  const unitOfWork = new UnitOfWork(sources);
  const lastErrors = async (): Promise<(string | null)[]> => {
    const rows = await unitOfWork.reader.query<{ last_error: string | null }[]>(
      'SELECT last_error FROM graphile_worker.jobs',
    );
    return rows.map((row) => row.last_error);
  };
  return {
    env,
    unitOfWork,
    database,
    open: () => PostgresJobQueue.open(unitOfWork, databaseUrl),
    remaining: async () => (await lastErrors()).length,
    lastErrors,
    dispose: async () => {
      await close(sources);
      // Without FORCE: a connection that a queue forgot to close fails the test.
      await onServer((client) => client.query(`DROP DATABASE ${database}`));
    },
  };
}

async function postgresIsThere(): Promise<boolean> {
  try {
    await onServer((client) => client.query('SELECT 1'));
    return true;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    process.stdout.write('No PostgreSQL at 127.0.0.1:5432: its job queue was not tested.\n');
    return false;
  }
}

jobQueueContract('SqliteJobQueue', onSqlite);

describe('SqliteJobQueue', () => {
  let subject: JobQueueUnderTest;
  let queue: JobQueue;
  beforeEach(async () => {
    subject = await onSqlite();
    queue = await subject.open();
  });
  afterEach(async () => {
    await queue.stop();
    await subject.dispose();
  });

  /** A job whose process died after it had claimed it so often. */
  const leftRunning = ({ attempts }: { attempts: number }): Promise<void> =>
    subject.unitOfWork.run(async () => {
      await queue.enqueue('test.job', {});
      await subject.unitOfWork.update(JobRecord, { state: 'ready' }, { state: 'running', attempts });
    });

  it('gives up again when giving up failed, and remembers how the job ended', async () => {
    let calls = 0;
    queue.handle('test.job', {
      run: () => Promise.reject(new Error('hopeless')),
      giveUp: () => (++calls === 1 ? Promise.reject(new RangeError('not now')) : Promise.resolve()),
    });
    await leftRunning({ attempts: 2 });
    await queue.start();
    await until(async () => (await subject.remaining()) === 0);
    expect(calls).toBe(2);
    expect(await subject.unitOfWork.reader.find(JobRecord)).toMatchObject([{ state: 'failed', attempts: 4 }]);
  });

  it('does not begin again with a job that killed its process even while it was given up', async () => {
    await leftRunning({ attempts: MAX_CLAIMS });
    const called: string[] = [];
    queue.handle('test.job', {
      run: () => Promise.resolve(void called.push('run')),
      giveUp: () => Promise.resolve(void called.push('giveUp')),
    });
    await queue.start();
    await wait(300);
    expect(called).toEqual([]);
    expect(await subject.unitOfWork.reader.find(JobRecord)).toMatchObject([{ state: 'failed', attempts: MAX_CLAIMS }]);
  });

  it('notes how a job ended and goes on, though the database could not be written for a while', async () => {
    const rename = (from: string, to: string): Promise<unknown> =>
      subject.unitOfWork.run(() => subject.unitOfWork.manager.query(`ALTER TABLE ${from} RENAME TO ${to}`));
    let runs = 0;
    queue.handle('test.job', {
      run: async () => {
        if (++runs === 1) await rename('jobs', 'jobs_away');
      },
      giveUp: () => Promise.resolve(),
    });
    await queue.start();
    await subject.unitOfWork.run(() => queue.enqueue('test.job', {}));
    await until(() => runs === 1);
    await wait(300);
    await rename('jobs_away', 'jobs');
    await subject.unitOfWork.run(() => queue.enqueue('test.job', {}));
    await until(async () => (await subject.remaining()) === 0);
    const jobs = await subject.unitOfWork.reader.find(JobRecord);
    expect(jobs.map((job) => [job.state, job.attempts])).toEqual([
      ['done', 1],
      ['done', 1],
    ]);
  });
});

if (await postgresIsThere()) {
  jobQueueContract('PostgresJobQueue', onPostgres);

  describe('PostgresJobQueue', () => {
    let subject: PostgresUnderTest;
    beforeEach(async () => {
      subject = await onPostgres();
    });
    afterEach(() => subject.dispose());

    it('makes its tables once, however many processes start at the same time', async () => {
      const queues = await Promise.all([1, 2, 3, 4, 5].map(() => subject.open()));
      await Promise.all(queues.map((queue) => subject.unitOfWork.run(() => queue.enqueue('test.job', {}))));
      expect(await subject.remaining()).toBe(5);
      await Promise.all(queues.map((queue) => queue.stop()));
    });

    it('leaves a long job to the process that runs it while that lives', async () => {
      const attempts: number[] = [];
      const one = await subject.open();
      const other = await subject.open();
      for (const queue of [one, other]) {
        queue.handle('test.job', {
          run: async (_payload, { attempt }) => {
            attempts.push(attempt);
            await wait(6_500); // longer than the processes' interval of looking for dead ones
          },
          giveUp: () => Promise.reject(new Error('not asked for')),
        });
        await queue.start();
      }
      await subject.unitOfWork.run(() => one.enqueue('test.job', {}));
      await until(async () => (await subject.remaining()) === 0);
      await Promise.all([one.stop(), other.stop()]);
      expect(attempts).toEqual([1]);
    });

    it('takes its jobs up again after the database was away', async () => {
      const attempts: number[] = [];
      const queue = await subject.open();
      const allowConnections = (answer: boolean): Promise<unknown> =>
        onServer((client) => client.query(`ALTER DATABASE ${subject.database} ALLOW_CONNECTIONS ${answer}`));
      queue.handle('test.job', {
        run: async (_payload, { attempt }) => {
          attempts.push(attempt);
          if (attempt > 1) return;
          await allowConnections(false);
          await onServer((client) =>
            client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
              subject.database,
            ]),
          );
          await wait(500);
        },
        giveUp: () => Promise.reject(new Error('not asked for')),
      });
      await subject.unitOfWork.run(() => queue.enqueue('test.job', {}));
      await queue.start();
      await until(() => attempts.length === 1);
      await wait(3_000); // long enough for the queue to fail in starting again, too
      await allowConnections(true);
      await until(() => attempts.length === 2);
      await queue.stop();
      expect(attempts).toEqual([1, 2]);
    });
  });
}
