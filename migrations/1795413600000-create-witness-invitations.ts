import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';

const { id, ref, code, text, integer, sha256, instant, nullable } = columns;

/** People asked to testify through a link of their own. */
const INVITATIONS = table('witness_invitations', {
  columns: [
    id(),
    ref('centreId'),
    ref('learnerId'),
    ref('evidenceId'),
    text('name'),
    text('email'),
    text('jobRole'),
    nullable(text('organisation')),
    code('relationship'),
    integer('category'),
    nullable(text('knownFor')),
    nullable(text('message')),
    sha256('tokenSha256'),
    ref('invitedById'),
    instant('invitedAt'),
    instant('expiresAt'),
    code('state'),
    nullable(instant('usedAt')),
    nullable(instant('revokedAt')),
    code('delivery'),
    integer('revision'),
  ],
  unique: { uq_witness_invitations_token: ['tokenSha256'] },
  indexes: { ix_witness_invitations_evidence: ['evidenceId', 'id'] },
  checks: { ck_witness_invitations_state: oneOf('state', ['open', 'used', 'revoked']) },
  references: {
    fk_witness_invitations_centre: ['centreId', 'centres'],
    fk_witness_invitations_learner: ['learnerId', 'users'],
    fk_witness_invitations_evidence: ['evidenceId', 'evidence'],
    fk_witness_invitations_inviter: ['invitedById', 'users'],
  },
});

export class CreateWitnessInvitations1795413600000 implements MigrationInterface {
  name = 'CreateWitnessInvitations1795413600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(INVITATIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(INVITATIONS);
  }
}
