import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';

const { id, ref, code, text, bigInteger, instant, json, nullable } = columns;

/** Files on their way in several pieces. */
const UPLOADS = table('uploads', {
  columns: [
    id(),
    ref('ownerId'),
    ref('centreId'),
    ref('evidenceId'),
    text('fileName'),
    json('metadata'),
    bigInteger('size'),
    code('state'),
    nullable(ref('fileId')),
    instant('createdAt'),
    instant('expiresAt'),
  ],
  indexes: { ix_uploads_owner: ['ownerId', 'state'], ix_uploads_expires: ['expiresAt'] },
  checks: { ck_uploads_state: oneOf('state', ['open', 'finished']) },
  references: {
    fk_uploads_owner: ['ownerId', 'users'],
    fk_uploads_centre: ['centreId', 'centres'],
    fk_uploads_evidence: ['evidenceId', 'evidence'],
  },
});

export class CreateUploads1795417200000 implements MigrationInterface {
  name = 'CreateUploads1795417200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(UPLOADS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(UPLOADS);
  }
}
