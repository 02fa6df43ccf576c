import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as SqliteConnection } from 'better-sqlite3';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import type { Env } from '../config/env.js';

/** The rows and migrations of every room; only the entry floor knows them all. */
export interface Schema {
  readonly records: MixedList<new () => object>;
  readonly migrations: MixedList<new () => object>;
}

/** One connection that may write and one that cannot (see `UnitOfWork` for why). */
export interface DataSources {
  readonly writer: DataSource;
  readonly reader: DataSource;
}

const SQLITE_BUSY_TIMEOUT_MS = 5_000;

/** What must hold on the writing SQLite connection; anything less loses acknowledged rows in a power cut. */
const SQLITE_SETTINGS: Readonly<Record<string, string | number>> = {
  journal_mode: 'wal',
  synchronous: 2, // FULL: the driver's own default in WAL is NORMAL
  foreign_keys: 1,
  busy_timeout: SQLITE_BUSY_TIMEOUT_MS,
  trusted_schema: 0,
};

const lowerCase = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

function sqliteOptions(env: Env, schema: Schema): { writer: DataSourceOptions; reader: DataSourceOptions } {
  mkdirSync(env.dataDir, { recursive: true });
  const shared = {
    type: 'better-sqlite3' as const,
    database: join(env.dataDir, 'verifolio.sqlite'),
    timeout: SQLITE_BUSY_TIMEOUT_MS,
    entities: schema.records,
  };
  const prepare = (connection: SqliteConnection, writes: boolean): void => {
    if (writes) {
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
      // What was purged for data protection must not lie on in free pages.
      connection.pragma('secure_delete = ON');
    }
    connection.pragma('trusted_schema = OFF');
    // SQLite's own knows only A to Z, so “École” would be found on PostgreSQL and not here.
    connection.function('lower', { deterministic: true }, lowerCase);
  };
  return {
    writer: { ...shared, migrations: schema.migrations, prepareDatabase: (db: SqliteConnection) => prepare(db, true) },
    reader: { ...shared, readonly: true, prepareDatabase: (db: SqliteConnection) => prepare(db, false) },
  };
}

function postgresOptions(url: string, schema: Schema): { writer: DataSourceOptions; reader: DataSourceOptions } {
  const shared = { type: 'postgres' as const, url, entities: schema.records };
  return {
    writer: { ...shared, migrations: schema.migrations },
    reader: { ...shared, extra: { options: '-c default_transaction_read_only=on' } },
  };
}

/** Opens both connections, brings the schema up to date and checks that the engine keeps what it acknowledges. */
export async function openDataSources(env: Env, schema: Schema): Promise<DataSources> {
  const options = env.databaseUrl ? postgresOptions(env.databaseUrl, schema) : sqliteOptions(env, schema);
  const writer = await new DataSource(options.writer).initialize();
  try {
    await migrate(writer);
    await assertDurable(writer);
    const reader = await new DataSource(options.reader).initialize();
    return { writer, reader };
  } catch (error) {
    await writer.destroy();
    throw error;
  }
}

export const isPostgres = (dataSource: DataSource): boolean => dataSource.options.type === 'postgres';

/** Any number will do as long as every process of this product uses the same one. */
const MIGRATION_LOCK = 40_506_2151;

async function migrate(writer: DataSource): Promise<void> {
  const lockHolder = isPostgres(writer) ? writer.createQueryRunner() : null;
  try {
    // Several processes may start at once on PostgreSQL; the second waits and then finds nothing to do.
    await lockHolder?.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const known = new Set(writer.migrations.map((migration) => migration.name ?? migration.constructor.name));
    const runner = writer.createQueryRunner();
    try {
      if (await runner.hasTable('migrations')) {
        const applied = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
        const unknown = applied.filter((row) => !known.has(row.name)).map((row) => row.name);
        if (unknown.length > 0) {
          throw new Error(
            `The database was written by a newer version (it has ${unknown.join(', ')}); this one must not touch it.`,
          );
        }
      }
    } finally {
      await runner.release();
    }
    await writer.runMigrations({ transaction: 'each' });
  } finally {
    await lockHolder?.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await lockHolder?.release();
  }
}

/** Refuses to serve on settings under which an acknowledged write could vanish (assurance.md R6, B5). */
export async function assertDurable(writer: DataSource): Promise<void> {
  const wrong: string[] = [];
  if (isPostgres(writer)) {
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      const [row] = await writer.query<Record<string, string>[]>(`SHOW ${setting}`);
      if (row?.[setting] === 'off') wrong.push(`${setting} is off`);
    }
  } else {
    for (const [pragma, expected] of Object.entries(SQLITE_SETTINGS)) {
      const [row] = await writer.query<Record<string, string | number>[]>(`PRAGMA ${pragma}`);
      const found = row === undefined ? undefined : Object.values(row)[0];
      if (found !== expected) wrong.push(`${pragma} is ${String(found)}, not ${expected}`);
    }
  }
  if (wrong.length > 0) throw new Error(`The database would lose acknowledged work: ${wrong.join('; ')}.`);
}
