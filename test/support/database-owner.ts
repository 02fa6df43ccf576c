// What nobody can do through the product, and whoever owns its database can.
import type { QueryRunner } from 'typeorm';
import { allow } from '../../src/platform/database/migration-triggers.js';
import type { UnitOfWork } from '../../src/platform/database/unit-of-work.js';

const runnerOf = (unitOfWork: UnitOfWork): QueryRunner => {
  const runner = unitOfWork.manager.queryRunner;
  if (!runner) throw new Error('a transaction has a query runner');
  return runner;
};

/** Has the database refuse every new row, as if it were broken in this one place. Inside the unit of work. */
export async function refuseInserts(unitOfWork: UnitOfWork, record: new () => object): Promise<void> {
  const runner = runnerOf(unitOfWork);
  const { tableName } = runner.connection.getMetadata(record);
  if (!unitOfWork.onPostgres) {
    await runner.query(
      `CREATE TRIGGER obstacle BEFORE INSERT ON ${tableName} BEGIN SELECT RAISE(ABORT, 'an obstacle'); END`,
    );
    return;
  }
  await runner.query(
    `CREATE FUNCTION obstacle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'an obstacle'; END $$`,
  );
  await runner.query(`CREATE TRIGGER obstacle BEFORE INSERT ON ${tableName} FOR EACH ROW EXECUTE FUNCTION obstacle()`);
}

/** Undoes `refuseInserts`. */
export async function allowInserts(unitOfWork: UnitOfWork): Promise<void> {
  const sql = unitOfWork.onPostgres ? 'DROP FUNCTION obstacle() CASCADE' : 'DROP TRIGGER obstacle';
  await runnerOf(unitOfWork).query(sql);
}

/** Removes what keeps the trail append-only in the database. Inside the unit of work. */
export async function openTheTrail(unitOfWork: UnitOfWork): Promise<void> {
  await allow(runnerOf(unitOfWork), 'audit_events', ['UPDATE', 'DELETE']);
  await allow(runnerOf(unitOfWork), 'audit_heads', ['DELETE']);
}
