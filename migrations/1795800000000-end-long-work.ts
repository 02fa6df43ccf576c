import { type MigrationInterface, type QueryRunner, TableCheck, TableColumn } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf } from '../src/platform/database/migration-tables.js';

const { instant, nullable } = columns;

const EXPIRES_AT = 'expiresAt';
const BEFORE = {
  portfolio_exports: ['queued', 'running', 'ready', 'failed'],
  portfolio_packages: ['queued', 'running', 'ready', 'failed', 'expired'],
};
const AFTER = {
  portfolio_exports: [...BEFORE.portfolio_exports, 'cancelled', 'expired'],
  portfolio_packages: ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired'],
};

/** Exports and packages can be called off, and a draft is kept for a while only. */
export class EndLongWork1795800000000 implements MigrationInterface {
  name = 'EndLongWork1795800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('portfolio_exports', new TableColumn(nullable(instant(EXPIRES_AT))));
    await allowStatuses(runner, AFTER);
  }

  /** What the older code does not know becomes what it knows: a cancelled order never came to anything, an expired draft neither. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE portfolio_exports SET status = 'failed' WHERE status IN ('cancelled', 'expired')`);
    await runner.query(`UPDATE portfolio_packages SET status = 'failed' WHERE status = 'cancelled'`);
    await allowStatuses(runner, BEFORE);
    await runner.dropColumn('portfolio_exports', EXPIRES_AT);
  }
}

async function allowStatuses(
  runner: QueryRunner,
  statuses: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [table, allowed] of Object.entries(statuses)) {
    const check = new TableCheck({ name: `ck_${table}_status`, expression: oneOf('status', allowed) });
    await runner.dropCheckConstraint(table, check);
    await runner.createCheckConstraint(table, check);
  }
}
