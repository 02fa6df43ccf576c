import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns } from '../src/platform/database/migration-columns.js';
import { oneOf, table } from '../src/platform/database/migration-tables.js';
import { allow, forbid } from '../src/platform/database/migration-triggers.js';

const { id, ref, code, text, integer, boolean, sha256, instant, date, json, nullable } = columns;

/** Exercises in which assessors and IQAs decide on shared evidence, what they decided and what they agreed. */
const TABLES = [
  table('standardisation_events', {
    columns: [
      id(),
      ref('centreId'),
      code('unitKey'),
      code('specificationVersion'),
      text('title'),
      json('criteria'),
      date('heldOn'),
      date('dueBy'),
      ref('createdById'),
      ref('facilitatorId'),
      code('state'),
      json('alsoMask'),
      json('ordinaryWords'),
      nullable(json('masks')),
      instant('createdAt'),
      nullable(instant('openedAt')),
      nullable(instant('revealedAt')),
      nullable(code('revealCause')),
      nullable(text('revealReason')),
      nullable(instant('concludedAt')),
      integer('revision'),
    ],
    indexes: {
      ix_standardisation_events_centre: ['centreId', 'id'],
      ix_standardisation_events_unit: ['centreId', 'unitKey', 'id'],
    },
    checks: { ck_standardisation_events_state: oneOf('state', ['prepared', 'open', 'revealed', 'concluded']) },
    references: {
      fk_standardisation_events_centre: ['centreId', 'centres'],
      fk_standardisation_events_creator: ['createdById', 'users'],
      fk_standardisation_events_facilitator: ['facilitatorId', 'users'],
    },
  }),
  table('standardisation_participants', {
    columns: [
      id(),
      ref('eventId'),
      ref('personId'),
      boolean('decides'),
      nullable(instant('decidedAt')),
      json('decidedOriginally'),
      nullable(boolean('attended')),
      nullable(integer('questionsDecided')),
      nullable(integer('decidedAsAgreed')),
    ],
    unique: { uq_standardisation_participants_person: ['eventId', 'personId'] },
    indexes: { ix_standardisation_participants_person: ['personId', 'eventId'] },
    references: {
      fk_standardisation_participants_event: ['eventId', 'standardisation_events'],
      fk_standardisation_participants_person: ['personId', 'users'],
    },
  }),
  table('standardisation_evidence', {
    columns: [
      id(),
      ref('eventId'),
      integer('number'),
      ref('evidenceId'),
      ref('learnerId'),
      sha256('contentSha256'),
      boolean('shareRedactedFiles'),
      nullable(json('sheet')),
      nullable(sha256('sheetSha256')),
      nullable(json('files')),
    ],
    unique: {
      uq_standardisation_evidence_number: ['eventId', 'number'],
      uq_standardisation_evidence_evidence: ['eventId', 'evidenceId'],
    },
    references: {
      fk_standardisation_evidence_event: ['eventId', 'standardisation_events'],
      fk_standardisation_evidence_evidence: ['evidenceId', 'evidence'],
      fk_standardisation_evidence_learner: ['learnerId', 'users'],
    },
  }),
  table('blind_decisions', {
    columns: [id(), ref('eventId'), ref('personId'), json('answers'), instant('decidedAt')],
    unique: { uq_blind_decisions_person: ['eventId', 'personId'] },
    references: {
      fk_blind_decisions_event: ['eventId', 'standardisation_events'],
      fk_blind_decisions_person: ['personId', 'users'],
    },
  }),
  table('standardisation_conclusions', {
    columns: [
      id(),
      ref('eventId'),
      json('agreed'),
      text('minutes'),
      date('heldOn'),
      json('attendeeIds'),
      sha256('contentSha256'),
      ref('signedById'),
      instant('signedAt'),
    ],
    unique: { uq_standardisation_conclusions_event: ['eventId'] },
    references: {
      fk_standardisation_conclusions_event: ['eventId', 'standardisation_events'],
      fk_standardisation_conclusions_signer: ['signedById', 'users'],
    },
  }),
  table('standardisation_dissents', {
    columns: [
      id(),
      ref('eventId'),
      ref('personId'),
      nullable(code('criterion')),
      nullable(integer('evidence')),
      text('note'),
      instant('addedAt'),
    ],
    indexes: { ix_standardisation_dissents_event: ['eventId', 'id'] },
    references: {
      fk_standardisation_dissents_event: ['eventId', 'standardisation_events'],
      fk_standardisation_dissents_person: ['personId', 'users'],
    },
  }),
  table('standardisation_actions', {
    columns: [
      id(),
      ref('eventId'),
      text('text'),
      ref('ownerId'),
      date('dueOn'),
      ref('raisedById'),
      instant('raisedAt'),
      nullable(text('response')),
      nullable(instant('respondedAt')),
      nullable(ref('closedById')),
      nullable(text('closureNote')),
      nullable(instant('closedAt')),
    ],
    indexes: {
      ix_standardisation_actions_event: ['eventId', 'id'],
      ix_standardisation_actions_owner: ['ownerId', 'eventId'],
    },
    references: {
      fk_standardisation_actions_event: ['eventId', 'standardisation_events'],
      fk_standardisation_actions_owner: ['ownerId', 'users'],
      fk_standardisation_actions_raiser: ['raisedById', 'users'],
    },
  }),
];

/** What somebody decided or signed stays as it was said. */
const LEDGERS = ['blind_decisions', 'standardisation_conclusions', 'standardisation_dissents'];

export class CreateStandardisation1795518000000 implements MigrationInterface {
  name = 'CreateStandardisation1795518000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const definition of TABLES) await runner.createTable(definition);
    for (const ledger of LEDGERS) await forbid(runner, ledger, ['UPDATE', 'DELETE']);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const ledger of LEDGERS) await allow(runner, ledger, ['UPDATE', 'DELETE']);
    for (const definition of [...TABLES].reverse()) await runner.dropTable(definition);
  }
}
