import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';
import { allow, type Change, forbid } from '../src/platform/database/migration-triggers.js';

const { id, ref, code, text, integer, boolean, sha256, instant, date, json, nullable } = columns;

/** Visits of external verifiers, what was opened for them, what they looked at and what they said. */
const TABLES = [
  table('eqa_visits', {
    columns: [
      id(),
      ref('centreId'),
      ref('eqaId'),
      text('awardingOrganisation'),
      code('kind'),
      instant('opensAt'),
      instant('closesAt'),
      json('units'),
      nullable(text('agenda')),
      ref('createdById'),
      instant('createdAt'),
      nullable(instant('suspendedAt')),
      nullable(ref('suspendedById')),
      nullable(text('suspensionReason')),
      nullable(instant('concludedAt')),
      integer('revision'),
    ],
    indexes: {
      ix_eqa_visits_centre: ['centreId', 'id'],
      ix_eqa_visits_eqa: ['eqaId', 'closesAt'],
    },
    checks: { ck_eqa_visits_kind: oneOf('kind', ['remote', 'on_site']) },
    references: {
      fk_eqa_visits_centre: ['centreId', 'centres'],
      fk_eqa_visits_eqa: ['eqaId', 'users'],
      fk_eqa_visits_creator: ['createdById', 'users'],
    },
  }),
  table('visit_selections', {
    columns: [id(), ref('visitId'), ref('registrationId'), text('reason'), ref('selectedById'), instant('selectedAt')],
    unique: { uq_visit_selections_registration: ['visitId', 'registrationId'] },
    indexes: { ix_visit_selections_visit: ['visitId', 'id'] },
    references: {
      fk_visit_selections_visit: ['visitId', 'eqa_visits'],
      fk_visit_selections_registration: ['registrationId', 'registrations'],
      fk_visit_selections_chooser: ['selectedById', 'users'],
    },
  }),
  table('visit_views', {
    columns: [
      id(),
      ref('visitId'),
      instant('at'),
      code('operation'),
      code('method'),
      text('route'),
      text('path'),
      integer('status'),
      nullable(ref('registrationId')),
      nullable(ref('evidenceId')),
      nullable(ref('fileId')),
    ],
    indexes: { ix_visit_views_visit: ['visitId', 'id'] },
    references: { fk_visit_views_visit: ['visitId', 'eqa_visits'] },
  }),
  table('visit_notes', {
    columns: [
      id(),
      ref('visitId'),
      nullable(ref('registrationId')),
      nullable(code('criterion')),
      nullable(ref('evidenceId')),
      nullable(ref('sampleId')),
      text('text'),
      instant('writtenAt'),
    ],
    indexes: { ix_visit_notes_visit: ['visitId', 'id'] },
    references: {
      fk_visit_notes_visit: ['visitId', 'eqa_visits'],
      fk_visit_notes_registration: ['registrationId', 'registrations'],
      fk_visit_notes_evidence: ['evidenceId', 'evidence'],
      fk_visit_notes_sample: ['sampleId', 'iqa_samples'],
    },
  }),
  table('visit_outcomes', {
    columns: [
      id(),
      ref('visitId'),
      code('decision'),
      text('summary'),
      boolean('recommendDirectClaims'),
      json('statement'),
      sha256('statementSha256'),
      ref('eqaId'),
      text('eqaName'),
      instant('signedAt'),
    ],
    unique: { uq_visit_outcomes_visit: ['visitId'] },
    checks: { ck_visit_outcomes_decision: oneOf('decision', ['satisfactory', 'action_required', 'not_satisfactory']) },
    references: {
      fk_visit_outcomes_visit: ['visitId', 'eqa_visits'],
      fk_visit_outcomes_eqa: ['eqaId', 'users'],
    },
  }),
  table('visit_releases', {
    columns: [
      id(),
      ref('visitId'),
      ref('registrationId'),
      code('decision'),
      nullable(text('note')),
      nullable(ref('signOffId')),
      nullable(sha256('snapshotSha256')),
      instant('decidedAt'),
    ],
    unique: { uq_visit_releases_registration: ['visitId', 'registrationId'] },
    indexes: { ix_visit_releases_registration: ['registrationId', 'id'] },
    checks: { ck_visit_releases_decision: oneOf('decision', ['released', 'not_released']) },
    references: {
      fk_visit_releases_visit: ['visitId', 'eqa_visits'],
      fk_visit_releases_registration: ['registrationId', 'registrations'],
      fk_visit_releases_sign_off: ['signOffId', 'sign_offs'],
    },
  }),
  table('visit_actions', {
    columns: [
      id(),
      ref('visitId'),
      code('severity'),
      text('text'),
      date('dueOn'),
      nullable(text('response')),
      nullable(ref('respondedById')),
      nullable(instant('respondedAt')),
      nullable(ref('closedById')),
      nullable(text('closureNote')),
      nullable(instant('closedAt')),
    ],
    indexes: { ix_visit_actions_visit: ['visitId', 'id'] },
    checks: { ck_visit_actions_severity: oneOf('severity', ['essential', 'recommended']) },
    references: { fk_visit_actions_visit: ['visitId', 'eqa_visits'] },
  }),
];

/** What was opened, seen, noted and signed stays as it is; a visit moves on and an action is answered, and neither goes away. */
const APPEND_ONLY: Readonly<Record<string, readonly Change[]>> = {
  eqa_visits: ['DELETE'],
  visit_selections: ['UPDATE', 'DELETE'],
  visit_views: ['UPDATE', 'DELETE'],
  visit_notes: ['UPDATE', 'DELETE'],
  visit_outcomes: ['UPDATE', 'DELETE'],
  visit_releases: ['UPDATE', 'DELETE'],
  visit_actions: ['DELETE'],
};

export class CreateEqaVisits1795514400000 implements MigrationInterface {
  name = 'CreateEqaVisits1795514400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await forbid(runner, name, changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await allow(runner, name, changes);
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
