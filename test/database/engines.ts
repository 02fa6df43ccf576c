import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Env, readEnv } from '../../src/platform/config/env.js';
import { type DataSources, openDataSources, type Schema } from '../../src/platform/database/data-sources.js';

/** A place where a database may be made that nobody else uses. */
export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** An empty place and what removes it with everything in it. */
  prepare(): Promise<{ readonly env: Env; readonly dispose: () => Promise<void> }>;
}

const SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: SERVER, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const sqlite: Engine = {
  name: 'SQLite',
  prepare: async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'verifolio-database-'));
    return { env: readEnv({ DATA_DIR: dataDir }), dispose: () => rm(dataDir, { recursive: true }) };
  },
};

const postgres: Engine = {
  name: 'PostgreSQL',
  prepare: async () => {
    const name = `verifolio_test_${randomBytes(6).toString('hex')}`;
    await onServer(`CREATE DATABASE ${name}`);
    const url = new URL(SERVER);
    url.pathname = `/${name}`;
    return {
      env: readEnv({ DATABASE_URL: url.toString() }),
      dispose: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`),
    };
  },
};

/** Both engines; PostgreSQL is left out, with a word about it, where no server answers. CI may not leave it out. */
export async function reachableEngines(): Promise<Engine[]> {
  try {
    await onServer('SELECT 1');
    return [sqlite, postgres];
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    console.log(`PostgreSQL does not answer at ${SERVER}: only SQLite is tested.`);
    return [sqlite];
  }
}

/** Does `work` on a freshly opened database with this schema and leaves nothing behind. */
export async function withDatabase(
  engine: Engine,
  schema: Schema,
  work: (sources: DataSources, env: Env) => Promise<void>,
): Promise<void> {
  const { env, dispose } = await engine.prepare();
  try {
    const sources = await openDataSources(env, schema);
    try {
      await work(sources, env);
    } finally {
      await close(sources);
    }
  } finally {
    await dispose();
  }
}

export async function close({ reader, writer }: DataSources): Promise<void> {
  await reader.destroy();
  await writer.destroy();
}

/**
 * Undoes a migration and all later ones. Without a transaction: for going back, TypeORM lifts SQLite's foreign keys only
 * once a transaction is open, where SQLite does not hear it, and a table that is rebuilt would be refused for its children.
 */
export async function undoTo({ writer }: DataSources, migration: string): Promise<void> {
  const names = writer.migrations.map(({ name = '' }) => name);
  const later = names.slice(names.indexOf(migration));
  for (let step = 0; step < later.length; step += 1) await writer.undoLastMigration({ transaction: 'none' });
}
