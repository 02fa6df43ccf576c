import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';

const { id, ref, code, text, integer, bigInteger, boolean, sha256, instant, json, nullable } = columns;

/** Packages of a portfolio with every file, and what each will hold until it is packed. */
const TABLES = [
  table('portfolio_packages', {
    columns: [
      id(),
      ref('centreId'),
      ref('registrationId'),
      ref('requestedById'),
      code('status'),
      boolean('showsUln'),
      boolean('showsSamples'),
      integer('files'),
      bigInteger('bytesDone'),
      bigInteger('bytesTotal'),
      nullable(sha256('sha256')),
      bigInteger('size'),
      nullable(text('failure')),
      instant('createdAt'),
      nullable(instant('finishedAt')),
      nullable(instant('expiresAt')),
    ],
    indexes: { ix_portfolio_packages_requester: ['requestedById', 'status'] },
    checks: {
      ck_portfolio_packages_status: oneOf('status', ['queued', 'running', 'ready', 'failed', 'expired']),
    },
    references: {
      fk_portfolio_packages_centre: ['centreId', 'centres'],
      fk_portfolio_packages_registration: ['registrationId', 'registrations'],
      fk_portfolio_packages_requester: ['requestedById', 'users'],
    },
  }),
  table('portfolio_package_contents', {
    columns: [id('packageId'), json('cover'), json('documents'), json('files')],
    references: { fk_portfolio_package_contents_package: ['packageId', 'portfolio_packages'] },
  }),
];

export class CreatePortfolioPackages1795532400000 implements MigrationInterface {
  name = 'CreatePortfolioPackages1795532400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
