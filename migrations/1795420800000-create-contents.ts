import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';

const { sha256Key, numberKey, codeKey, code, text, integer, instant, json, nullable } = columns;

/** What is in the stored files: how far each has been read, its passages, its words and the bands of its likeness. */
const TABLES = [
  table('content_readings', {
    columns: [
      sha256Key('sha256'),
      nullable(integer('number')),
      text('mediaType'),
      code('state'),
      nullable(code('reason')),
      nullable(integer('pageCount')),
      nullable(integer('paragraphCount')),
      nullable(integer('durationSeconds')),
      nullable(integer('wordCount')),
      nullable(json('sheets')),
      nullable(json('signature')),
      instant('orderedAt'),
      nullable(instant('readAt')),
    ],
    unique: { uq_content_readings_number: ['number'] },
    checks: { ck_content_readings_state: oneOf('state', ['waiting', 'read', 'unreadable']) },
  }),
  table('content_passages', {
    columns: [
      numberKey('reading'),
      numberKey('position'),
      nullable(integer('page')),
      nullable(integer('paragraph')),
      nullable(text('sheet')),
      nullable(integer('row')),
      nullable(text('part')),
      text('text'),
    ],
  }),
  table('content_words', { columns: [numberKey('reading'), codeKey('word'), integer('position')] }),
  table('content_bands', {
    columns: [numberKey('reading'), numberKey('band'), code('hash')],
    indexes: { ix_content_bands_hash: ['band', 'hash'] },
  }),
];

export class CreateContents1795420800000 implements MigrationInterface {
  name = 'CreateContents1795420800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
    // Beginnings of words are ranges of bytes; a server's own order of letters would mix them up.
    const collation = runner.connection.options.type === 'postgres' ? 'COLLATE "C"' : '';
    await runner.query(`CREATE INDEX "ix_content_words_word" ON "content_words" ("word" ${collation}, "reading")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
