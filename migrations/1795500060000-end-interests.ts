import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { allow, forbid } from '../src/platform/database/migration-triggers.js';

const { ref, instant, text } = columns;

const TABLE = 'declared_interests';
const ADDED = [instant('endedAt'), ref('endedById'), text('endingReason')];
const INDEXES = [
  new TableIndex({ name: 'ix_declared_interests_person', columnNames: ['personId', 'id'] }),
  new TableIndex({ name: 'ix_declared_interests_centre', columnNames: ['centreId', 'id'] }),
];

/** A declared interest may end, with a reason; it is never deleted. All three columns may be empty. */
export class EndInterests1795500060000 implements MigrationInterface {
  name = 'EndInterests1795500060000';

  /** In SQL, because TypeORM would make a SQLite table anew to add a column. */
  async up(runner: QueryRunner): Promise<void> {
    for (const { name, type, length } of ADDED) {
      await runner.query(`ALTER TABLE "${TABLE}" ADD COLUMN "${name}" ${type}${length ? `(${length})` : ''}`);
    }
    for (const index of INDEXES) await runner.createIndex(TABLE, index);
    await forbid(runner, TABLE, ['DELETE']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await allow(runner, TABLE, ['DELETE']);
    for (const index of INDEXES) await runner.dropIndex(TABLE, index);
    for (const { name } of ADDED) await runner.query(`ALTER TABLE "${TABLE}" DROP COLUMN "${name}"`);
  }
}
