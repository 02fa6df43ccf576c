import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';

const { ref, code, instant } = columns;

/** Which file was made from which, what is sealed or purged, and who confirmed that personal data is gone. All may be empty. */
const ADDED = {
  evidence_files: [
    ref('derivedFromId'),
    code('derivation'),
    instant('sealedAt'),
    ref('sealedById'),
    instant('purgedAt'),
  ],
  evidence: [ref('redactionConfirmedById'), instant('redactionConfirmedAt')],
};

const EACH = Object.entries(ADDED).flatMap(([table, added]) => added.map((column) => ({ table, column })));

export class AddRedactions1795424400000 implements MigrationInterface {
  name = 'AddRedactions1795424400000';

  /** In SQL, because TypeORM would make a SQLite table anew to add a column, and the rows that refer to it would go. */
  async up(runner: QueryRunner): Promise<void> {
    for (const { table, column } of EACH) {
      await runner.query(`ALTER TABLE "${table}" ADD COLUMN "${column.name}" varchar(${column.length})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, column } of EACH) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column.name}"`);
  }
}
