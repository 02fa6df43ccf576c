import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';
import { allow, type Change, forbid } from '../src/platform/database/migration-triggers.js';

const { id, ref, code, text, integer, instant, date, json, nullable } = columns;

/** What assessors plan, review and ask of learners, and what is said about it. */
const TABLES = [
  table('assessment_plans', {
    columns: [
      id(),
      ref('registrationId'),
      integer('version'),
      json('targets'),
      nullable(text('note')),
      date('nextReviewOn'),
      code('specificationVersion'),
      ref('createdById'),
      instant('createdAt'),
    ],
    unique: { uq_assessment_plans_version: ['registrationId', 'version'] },
    references: {
      fk_assessment_plans_registration: ['registrationId', 'registrations'],
      fk_assessment_plans_creator: ['createdById', 'users'],
    },
  }),
  table('reviews', {
    columns: [
      id(),
      ref('registrationId'),
      date('heldOn'),
      json('attendees'),
      text('progress'),
      text('feedback'),
      nullable(date('nextReviewOn')),
      ref('recordedById'),
      instant('recordedAt'),
    ],
    indexes: { ix_reviews_registration: ['registrationId', 'id'] },
    references: {
      fk_reviews_registration: ['registrationId', 'registrations'],
      fk_reviews_recorder: ['recordedById', 'users'],
    },
  }),
  table('learner_remarks', {
    columns: [
      id(),
      ref('registrationId'),
      nullable(ref('planId')),
      nullable(ref('reviewId')),
      nullable(text('statement')),
      nullable(text('comment')),
      ref('learnerId'),
      instant('at'),
    ],
    indexes: { ix_learner_remarks_registration: ['registrationId', 'id'] },
    checks: { ck_learner_remarks_subject: `("planId" IS NULL) <> ("reviewId" IS NULL)` },
    references: {
      fk_learner_remarks_registration: ['registrationId', 'registrations'],
      fk_learner_remarks_plan: ['planId', 'assessment_plans'],
      fk_learner_remarks_review: ['reviewId', 'reviews'],
      fk_learner_remarks_learner: ['learnerId', 'users'],
    },
  }),
  table('learner_actions', {
    columns: [
      id(),
      ref('registrationId'),
      code('origin'),
      ref('originId'),
      nullable(code('criterion')),
      text('text'),
      nullable(date('dueOn')),
      ref('raisedById'),
      instant('raisedAt'),
      nullable(text('response')),
      nullable(instant('respondedAt')),
      nullable(code('closureCause')),
      nullable(text('closureNote')),
      nullable(ref('closedById')),
      nullable(instant('closedAt')),
    ],
    indexes: {
      ix_learner_actions_registration: ['registrationId', 'id'],
      ix_learner_actions_origin: ['originId'],
    },
    checks: {
      ck_learner_actions_origin: oneOf('origin', ['review', 'judgement', 'returned_evidence']),
      ck_learner_actions_closure: oneOf('closureCause', [
        'assessor',
        'criterion_met',
        'judgement_void',
        'evidence_accepted',
      ]),
    },
    references: {
      fk_learner_actions_registration: ['registrationId', 'registrations'],
      fk_learner_actions_raiser: ['raisedById', 'users'],
    },
  }),
  table('feedback_messages', {
    columns: [
      id(),
      ref('registrationId'),
      ref('authorId'),
      code('audience'),
      text('text'),
      nullable(code('criterion')),
      nullable(ref('evidenceId')),
      nullable(ref('inReplyTo')),
      instant('writtenAt'),
    ],
    indexes: { ix_feedback_messages_registration: ['registrationId', 'id'] },
    checks: { ck_feedback_messages_audience: oneOf('audience', ['learner', 'assessors']) },
    references: {
      fk_feedback_messages_registration: ['registrationId', 'registrations'],
      fk_feedback_messages_author: ['authorId', 'users'],
      fk_feedback_messages_evidence: ['evidenceId', 'evidence'],
      fk_feedback_messages_answered: ['inReplyTo', 'feedback_messages'],
    },
  }),
];

/** What somebody has relied on stays as it was said; an action is answered and closed, and never goes away. */
const APPEND_ONLY: Readonly<Record<string, readonly Change[]>> = {
  assessment_plans: ['UPDATE', 'DELETE'],
  reviews: ['UPDATE', 'DELETE'],
  learner_remarks: ['UPDATE', 'DELETE'],
  learner_actions: ['DELETE'],
  feedback_messages: ['UPDATE', 'DELETE'],
};

export class CreateAssessmentPlans1795503600000 implements MigrationInterface {
  name = 'CreateAssessmentPlans1795503600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await forbid(runner, name, changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await allow(runner, name, changes);
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
