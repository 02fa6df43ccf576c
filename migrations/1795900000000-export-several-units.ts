import { type MigrationInterface, type QueryRunner, TableCheck, TableColumn, TableForeignKey } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';

const { id, ref, nullable } = columns;

const EXPORTS = 'portfolio_exports';
const SUBJECTS = ['registrationId', 'learnerId', 'visitId'];

const kindCheck = (kinds: readonly string[]): TableCheck =>
  new TableCheck({ name: 'ck_portfolio_exports_kind', expression: oneOf('kind', kinds) });
const KINDS = { before: kindCheck(['draft', 'signed_off']), after: kindCheck(['draft', 'signed_off', 'eqa_pack']) };

const ONE_SUBJECT = new TableCheck({
  name: 'ck_portfolio_exports_subject',
  expression: `${SUBJECTS.map((subject) => `CASE WHEN "${subject}" IS NULL THEN 0 ELSE 1 END`).join(' + ')} = 1`,
});

const REFERENCES = [
  new TableForeignKey({
    name: 'fk_portfolio_exports_learner',
    columnNames: ['learnerId'],
    referencedTableName: 'users',
    referencedColumnNames: ['id'],
  }),
  new TableForeignKey({
    name: 'fk_portfolio_exports_visit',
    columnNames: ['visitId'],
    referencedTableName: 'eqa_visits',
    referencedColumnNames: ['id'],
  }),
];

const UNITS = table('portfolio_export_units', {
  columns: [id(), ref('exportId'), ref('registrationId'), nullable(ref('releaseId'))],
  unique: { uq_portfolio_export_units_registration: ['exportId', 'registrationId'] },
  indexes: { ix_portfolio_export_units_registration: ['registrationId', 'exportId'] },
  references: {
    fk_portfolio_export_units_export: ['exportId', EXPORTS],
    fk_portfolio_export_units_registration: ['registrationId', 'registrations'],
    fk_portfolio_export_units_release: ['releaseId', 'sign_offs'],
  },
});

/** Documents over several units: of one learner, and of the learners whom a visit chose. */
export class ExportSeveralUnits1795900000000 implements MigrationInterface {
  name = 'ExportSeveralUnits1795900000000';

  async up(runner: QueryRunner): Promise<void> {
    await setNullable(runner, true);
    for (const column of ['learnerId', 'visitId']) {
      await runner.addColumn(EXPORTS, new TableColumn(nullable(ref(column))));
    }
    await runner.createForeignKeys(EXPORTS, REFERENCES);
    await runner.dropCheckConstraint(EXPORTS, KINDS.before);
    await runner.createCheckConstraint(EXPORTS, KINDS.after);
    await runner.createCheckConstraint(EXPORTS, ONE_SUBJECT);
    await runner.createTable(UNITS);
  }

  /** What was ordered for several units has no place in the table of before. Its file stays in the store. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(UNITS);
    const several = `SELECT id FROM ${EXPORTS} WHERE "registrationId" IS NULL`;
    await runner.query(`DELETE FROM portfolio_manifests WHERE "exportId" IN (${several})`);
    await runner.query(`DELETE FROM ${EXPORTS} WHERE "registrationId" IS NULL`);
    await runner.dropCheckConstraint(EXPORTS, ONE_SUBJECT);
    await runner.dropCheckConstraint(EXPORTS, KINDS.after);
    await runner.createCheckConstraint(EXPORTS, KINDS.before);
    await runner.dropForeignKeys(EXPORTS, REFERENCES);
    for (const column of ['learnerId', 'visitId']) await runner.dropColumn(EXPORTS, column);
    await setNullable(runner, false);
  }
}

/** PostgreSQL changes a column in place; TypeORM would drop it there and make it anew, empty. */
async function setNullable(runner: QueryRunner, isNullable: boolean): Promise<void> {
  if (runner.connection.options.type === 'postgres') {
    const change = isNullable ? 'DROP NOT NULL' : 'SET NOT NULL';
    await runner.query(`ALTER TABLE ${EXPORTS} ALTER COLUMN "registrationId" ${change}`);
    return;
  }
  const column = ref('registrationId');
  await runner.changeColumn(EXPORTS, 'registrationId', new TableColumn({ ...column, isNullable }));
}
