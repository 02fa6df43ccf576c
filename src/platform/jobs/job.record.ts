import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, IntegerColumn, JsonColumn } from '../database/columns.js';
import type { JobPayload } from './job-queue.js';

/** A job on SQLite. (PostgreSQL has the tables of graphile-worker for it, and this one stays empty.) */
@Entity('jobs')
@Index('ix_jobs_state_run_at', ['state', 'runAt'])
export class JobRecord {
  @IdColumn()
  id: string;

  /** `portfolio.build` … */
  @CodeColumn()
  name: string;

  @JsonColumn()
  payload: JobPayload;

  @CodeColumn()
  state: 'ready' | 'running' | 'done' | 'failed';

  /** How often the job has been claimed. */
  @IntegerColumn()
  attempts: number;

  /** Not before this moment. */
  @InstantColumn()
  runAt: string;

  /** When it was last claimed. */
  @InstantColumn({ nullable: true })
  startedAt: string | null;

  /** The code of the last failure, never its message. */
  @CodeColumn({ nullable: true })
  lastError: string | null;

  @InstantColumn()
  createdAt: string;
}
