import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';

const { boolean, nullable } = columns;

/** A draft that says more than everybody at its registration may know is kept to whoever ordered it. */
export class KeepDrafts1795700000000 implements MigrationInterface {
  name = 'KeepDrafts1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('portfolio_exports', new TableColumn(nullable(boolean('isForRequesterOnly'))));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('portfolio_exports', 'isForRequesterOnly');
  }
}
