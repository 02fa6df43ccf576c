import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';

const { id, ref, code, text, integer, sha256, instant, date, json, nullable } = columns;

/** The sampling strategy, its plans, the samples taken and what they led to. */
const TABLES = [
  table('sampling_policies', {
    columns: [id(), ref('centreId'), integer('version'), json('policy'), ref('createdById'), instant('createdAt')],
    unique: { uq_sampling_policies_version: ['centreId', 'version'] },
    references: {
      fk_sampling_policies_centre: ['centreId', 'centres'],
      fk_sampling_policies_creator: ['createdById', 'users'],
    },
  }),
  table('sampling_plans', {
    columns: [
      id(),
      ref('centreId'),
      code('unitKey'),
      date('periodFrom'),
      date('periodTo'),
      nullable(ref('iqaId')),
      text('seed'),
      integer('version'),
      ref('createdById'),
      instant('createdAt'),
    ],
    indexes: { ix_sampling_plans_centre: ['centreId', 'id'] },
    references: {
      fk_sampling_plans_centre: ['centreId', 'centres'],
      fk_sampling_plans_iqa: ['iqaId', 'users'],
      fk_sampling_plans_creator: ['createdById', 'users'],
    },
  }),
  table('sampling_plan_versions', {
    columns: [
      id(),
      ref('planId'),
      integer('version'),
      code('cause'),
      integer('policyVersion'),
      json('facts'),
      sha256('populationSha256'),
      json('shares'),
      json('cover'),
      ref('drawnById'),
      instant('drawnAt'),
    ],
    unique: { uq_sampling_plan_versions_version: ['planId', 'version'] },
    references: {
      fk_sampling_plan_versions_plan: ['planId', 'sampling_plans'],
      fk_sampling_plan_versions_drawer: ['drawnById', 'users'],
    },
  }),
  table('planned_samples', {
    columns: [
      id(),
      ref('planId'),
      integer('version'),
      ref('registrationId'),
      ref('learnerId'),
      json('assessorIds'),
      ref('iqaId'),
      code('stage'),
      json('criteria'),
      json('methods'),
      nullable(text('location')),
      code('riskLevel'),
      json('riskReasons'),
      json('reasons'),
      date('plannedOn'),
      nullable(ref('sampleId')),
    ],
    unique: { uq_planned_samples_choice: ['planId', 'version', 'registrationId'] },
    indexes: { ix_planned_samples_iqa: ['iqaId', 'id'] },
    checks: {
      ck_planned_samples_stage: oneOf('stage', ['interim', 'summative']),
      ck_planned_samples_risk: oneOf('riskLevel', ['high', 'medium', 'low']),
    },
    references: {
      fk_planned_samples_plan: ['planId', 'sampling_plans'],
      fk_planned_samples_registration: ['registrationId', 'registrations'],
      fk_planned_samples_learner: ['learnerId', 'users'],
      fk_planned_samples_iqa: ['iqaId', 'users'],
    },
  }),
  table('iqa_samples', {
    columns: [
      id(),
      ref('centreId'),
      ref('registrationId'),
      nullable(ref('plannedSampleId')),
      code('stage'),
      text('selectionReason'),
      json('criteria'),
      json('snapshot'),
      sha256('snapshotSha256'),
      instant('frozenAt'),
      ref('iqaId'),
      nullable(json('evidenceRefs')),
      nullable(json('recordsSeen')),
      nullable(json('checks')),
      nullable(json('decisions')),
      nullable(text('feedback')),
      nullable(text('learnerInterview')),
      nullable(text('witnessContacted')),
      nullable(instant('signedAt')),
    ],
    indexes: {
      ix_iqa_samples_registration: ['registrationId', 'id'],
      ix_iqa_samples_centre: ['centreId', 'id'],
    },
    checks: { ck_iqa_samples_stage: oneOf('stage', ['interim', 'summative']) },
    references: {
      fk_iqa_samples_centre: ['centreId', 'centres'],
      fk_iqa_samples_registration: ['registrationId', 'registrations'],
      fk_iqa_samples_planned: ['plannedSampleId', 'planned_samples'],
      fk_iqa_samples_iqa: ['iqaId', 'users'],
    },
  }),
  table('iqa_actions', {
    columns: [
      id(),
      ref('centreId'),
      ref('sampleId'),
      ref('registrationId'),
      code('severity'),
      code('against'),
      nullable(code('subject')),
      nullable(integer('disputedSequence')),
      text('text'),
      date('dueDate'),
      ref('ownerId'),
      ref('raisedById'),
      instant('raisedAt'),
      nullable(text('response')),
      nullable(instant('respondedAt')),
      nullable(ref('closedById')),
      nullable(text('closureNote')),
      nullable(instant('closedAt')),
    ],
    indexes: {
      ix_iqa_actions_registration: ['registrationId', 'id'],
      ix_iqa_actions_owner: ['ownerId', 'id'],
      ix_iqa_actions_centre: ['centreId', 'id'],
    },
    checks: {
      ck_iqa_actions_severity: oneOf('severity', ['essential', 'recommended']),
      ck_iqa_actions_against: oneOf('against', ['criterion', 'evidence', 'assessor', 'process']),
    },
    references: {
      fk_iqa_actions_centre: ['centreId', 'centres'],
      fk_iqa_actions_sample: ['sampleId', 'iqa_samples'],
      fk_iqa_actions_registration: ['registrationId', 'registrations'],
      fk_iqa_actions_owner: ['ownerId', 'users'],
      fk_iqa_actions_raiser: ['raisedById', 'users'],
    },
  }),
];

export class CreateSampling1795431600000 implements MigrationInterface {
  name = 'CreateSampling1795431600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
