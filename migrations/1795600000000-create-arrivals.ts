import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';

const { id, ref, code, text, bigInteger, sha256, instant, json, nullable } = columns;

/** Packages of other centres, what came with them, and where an item's words came from. */
const TABLES = [
  table('portfolio_imports', {
    columns: [
      id(),
      ref('centreId'),
      ref('receivedById'),
      code('state'),
      ref('packageId'),
      code('uploadId'),
      sha256('sha256'),
      sha256('contentSha256'),
      bigInteger('size'),
      nullable(json('facts')),
      nullable(ref('registrationId')),
      nullable(ref('acceptedById')),
      nullable(instant('acceptedAt')),
      json('drafts'),
      instant('createdAt'),
      instant('expiresAt'),
    ],
    indexes: {
      ix_portfolio_imports_centre: ['centreId', 'id'],
      ix_portfolio_imports_registration: ['registrationId', 'id'],
    },
    checks: { ck_portfolio_imports_state: oneOf('state', ['previewed', 'accepted', 'withdrawn', 'expired']) },
    references: {
      fk_portfolio_imports_centre: ['centreId', 'centres'],
      fk_portfolio_imports_receiver: ['receivedById', 'users'],
      fk_portfolio_imports_registration: ['registrationId', 'registrations'],
      fk_portfolio_imports_accepter: ['acceptedById', 'users'],
    },
  }),
  table('arrived_files', {
    columns: [
      id(),
      ref('importId'),
      ref('learnerId'),
      text('path'),
      text('name'),
      code('kind'),
      text('mediaType'),
      bigInteger('size'),
      sha256('sha256'),
      json('needs'),
      nullable(instant('purgedAt')),
    ],
    indexes: { ix_arrived_files_import: ['importId', 'id'], ix_arrived_files_sha256: ['sha256'] },
    checks: { ck_arrived_files_kind: oneOf('kind', ['document', 'evidence', 'portfolio']) },
    references: {
      fk_arrived_files_import: ['importId', 'portfolio_imports'],
      fk_arrived_files_learner: ['learnerId', 'users'],
    },
  }),
];

export class CreateArrivals1795600000000 implements MigrationInterface {
  name = 'CreateArrivals1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
    // In SQL, because TypeORM would make a SQLite table anew to add a column, and the rows that refer to it would go.
    await runner.query('ALTER TABLE "evidence" ADD COLUMN "origin" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "evidence" DROP COLUMN "origin"');
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
