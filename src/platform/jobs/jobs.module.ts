import { type BeforeApplicationShutdown, Global, Module } from '@nestjs/common';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Clock } from '../time/clock.js';
import { JobQueue } from './job-queue.js';
import { PostgresJobQueue } from './postgres.job-queue.js';
import { SqliteJobQueue } from './sqlite.job-queue.js';

/** Provides the queue of the engine. The entry file starts it, once the rooms have registered their handlers. */
@Global()
@Module({
  providers: [
    {
      provide: JobQueue,
      inject: [ENV, UnitOfWork, Clock],
      useFactory: (env: Env, unitOfWork: UnitOfWork, clock: Clock): JobQueue | Promise<JobQueue> =>
        env.databaseUrl ? PostgresJobQueue.open(unitOfWork, env.databaseUrl) : new SqliteJobQueue(unitOfWork, clock),
    },
  ],
  exports: [JobQueue],
})
export class JobsModule implements BeforeApplicationShutdown {
  constructor(private readonly jobs: JobQueue) {}

  /** Before `onApplicationShutdown`, in which the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.jobs.stop();
  }
}
