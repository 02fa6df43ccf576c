import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';

const { id, ref, code, integer, boolean, instant, date, json, nullable } = columns;

/** Read models that follow the trail, and what people are told. Everything but the last three can be computed again. */
const TABLES = [
  table('progress_heads', {
    columns: [id(), integer('sequence'), nullable(date('digestedOn'))],
  }),
  table('progress_marks', {
    columns: [id(), ref('centreId'), code('scope'), integer('sequence'), instant('since')],
    indexes: { ix_progress_marks_centre: ['centreId', 'sequence', 'id'] },
    checks: { ck_progress_marks_scope: oneOf('scope', ['learner', 'centre']) },
  }),
  table('registration_progress', {
    columns: [
      id(),
      ref('centreId'),
      code('unitKey'),
      ref('learnerId'),
      ref('assessorId'),
      nullable(ref('coAssessorId')),
      nullable(ref('countersignerId')),
      ref('iqaId'),
      code('state'),
      integer('criteria'),
      integer('met'),
      integer('evidenced'),
      json('counts'),
      json('statuses'),
      boolean('ready'),
      nullable(code('nextStage')),
      instant('waitingSince'),
      nullable(date('nextDueOn')),
      instant('lastActivityAt'),
      json('contribution'),
      integer('sequence'),
      instant('computedAt'),
    ],
    indexes: {
      ix_registration_progress_centre: ['centreId', 'id'],
      ix_registration_progress_learner: ['learnerId', 'id'],
      ix_registration_progress_assessor: ['assessorId', 'waitingSince', 'id'],
      ix_registration_progress_co_assessor: ['coAssessorId', 'waitingSince', 'id'],
      ix_registration_progress_countersigner: ['countersignerId', 'waitingSince', 'id'],
      ix_registration_progress_iqa: ['iqaId', 'waitingSince', 'id'],
    },
    references: { fk_registration_progress_registration: ['id', 'registrations'] },
  }),
  table('centre_tallies', {
    columns: [id(), ref('centreId'), code('unitKey'), code('tally'), code('subject'), code('detail'), integer('count')],
    unique: { uq_centre_tallies_key: ['centreId', 'unitKey', 'tally', 'subject', 'detail'] },
    references: { fk_centre_tallies_centre: ['centreId', 'centres'] },
  }),
  table('waiting_work', {
    columns: [
      id(),
      ref('centreId'),
      nullable(ref('learnerId')),
      code('kind'),
      ref('subjectId'),
      ref('waitsForId'),
      code('part'),
      instant('since'),
      nullable(date('dueOn')),
      nullable(ref('registrationId')),
      nullable(ref('evidenceId')),
      nullable(code('unitKey')),
      json('detail'),
    ],
    unique: { uq_waiting_work_person: ['kind', 'subjectId', 'waitsForId', 'part'] },
    indexes: {
      ix_waiting_work_queue: ['waitsForId', 'since', 'id'],
      ix_waiting_work_learner: ['learnerId', 'id'],
      ix_waiting_work_centre: ['centreId', 'id'],
    },
    references: {
      fk_waiting_work_centre: ['centreId', 'centres'],
      fk_waiting_work_registration: ['registrationId', 'registrations'],
      fk_waiting_work_evidence: ['evidenceId', 'evidence'],
    },
  }),
  table('notifications', {
    columns: [
      id(),
      ref('centreId'),
      ref('personId'),
      ref('eventId'),
      code('notice'),
      nullable(ref('learnerId')),
      nullable(ref('registrationId')),
      nullable(ref('evidenceId')),
      json('facts'),
      instant('at'),
      nullable(instant('readAt')),
    ],
    unique: { uq_notifications_event: ['eventId', 'personId'] },
    indexes: {
      ix_notifications_person: ['personId', 'id'],
      ix_notifications_unread: ['personId', 'readAt', 'id'],
      ix_notifications_centre: ['centreId', 'readAt', 'personId'],
    },
    references: {
      fk_notifications_centre: ['centreId', 'centres'],
      fk_notifications_person: ['personId', 'users'],
    },
  }),
  table('notification_settings', {
    columns: [id(), code('digest'), integer('revision')],
    checks: { ck_notification_settings_digest: oneOf('digest', ['daily', 'off']) },
    references: { fk_notification_settings_person: ['id', 'users'] },
  }),
  table('digests', {
    columns: [id(), ref('personId'), date('day'), code('state'), ref('upToId'), instant('orderedAt')],
    unique: { uq_digests_day: ['personId', 'day'] },
    checks: { ck_digests_state: oneOf('state', ['queued', 'sending', 'sent', 'failed']) },
    references: { fk_digests_person: ['personId', 'users'] },
  }),
];

export class CreateWorkload1795521600000 implements MigrationInterface {
  name = 'CreateWorkload1795521600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
