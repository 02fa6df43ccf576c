import { type MigrationInterface, type QueryRunner, TableCheck, TableColumn } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf } from '../src/platform/database/migration-tables.js';

const { code, nullable } = columns;

const SCREENING = code('screening');
const KNOWN = new TableCheck({
  name: 'ck_evidence_files_screening',
  expression: oneOf('screening', ['not_configured', 'waiting', 'clean', 'infected']),
});

/** What is known of the malware in a file. Those that are there came in when nothing screened files. */
export class ScreenFiles1795417260000 implements MigrationInterface {
  name = 'ScreenFiles1795417260000';

  async up(runner: QueryRunner): Promise<void> {
    const added = new TableColumn(nullable(SCREENING));
    await runner.addColumn('evidence_files', added);
    await runner.query(`UPDATE evidence_files SET screening = 'not_configured'`);
    await runner.changeColumn('evidence_files', added, new TableColumn(SCREENING));
    await runner.createCheckConstraint('evidence_files', KNOWN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropCheckConstraint('evidence_files', KNOWN);
    await runner.dropColumn('evidence_files', 'screening');
  }
}
