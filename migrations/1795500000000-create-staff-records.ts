import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';
import { allow, type Change, forbid } from '../src/platform/database/migration-triggers.js';

const { id, ref, code, text, integer, instant, date, nullable } = columns;

const confirmation = [nullable(ref('confirmedById')), nullable(instant('confirmedAt'))];
const ending = [nullable(ref('endedById')), nullable(instant('endedAt')), nullable(text('endingReason'))];

/** Who assesses and verifies, and on what strength: qualifications, competence, CPD, countersigners, observed practice. */
const TABLES = [
  table('staff_qualifications', {
    columns: [
      id(),
      ref('centreId'),
      ref('personId'),
      code('kind'),
      text('title'),
      text('awardingOrganisation'),
      code('status'),
      nullable(date('awardedOn')),
      nullable(text('certificateNumber')),
      nullable(date('startedOn')),
      nullable(date('targetOn')),
      nullable(ref('followsId')),
      ref('recordedById'),
      instant('recordedAt'),
      nullable(date('originalSeenOn')),
      ...confirmation,
      ...ending,
    ],
    indexes: { ix_staff_qualifications_person: ['personId', 'id'] },
    checks: {
      ck_staff_qualifications_kind: oneOf('kind', ['assessor', 'iqa', 'occupational', 'other']),
      ck_staff_qualifications_status: oneOf('status', ['held', 'working_towards']),
    },
    references: {
      fk_staff_qualifications_centre: ['centreId', 'centres'],
      fk_staff_qualifications_person: ['personId', 'users'],
      fk_staff_qualifications_recorder: ['recordedById', 'users'],
    },
  }),
  table('staff_competences', {
    columns: [
      id(),
      ref('centreId'),
      ref('personId'),
      code('unitKey'),
      text('statement'),
      text('basis'),
      ref('recordedById'),
      instant('recordedAt'),
      ...confirmation,
      ...ending,
    ],
    indexes: { ix_staff_competences_person: ['personId', 'id'] },
    references: {
      fk_staff_competences_centre: ['centreId', 'centres'],
      fk_staff_competences_person: ['personId', 'users'],
      fk_staff_competences_recorder: ['recordedById', 'users'],
    },
  }),
  table('countersigner_links', {
    columns: [
      id(),
      ref('centreId'),
      ref('personId'),
      ref('qualifiedId'),
      date('startsOn'),
      nullable(date('endsOn')),
      ref('recordedById'),
      instant('recordedAt'),
      ...ending,
    ],
    indexes: {
      ix_countersigner_links_person: ['personId', 'id'],
      ix_countersigner_links_qualified: ['qualifiedId', 'id'],
    },
    references: {
      fk_countersigner_links_centre: ['centreId', 'centres'],
      fk_countersigner_links_person: ['personId', 'users'],
      fk_countersigner_links_qualified: ['qualifiedId', 'users'],
      fk_countersigner_links_recorder: ['recordedById', 'users'],
    },
  }),
  table('cpd_entries', {
    columns: [
      id(),
      ref('centreId'),
      ref('personId'),
      date('doneOn'),
      integer('minutes'),
      text('activity'),
      text('learned'),
      nullable(code('unitKey')),
      instant('recordedAt'),
      ...ending,
    ],
    indexes: {
      ix_cpd_entries_person: ['personId', 'id'],
      ix_cpd_entries_day: ['personId', 'doneOn'],
    },
    references: {
      fk_cpd_entries_centre: ['centreId', 'centres'],
      fk_cpd_entries_person: ['personId', 'users'],
    },
  }),
  table('assessor_observations', {
    columns: [
      id(),
      ref('centreId'),
      ref('assessorId'),
      ref('observerId'),
      code('unitKey'),
      date('observedOn'),
      nullable(ref('registrationId')),
      text('activity'),
      text('strengths'),
      text('feedback'),
      nullable(text('actionRequired')),
      instant('recordedAt'),
    ],
    indexes: {
      ix_assessor_observations_centre: ['centreId', 'id'],
      ix_assessor_observations_assessor: ['assessorId', 'observedOn'],
    },
    references: {
      fk_assessor_observations_centre: ['centreId', 'centres'],
      fk_assessor_observations_assessor: ['assessorId', 'users'],
      fk_assessor_observations_observer: ['observerId', 'users'],
      fk_assessor_observations_registration: ['registrationId', 'registrations'],
    },
  }),
];

/** What is confirmed or ended later keeps its row; what an IQA saw is said once. */
const FORBIDDEN: Readonly<Record<string, readonly Change[]>> = {
  staff_qualifications: ['DELETE'],
  staff_competences: ['DELETE'],
  countersigner_links: ['DELETE'],
  cpd_entries: ['DELETE'],
  assessor_observations: ['UPDATE', 'DELETE'],
};

export class CreateStaffRecords1795500000000 implements MigrationInterface {
  name = 'CreateStaffRecords1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
    for (const [name, changes] of Object.entries(FORBIDDEN)) await forbid(runner, name, changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, changes] of Object.entries(FORBIDDEN)) await allow(runner, name, changes);
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
