import { describe, expect, it, jest } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { CountersignatureRecord } from '../../src/modules/assessment/countersignature.record.js';
import { CentreRecord } from '../../src/modules/identity/centre.record.js';
import { SessionRecord } from '../../src/modules/identity/session.record.js';
import { UserRecord } from '../../src/modules/identity/user.record.js';
import { assertDurable, type DataSources, openDataSources } from '../../src/platform/database/data-sources.js';
import { isUniqueViolation } from '../../src/platform/database/database-errors.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { SCHEMA } from '../../src/schema.js';
import { close, type Engine, reachableEngines, withDatabase } from './engines.js';

jest.setTimeout(60_000);

const NOW = '2026-11-22T09:30:00.000Z';
const SHA256 = 'a'.repeat(64);
const engines = await reachableEngines();
const postgres = engines.filter(({ name }) => name === 'PostgreSQL');
const sqlite = engines.filter(({ name }) => name === 'SQLite');

/** Tables, views, triggers and sequences of this product, beside TypeORM's list of migrations. */
async function leftovers({ reader }: DataSources, engine: Engine): Promise<string[]> {
  const sql =
    engine.name === 'SQLite'
      ? `SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite%'`
      : `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace`;
  const rows = await reader.query<{ name: string }[]>(sql);
  return rows.map(({ name }) => name).filter((name) => !/^(PK_.*|migrations(_id_seq)?)$/.test(name));
}

describe.each(engines)('The schema on $name', (engine: Engine) => {
  it('is what the records say: nothing would have to change', () =>
    withDatabase(engine, SCHEMA, async ({ writer }) => {
      const { upQueries, downQueries } = await writer.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
      expect(downQueries.map(({ query }) => query)).toEqual([]);
    }));

  it('goes away without a trace when its migrations are undone', () =>
    withDatabase(engine, SCHEMA, async (sources) => {
      expect((await leftovers(sources, engine)).length).toBeGreaterThan(0);
      const steps = sources.writer.migrations.length;
      for (let step = 0; step < steps; step++) await sources.writer.undoLastMigration({ transaction: 'each' });
      expect(await leftovers(sources, engine)).toEqual([]);
    }));

  it('is left alone by an older version of the product', () =>
    withDatabase(engine, SCHEMA, async ({ writer }, env) => {
      await writer.query(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'AddWhatIsToCome')`);
      await expect(openDataSources(env, SCHEMA)).rejects.toThrow(/newer version \(it has AddWhatIsToCome\)/);
    }));

  it('is opened again as it was', () =>
    withDatabase(engine, SCHEMA, async (sources, env) => {
      await new UnitOfWork(sources).run(() => sources.writer.manager.query('SELECT 1'));
      const again = await openDataSources(env, SCHEMA);
      expect(await again.reader.query('SELECT name FROM migrations')).toHaveLength(again.writer.migrations.length);
      await close(again);
    }));

  it('refuses a second row where one may be, a code nobody knows and a row that points nowhere', () =>
    withDatabase(engine, SCHEMA, async (sources) => {
      const unitOfWork = new UnitOfWork(sources);
      const refusalOf = async (work: () => Promise<void>): Promise<unknown> => {
        try {
          await unitOfWork.run(work);
        } catch (error) {
          return error;
        }
        throw new Error('it was not refused');
      };
      const centre: CentreRecord = { id: newId(), name: 'Harbourside', number: null, createdAt: NOW };
      const person = (): UserRecord => ({
        id: newId(),
        centreId: centre.id,
        email: 'maya@demo.test',
        name: 'Maya Okafor',
        roles: ['learner'],
        passwordHash: 'none',
        isActive: true,
        revision: 1,
        createdAt: NOW,
      });
      await unitOfWork.run(async () => {
        await unitOfWork.insert(CentreRecord, centre);
        await unitOfWork.insert(UserRecord, person());
      });

      const twice = await refusalOf(() => unitOfWork.insert(UserRecord, person()));
      expect(isUniqueViolation(twice)).toBe(true);

      const unknownCode = await refusalOf(() =>
        unitOfWork.insert(CountersignatureRecord, {
          id: newId(),
          judgementId: newId(),
          countersignerId: newId(),
          result: 'perhaps' as 'agreed',
          note: null,
          at: NOW,
        }),
      );
      expect(driverCode(unknownCode)).toMatch(/^(SQLITE_CONSTRAINT_CHECK|23514)$/);

      const nowhere = await refusalOf(() =>
        unitOfWork.insert(SessionRecord, {
          ...{ id: newId(), userId: newId(), tokenSha256: SHA256 },
          ...{ createdAt: NOW, lastSeenAt: NOW, expiresAt: NOW },
        }),
      );
      expect(driverCode(nowhere)).toMatch(/^(SQLITE_CONSTRAINT_FOREIGNKEY|23503)$/);
      expect(isUniqueViolation(nowhere)).toBe(false);

      const orphaning = await refusalOf(async () => {
        await unitOfWork.delete(CentreRecord, { id: centre.id });
      });
      expect(driverCode(orphaning)).toMatch(/^(SQLITE_CONSTRAINT_FOREIGNKEY|23503)$/);
    }));
});

function driverCode(error: unknown): string {
  if (!(error instanceof QueryFailedError)) throw error;
  return String((error.driverError as { code?: unknown }).code);
}

describe.each(sqlite)('A SQLite database (R6)', (engine: Engine) => {
  it('is opened so that a power cut takes nothing that was acknowledged', () =>
    withDatabase(engine, SCHEMA, async ({ writer, reader }) => {
      const pragma = async (name: string): Promise<unknown> => {
        const [row] = await writer.query<Record<string, unknown>[]>(`PRAGMA ${name}`);
        return Object.values(row ?? {})[0];
      };
      expect(await pragma('journal_mode')).toBe('wal');
      expect(await pragma('synchronous')).toBe(2);
      expect(await pragma('foreign_keys')).toBe(1);
      expect(await pragma('busy_timeout')).toBe(5_000);
      expect(await pragma('trusted_schema')).toBe(0);
      expect(await reader.query('PRAGMA trusted_schema')).toEqual([{ trusted_schema: 0 }]);
    }));

  it('overwrites what is deleted, so that nothing purged lies on in the file', () =>
    withDatabase(engine, SCHEMA, async ({ writer }) => {
      expect(await writer.query('PRAGMA secure_delete')).toEqual([{ secure_delete: 1 }]);
    }));

  it.each([
    ['journal_mode = DELETE', 'journal_mode is delete, not wal'],
    ['synchronous = NORMAL', 'synchronous is 1, not 2'],
    ['foreign_keys = OFF', 'foreign_keys is 0, not 1'],
    ['busy_timeout = 0', 'busy_timeout is 0, not 5000'],
    ['trusted_schema = ON', 'trusted_schema is 1, not 0'],
  ])('is not served with %s', (setting, fault) =>
    withDatabase(engine, SCHEMA, async ({ writer, reader }) => {
      // The journal can only change when nobody else has the file open.
      await reader.destroy();
      await writer.query(`PRAGMA ${setting}`);
      await expect(assertDurable(writer)).rejects.toThrow(fault);
      await reader.initialize();
    }),
  );
});

describe.each(postgres)('A PostgreSQL database (R6)', (engine: Engine) => {
  it('is not served when it acknowledges commits before they are written', () =>
    withDatabase(engine, SCHEMA, async ({ writer }, env) => {
      await writer.query(`ALTER DATABASE ${String(writer.driver.database)} SET synchronous_commit = off`);
      await expect(openDataSources(env, SCHEMA)).rejects.toThrow('synchronous_commit is off');
    }));
});
