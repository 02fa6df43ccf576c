import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';

const { id, ref, code, text, integer, boolean, sha256, instant, json, nullable } = columns;

/** Complaint cases with their messages and their moves. */
const TABLES = [
  table('complaint_cases', {
    columns: [
      id(),
      ref('centreId'),
      ref('learnerId'),
      integer('number'),
      code('caseRef'),
      code('status'),
      code('customerLabel'),
      code('customerType'),
      code('specialCategoryData'),
      nullable(text('verifiableAt')),
      instant('receivedAt'),
      code('channel'),
      nullable(text('receivedBy')),
      code('stage'),
      nullable(json('referral')),
      nullable(text('category')),
      text('nature'),
      nullable(text('cause')),
      nullable(json('rootCause')),
      nullable(text('customerImplications')),
      nullable(text('organisationImplications')),
      nullable(instant('acknowledgedAt')),
      boolean('ownerIsLearner'),
      nullable(instant('ownedFrom')),
      nullable(instant('ownedTo')),
      nullable(text('ownershipNotes')),
      json('investigationSteps'),
      json('optionsConsidered'),
      nullable(json('solution')),
      nullable(json('authorityLimit')),
      nullable(boolean('withinAuthority')),
      nullable(text('authorisedBy')),
      nullable(json('escalation')),
      json('policiesApplied'),
      json('lawApplied'),
      nullable(text('ethicalPoints')),
      json('targets'),
      nullable(json('outcome')),
      nullable(instant('recordedAt')),
      nullable(text('recordedIn')),
      nullable(text('lessonsLearned')),
      json('recommendations'),
      nullable(text('issueKey')),
      nullable(sha256('importSha256')),
      ref('createdById'),
      instant('createdAt'),
      integer('revision'),
    ],
    unique: { uq_complaint_cases_learner_number: ['learnerId', 'number'] },
    indexes: {
      ix_complaint_cases_learner: ['learnerId', 'id'],
      ix_complaint_cases_centre: ['centreId', 'id'],
    },
    checks: {
      ck_complaint_cases_status: oneOf('status', [
        'received',
        'acknowledged',
        'investigating',
        'options_offered',
        'agreed',
        'implemented',
        'closed',
        'escalated',
        'referred_in',
        'unresolved_closed',
      ]),
      ck_complaint_cases_stage: oneOf('stage', ['initial', 'referred']),
    },
    references: {
      fk_complaint_cases_centre: ['centreId', 'centres'],
      fk_complaint_cases_learner: ['learnerId', 'users'],
      fk_complaint_cases_creator: ['createdById', 'users'],
    },
  }),
  table('case_communications', {
    columns: [
      id(),
      ref('caseId'),
      instant('at'),
      code('direction'),
      code('party'),
      code('channel'),
      code('purpose'),
      text('summary'),
      boolean('isPublic'),
      ref('addedById'),
      instant('addedAt'),
    ],
    indexes: { ix_case_communications_case: ['caseId', 'id'] },
    references: { fk_case_communications_case: ['caseId', 'complaint_cases'] },
  }),
  table('case_moves', {
    columns: [
      id(),
      ref('caseId'),
      code('event'),
      code('fromStatus'),
      code('toStatus'),
      nullable(text('reason')),
      ref('movedById'),
      instant('movedAt'),
    ],
    indexes: { ix_case_moves_case: ['caseId', 'id'] },
    references: { fk_case_moves_case: ['caseId', 'complaint_cases'] },
  }),
];

export class CreateComplaintCases1795340400000 implements MigrationInterface {
  name = 'CreateComplaintCases1795340400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
