import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { table } from '../src/platform/database/migration-tables.js';

const { id, ref, sha256, instant } = columns;

/** Addresses at which people's diaries are read by calendar programs. */
const DIARY_FEEDS = table('diary_feeds', {
  columns: [id(), ref('userId'), sha256('tokenSha256'), instant('createdAt')],
  unique: { uq_diary_feeds_person: ['userId'], uq_diary_feeds_token: ['tokenSha256'] },
  references: { fk_diary_feeds_person: ['userId', 'users'] },
});

export class CreateDiaryFeeds1796000400000 implements MigrationInterface {
  name = 'CreateDiaryFeeds1796000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(DIARY_FEEDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(DIARY_FEEDS);
  }
}
