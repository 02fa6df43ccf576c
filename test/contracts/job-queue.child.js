// Started by job-queue.contract.ts and killed by it: takes a job, says which try it is, and never finishes it.
import { writeSync } from 'node:fs';
import { setInterval } from 'node:timers';
import { openDataSources } from '../../dist/src/platform/database/data-sources.js';
import { UnitOfWork } from '../../dist/src/platform/database/unit-of-work.js';
import { JobRecord } from '../../dist/src/platform/jobs/job.record.js';
import { PostgresJobQueue } from '../../dist/src/platform/jobs/postgres.job-queue.js';
import { SqliteJobQueue } from '../../dist/src/platform/jobs/sqlite.job-queue.js';
import { SystemClock } from '../../dist/src/platform/time/clock.js';

const env = JSON.parse(process.argv[2]);
const unitOfWork = new UnitOfWork(await openDataSources(env, { records: [JobRecord], migrations: [] }));
const queue = env.databaseUrl
  ? await PostgresJobQueue.open(unitOfWork, env.databaseUrl)
  : new SqliteJobQueue(unitOfWork, new SystemClock());

// A promise alone does not keep a process alive.
setInterval(() => undefined, 60_000);
queue.handle('test.job', {
  run: ({ mark }, { attempt }) => {
    writeSync(1, `${mark} ${attempt}\n`);
    return new Promise(() => undefined);
  },
  giveUp: ({ mark }) => {
    writeSync(1, `${mark} given up\n`);
    return Promise.resolve();
  },
});
await queue.start();
