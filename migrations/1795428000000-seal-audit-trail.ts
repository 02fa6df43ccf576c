import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { allow, type Change, forbid } from '../src/platform/database/migration-triggers.js';

const { code, nullable } = columns;

/** `NULL` for what was chained by plain hashes, before there was a key. */
const SEALED_TABLES = ['audit_events', 'audit_heads'];

/** What is only ever added to: signatures become void, and the head of a trail moves on, but neither goes away. */
const APPEND_ONLY: Readonly<Record<string, readonly Change[]>> = {
  audit_events: ['UPDATE', 'DELETE'],
  audit_heads: ['DELETE'],
  judgements: ['UPDATE', 'DELETE'],
  countersignatures: ['UPDATE', 'DELETE'],
  evidence_decisions: ['UPDATE', 'DELETE'],
  sign_offs: ['DELETE'],
  reopenings: ['UPDATE', 'DELETE'],
};

/** The trail is sealed with a key that the database does not have, and the database refuses to change what was decided. */
export class SealAuditTrail1795428000000 implements MigrationInterface {
  name = 'SealAuditTrail1795428000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const name of SEALED_TABLES) await runner.addColumn(name, new TableColumn(nullable(code('keyId'))));
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await forbid(runner, name, changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await allow(runner, name, changes);
    for (const name of SEALED_TABLES) await runner.dropColumn(name, 'keyId');
  }
}
