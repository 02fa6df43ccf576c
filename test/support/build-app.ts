import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { httpAdapter, prepare } from '../../src/bootstrap.js';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import type { Env } from '../../src/platform/config/env.js';
import { JobQueue } from '../../src/platform/jobs/job-queue.js';
import { Clock } from '../../src/platform/time/clock.js';

/** Address of a PostgreSQL whose databases tests may make and drop; without it tests run on SQLite. */
const TEST_DATABASE_URL = process.env.TEST_DATABASE_URL ?? null;

export const PASSWORD = 'evidence-in-practice';
export const MANAGER = { email: 'manager@demo.test', name: 'Morgan Ellis', password: PASSWORD };

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly env: Env;
  close(): Promise<void>;
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: TEST_DATABASE_URL ?? undefined });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Where `database-template.js` has migrated an empty database: a file, or the name of a database; unset without a build. */
const TEMPLATE = process.env.TEST_TEMPLATE;

/** An empty place to keep data: a folder of its own and, on PostgreSQL, a database of its own. */
export async function freshEnv(): Promise<{ env: Env; dispose: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'verifolio-test-'));
  let databaseUrl: string | null = null;
  let dropDatabase = (): Promise<void> => Promise.resolve();
  if (TEST_DATABASE_URL !== null) {
    const name = `verifolio_test_${randomUUID().replaceAll('-', '')}`;
    await onServer(`CREATE DATABASE ${name}${TEMPLATE === undefined ? '' : ` TEMPLATE ${TEMPLATE}`}`);
    const url = new URL(TEST_DATABASE_URL);
    url.pathname = `/${name}`;
    databaseUrl = url.toString();
    dropDatabase = () => onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  } else if (TEMPLATE !== undefined) {
    copyFileSync(TEMPLATE, join(dataDir, 'verifolio.sqlite'));
  }
  return {
    env: {
      ...{ port: 0, dataDir, databaseUrl, demo: false, isProduction: false, bootstrap: null, trustProxy: false },
      ...{ publicUrl: 'https://portfolio.test', mail: { url: null, from: 'Verifolio <verifolio@portfolio.test>' } },
      ...{ linkSecret: null, auditKey: null, clamd: null, signingP12: null, tsaUrl: null },
    },
    dispose: async () => {
      rmSync(dataDir, { recursive: true, force: true });
      await dropDatabase();
    },
  };
}

/**
 * The whole product over a real, empty database and file store, with one centre and its manager. Jobs run.
 * @param clock a clock held by the test; the real one when left out
 */
export async function buildApp(options: { clock?: Clock; env?: Env } = {}): Promise<TestApp> {
  const own = options.env ? null : await freshEnv();
  const env = options.env ?? own?.env;
  if (!env) throw new Error('no environment');
  const builder = Test.createTestingModule({ imports: [AppModule.with(env)] });
  if (options.clock) builder.overrideProvider(Clock).useValue(options.clock);
  const module = await builder.compile();
  const app = module.createNestApplication<NestFastifyApplication>(httpAdapter(env.trustProxy), {
    logger: ['fatal', 'error'],
  });
  await prepare(app);
  if (own)
    await app
      .get(FoundCentre)
      .run({ centre: { name: 'Harbourside Training Centre', number: '54321' }, manager: MANAGER });
  await app.get(JobQueue).start();
  // A port of its own for the whole spec: otherwise supertest opens and closes the server around every request.
  await app.listen(0, '127.0.0.1');
  return {
    app,
    env,
    close: async () => {
      await app.close();
      await own?.dispose();
    },
  };
}
