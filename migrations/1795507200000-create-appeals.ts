import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';
import { allow, type Change, forbid } from '../src/platform/database/migration-triggers.js';

const { id, ref, code, text, integer, boolean, instant, date, json, nullable } = columns;

const STATUSES = [
  'lodged',
  'stage1',
  'stage1_decided',
  'stage2',
  'stage2_decided',
  'stage3',
  'stage3_decided',
  'ao',
  'closed',
  'withdrawn',
];

/** The appeals procedure of a centre, the appeals, their steps and panels. */
const TABLES = [
  table('appeal_policies', {
    columns: [id(), ref('centreId'), integer('version'), json('policy'), ref('createdById'), instant('createdAt')],
    unique: { uq_appeal_policies_version: ['centreId', 'version'] },
    references: {
      fk_appeal_policies_centre: ['centreId', 'centres'],
      fk_appeal_policies_creator: ['createdById', 'users'],
    },
  }),
  table('appeals', {
    columns: [
      id(),
      ref('centreId'),
      ref('registrationId'),
      ref('learnerId'),
      code('kind'),
      nullable(ref('judgementId')),
      nullable(ref('evidenceId')),
      nullable(integer('evidenceNumber')),
      nullable(ref('decisionId')),
      nullable(code('criterion')),
      ref('decidedById'),
      nullable(ref('countersignedById')),
      nullable(instant('decisionTakenAt')),
      ref('stage1DeciderId'),
      text('grounds'),
      instant('lodgedAt'),
      code('status'),
      nullable(text('openSubject')),
      nullable(date('dueOn')),
      nullable(code('outcome')),
      boolean('byAnotherAssessor'),
      boolean('awaitsRedecision'),
      nullable(instant('redecidedAt')),
      nullable(text('aoReference')),
      nullable(date('aoDecidedOn')),
      nullable(code('tracing')),
      nullable(date('tracingSince')),
      nullable(text('tracingNote')),
      nullable(instant('closedAt')),
      integer('lastStep'),
    ],
    unique: { uq_appeals_open_subject: ['registrationId', 'openSubject'] },
    indexes: {
      ix_appeals_registration: ['registrationId', 'id'],
      ix_appeals_centre: ['centreId', 'id'],
    },
    checks: {
      ck_appeals_kind: oneOf('kind', [
        'judgement',
        'evidence_returned',
        'claim_declined',
        'rpl_refused',
        'process_failing',
      ]),
      ck_appeals_status: oneOf('status', STATUSES),
    },
    references: {
      fk_appeals_centre: ['centreId', 'centres'],
      fk_appeals_registration: ['registrationId', 'registrations'],
      fk_appeals_learner: ['learnerId', 'users'],
      fk_appeals_judgement: ['judgementId', 'judgements'],
      fk_appeals_evidence: ['evidenceId', 'evidence'],
      fk_appeals_decision: ['decisionId', 'evidence_decisions'],
      fk_appeals_decider: ['decidedById', 'users'],
      fk_appeals_countersigner: ['countersignedById', 'users'],
      fk_appeals_stage1_decider: ['stage1DeciderId', 'users'],
    },
  }),
  table('appeal_steps', {
    columns: [
      id(),
      ref('appealId'),
      integer('sequence'),
      code('event'),
      code('status'),
      ref('actorId'),
      instant('at'),
      nullable(text('reason')),
      nullable(text('lateReason')),
      nullable(code('outcome')),
      nullable(json('personIds')),
      nullable(date('dueOn')),
      nullable(integer('policyVersion')),
      boolean('isLate'),
    ],
    unique: { uq_appeal_steps_sequence: ['appealId', 'sequence'] },
    checks: {
      ck_appeal_steps_event: oneOf('event', [
        'lodged',
        'acknowledged',
        'panel_appointed',
        'voted',
        'decided',
        'escalated',
        'accepted',
        'withdrawn',
        'lapsed',
        'ao_reported',
        'redecided',
        'redecision_waived',
        'traced',
      ]),
      ck_appeal_steps_status: oneOf('status', STATUSES),
    },
    references: {
      fk_appeal_steps_appeal: ['appealId', 'appeals'],
      fk_appeal_steps_actor: ['actorId', 'users'],
    },
  }),
  table('appeal_panel_members', {
    columns: [
      id(),
      ref('appealId'),
      ref('memberId'),
      ref('appointedById'),
      instant('appointedAt'),
      nullable(instant('stoodDownAt')),
    ],
    indexes: {
      ix_appeal_panel_members_appeal: ['appealId', 'id'],
      ix_appeal_panel_members_member: ['memberId', 'appealId'],
    },
    references: {
      fk_appeal_panel_members_appeal: ['appealId', 'appeals'],
      fk_appeal_panel_members_member: ['memberId', 'users'],
      fk_appeal_panel_members_appointer: ['appointedById', 'users'],
    },
  }),
];

/** Steps are only added; an appeal moves on and never goes away. */
const APPEND_ONLY: Readonly<Record<string, readonly Change[]>> = {
  appeal_steps: ['UPDATE', 'DELETE'],
  appeals: ['DELETE'],
};

export class CreateAppeals1795507200000 implements MigrationInterface {
  name = 'CreateAppeals1795507200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await forbid(runner, name, changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, changes] of Object.entries(APPEND_ONLY)) await allow(runner, name, changes);
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
