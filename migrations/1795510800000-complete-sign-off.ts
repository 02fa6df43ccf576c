import {
  type MigrationInterface,
  type QueryRunner,
  TableCheck,
  TableColumn,
  TableForeignKey,
  TableIndex,
} from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf } from '../src/platform/database/migration-tables.js';
import { allow, forbid } from '../src/platform/database/migration-triggers.js';

const { ref, nullable } = columns;

const STAGES = ['learner', 'assessor', 'countersigner', 'iqa'];
const STATES_OF_SIGNING = ['in_progress', 'ready_for_sign_off', 'learner_declared', 'assessor_signed', 'countersigned'];

const stageCheck = (stages: readonly string[]): TableCheck =>
  new TableCheck({ name: 'ck_sign_offs_stage', expression: oneOf('stage', stages) });
const statusCheck = (states: readonly string[]): TableCheck =>
  new TableCheck({ name: 'ck_registrations_status', expression: oneOf('status', states) });

const BEFORE = {
  stage: stageCheck(STAGES),
  status: statusCheck([...STATES_OF_SIGNING, 'iqa_released', 'reopened']),
};
const AFTER = {
  stage: stageCheck([...STAGES, 'countersigning_iqa']),
  status: statusCheck([
    ...[...STATES_OF_SIGNING, 'iqa_signed', 'iqa_released'],
    ...['claimable', 'claimed', 'certificated', 'reopened'],
  ]),
};

const COUNTERSIGNING_IQA = 'countersigningIqaId';
const INDEX = new TableIndex({
  name: 'ix_registrations_countersigning_iqa',
  columnNames: [COUNTERSIGNING_IQA, 'id'],
});
const REFERENCE = new TableForeignKey({
  name: 'fk_registrations_countersigning_iqa',
  columnNames: [COUNTERSIGNING_IQA],
  referencedTableName: 'users',
  referencedColumnNames: ['id'],
});

/** A countersigning IQA for what a trainee IQA releases, and the states that follow a release. */
export class CompleteSignOff1795510800000 implements MigrationInterface {
  name = 'CompleteSignOff1795510800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('registrations', new TableColumn(nullable(ref(COUNTERSIGNING_IQA))));
    await runner.createForeignKey('registrations', REFERENCE);
    await runner.createIndex('registrations', INDEX);
    await replace(runner, 'registrations', BEFORE.status, AFTER.status);
    await allow(runner, 'sign_offs', ['DELETE']);
    await replace(runner, 'sign_offs', BEFORE.stage, AFTER.stage);
    await forbid(runner, 'sign_offs', ['DELETE']);
  }

  /** A release that somebody countersigned has no place in the tables of before: the check then refuses to go back. */
  async down(runner: QueryRunner): Promise<void> {
    await allow(runner, 'sign_offs', ['DELETE']);
    await replace(runner, 'sign_offs', AFTER.stage, BEFORE.stage);
    await forbid(runner, 'sign_offs', ['DELETE']);
    await runner.query(
      `UPDATE registrations SET status = 'iqa_released' WHERE status IN ('claimable', 'claimed', 'certificated')`,
    );
    await replace(runner, 'registrations', AFTER.status, BEFORE.status);
    await runner.dropIndex('registrations', INDEX);
    await runner.dropForeignKey('registrations', REFERENCE);
    await runner.dropColumn('registrations', COUNTERSIGNING_IQA);
  }
}

async function replace(runner: QueryRunner, table: string, before: TableCheck, after: TableCheck): Promise<void> {
  await runner.dropCheckConstraint(table, before);
  await runner.createCheckConstraint(table, after);
}
