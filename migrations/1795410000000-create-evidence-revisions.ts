import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { table } from '../src/platform/database/migration-tables.js';

const { id, ref, integer, instant, json } = columns;

const REVISIONS = table('evidence_revisions', {
  columns: [id(), ref('evidenceId'), integer('revision'), json('content'), ref('changedById'), instant('changedAt')],
  unique: { uq_evidence_revisions_evidence_revision: ['evidenceId', 'revision'] },
  references: { fk_evidence_revisions_evidence: ['evidenceId', 'evidence'] },
});

/** Every kept revision of a draft's words, and the awarding organisation's approval of prior learning. */
export class CreateEvidenceRevisions1795410000000 implements MigrationInterface {
  name = 'CreateEvidenceRevisions1795410000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(REVISIONS);
    // In SQL, for on SQLite TypeORM would copy the whole table; both engines add a column that may be empty in place.
    await runner.query('ALTER TABLE "evidence" ADD COLUMN "aoReference" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "evidence" DROP COLUMN "aoReference"');
    await runner.dropTable(REVISIONS);
  }
}
