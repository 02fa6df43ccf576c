import { type MigrationInterface, type QueryRunner, TableCheck, TableIndex } from 'typeorm';
import { oneOf } from '../src/platform/database/migration-tables.js';
import { allow, type Change, forbid } from '../src/platform/database/migration-triggers.js';

const APPEND_ONLY: readonly Change[] = ['UPDATE', 'DELETE'];

const resultsOf = (results: readonly string[]): TableCheck =>
  new TableCheck({ name: 'ck_countersignatures_result', expression: oneOf('result', results) });

/** Of all judgements only those of trainees can wait for somebody. */
const STANDING = new TableIndex({ name: 'ix_judgements_standing', columnNames: ['assessorStatus', 'registrationId'] });

/** A trainee's judgement may be released once they are qualified, and what waits to be countersigned is found quickly. */
export class ReleaseJudgements1795503660000 implements MigrationInterface {
  name = 'ReleaseJudgements1795503660000';

  async up(runner: QueryRunner): Promise<void> {
    await replaceCheck(runner, ['agreed', 'refused', 'released']);
    await runner.createIndex('judgements', STANDING);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('judgements', STANDING);
    await replaceCheck(runner, ['agreed', 'refused']);
  }
}

/** SQLite rebuilds the table for this and loses the triggers that keep it append-only. */
async function replaceCheck(runner: QueryRunner, results: readonly string[]): Promise<void> {
  await allow(runner, 'countersignatures', APPEND_ONLY);
  await runner.dropCheckConstraint('countersignatures', 'ck_countersignatures_result');
  await runner.createCheckConstraint('countersignatures', resultsOf(results));
  await forbid(runner, 'countersignatures', APPEND_ONLY);
}
