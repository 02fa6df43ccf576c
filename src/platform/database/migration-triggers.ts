import type { QueryRunner } from 'typeorm';

/** What nobody may do to the rows of a table, the application included; to forbid DELETE forbids TRUNCATE as well. */
export type Change = 'UPDATE' | 'DELETE';

const isPostgres = (runner: QueryRunner): boolean => runner.connection.options.type === 'postgres';

const refusalOf = (table: string): string => `refuse_change_of_${table}`;
const triggerOf = (table: string, change: Change | 'TRUNCATE'): string => `${table}_no_${change.toLowerCase()}`;

/**
 * Has the database itself refuse these changes. On SQLite the triggers belong to the table and are gone when a migration
 * rebuilds it, as TypeORM does for every change of a column: such a migration forbids again what it has let go.
 */
export async function forbid(runner: QueryRunner, table: string, changes: readonly Change[]): Promise<void> {
  if (!isPostgres(runner)) {
    for (const change of changes) {
      await runner.query(
        `CREATE TRIGGER "${triggerOf(table, change)}" BEFORE ${change} ON "${table}"
         BEGIN SELECT RAISE(ABORT, '${table}: ${change} is forbidden'); END`,
      );
    }
    return;
  }
  await runner.query(
    `CREATE FUNCTION ${refusalOf(table)}() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION '${table}: % is forbidden', TG_OP USING ERRCODE = 'restrict_violation'; END $$`,
  );
  for (const change of changes) await refuse(change, 'ROW');
  if (changes.includes('DELETE')) await refuse('TRUNCATE', 'STATEMENT');

  function refuse(change: Change | 'TRUNCATE', each: 'ROW' | 'STATEMENT'): Promise<unknown> {
    return runner.query(
      `CREATE TRIGGER "${triggerOf(table, change)}" BEFORE ${change} ON "${table}"
       FOR EACH ${each} EXECUTE FUNCTION ${refusalOf(table)}()`,
    );
  }
}

/** Undoes `forbid`. */
export async function allow(runner: QueryRunner, table: string, changes: readonly Change[]): Promise<void> {
  // The triggers on PostgreSQL depend on the function and go with it.
  if (isPostgres(runner)) await runner.query(`DROP FUNCTION ${refusalOf(table)}() CASCADE`);
  else for (const change of changes) await runner.query(`DROP TRIGGER "${triggerOf(table, change)}"`);
}
