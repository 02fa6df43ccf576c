import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';
import { allow, type Change, forbid } from '../src/platform/database/migration-triggers.js';

const { id, ref, code, text, instant, date, json, nullable } = columns;

/** Qualifications with the history of direct claims, claims with their steps, and what the awarding organisation is told. */
const TABLES = [
  table('qualifications', {
    columns: [
      id(),
      ref('centreId'),
      code('number'),
      text('title'),
      text('awardingOrganisation'),
      json('units'),
      ref('createdById'),
      instant('createdAt'),
    ],
    unique: { uq_qualifications_number: ['centreId', 'number'] },
    indexes: { ix_qualifications_centre: ['centreId', 'id'] },
    references: {
      fk_qualifications_centre: ['centreId', 'centres'],
      fk_qualifications_creator: ['createdById', 'users'],
    },
  }),
  table('direct_claims_entries', {
    columns: [
      id(),
      ref('qualificationId'),
      code('status'),
      date('effectiveOn'),
      text('reference'),
      ref('recordedById'),
      instant('recordedAt'),
    ],
    indexes: { ix_direct_claims_entries_qualification: ['qualificationId', 'id'] },
    checks: { ck_direct_claims_entries_status: oneOf('status', ['granted', 'withdrawn']) },
    references: {
      fk_direct_claims_entries_qualification: ['qualificationId', 'qualifications'],
      fk_direct_claims_entries_recorder: ['recordedById', 'users'],
    },
  }),
  table('certificate_claims', {
    columns: [
      id(),
      ref('centreId'),
      ref('qualificationId'),
      nullable(text('reference')),
      nullable(text('eqaReleaseReference')),
    ],
    indexes: { ix_certificate_claims_centre: ['centreId', 'id'] },
    references: {
      fk_certificate_claims_centre: ['centreId', 'centres'],
      fk_certificate_claims_qualification: ['qualificationId', 'qualifications'],
    },
  }),
  table('certificate_claim_steps', {
    columns: [
      id(),
      ref('claimId'),
      code('step'),
      ref('byId'),
      instant('at'),
      nullable(date('happenedOn')),
      nullable(text('reference')),
      nullable(text('reason')),
    ],
    indexes: { ix_certificate_claim_steps_claim: ['claimId', 'id'] },
    checks: {
      ck_certificate_claim_steps_step: oneOf('step', [
        ...['prepared', 'submitted', 'certificated', 'withdrawn'],
        ...['revocation_proposed', 'revocation_refused', 'revoked'],
      ]),
    },
    references: {
      fk_certificate_claim_steps_claim: ['claimId', 'certificate_claims'],
      fk_certificate_claim_steps_person: ['byId', 'users'],
    },
  }),
  table('claimed_units', {
    columns: [id(), ref('claimId'), ref('registrationId'), ref('releaseId')],
    unique: { uq_claimed_units_registration: ['claimId', 'registrationId'] },
    indexes: { ix_claimed_units_registration: ['registrationId', 'id'] },
    references: {
      fk_claimed_units_claim: ['claimId', 'certificate_claims'],
      fk_claimed_units_registration: ['registrationId', 'registrations'],
      fk_claimed_units_release: ['releaseId', 'sign_offs'],
    },
  }),
  table('ao_notifications', {
    columns: [
      id(),
      ref('centreId'),
      ref('registrationId'),
      ref('claimId'),
      code('cause'),
      text('reason'),
      instant('openedAt'),
      nullable(date('sentOn')),
      nullable(text('reference')),
      nullable(text('summary')),
      nullable(ref('sentById')),
      nullable(instant('recordedAt')),
    ],
    unique: { uq_ao_notifications_cause: ['claimId', 'registrationId', 'cause'] },
    indexes: {
      ix_ao_notifications_centre: ['centreId', 'id'],
      ix_ao_notifications_registration: ['registrationId', 'id'],
    },
    checks: { ck_ao_notifications_cause: oneOf('cause', ['release_voided', 'revoked']) },
    references: {
      fk_ao_notifications_centre: ['centreId', 'centres'],
      fk_ao_notifications_registration: ['registrationId', 'registrations'],
      fk_ao_notifications_claim: ['claimId', 'certificate_claims'],
      fk_ao_notifications_sender: ['sentById', 'users'],
    },
  }),
];

/** What is only ever added to. A notification is written to once more, when it has been sent. */
const APPEND_ONLY: Readonly<Record<string, readonly Change[]>> = {
  direct_claims_entries: ['UPDATE', 'DELETE'],
  certificate_claims: ['UPDATE', 'DELETE'],
  certificate_claim_steps: ['UPDATE', 'DELETE'],
  claimed_units: ['UPDATE', 'DELETE'],
  ao_notifications: ['DELETE'],
};

export class CreateCertificateClaims1795510860000 implements MigrationInterface {
  name = 'CreateCertificateClaims1795510860000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await forbid(runner, name, changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await allow(runner, name, changes);
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
