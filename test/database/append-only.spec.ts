import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { QueryFailedError, type QueryRunner } from 'typeorm';
import { SCHEMA } from '../../src/schema.js';
import { type DataSources, openDataSources } from '../../src/platform/database/data-sources.js';
import { close, type Engine, reachableEngines } from './engines.js';

jest.setTimeout(60_000);

/** What was decided, and what happened. */
const NEITHER_CHANGED_NOR_DELETED = [
  'audit_events',
  'judgements',
  'countersignatures',
  'evidence_decisions',
  'reopenings',
  'blind_decisions',
  'standardisation_conclusions',
  'standardisation_dissents',
  'assessment_plans',
  'reviews',
  'learner_remarks',
  'feedback_messages',
  'visit_selections',
  'visit_views',
  'visit_notes',
  'visit_outcomes',
  'visit_releases',
  'appeal_steps',
  'direct_claims_entries',
  'certificate_claims',
  'certificate_claim_steps',
  'claimed_units',
  'assessor_observations',
];
const NEVER_DELETED = [
  ...['audit_heads', 'sign_offs', 'learner_actions', 'eqa_visits', 'visit_actions', 'appeals', 'ao_notifications'],
  ...['declared_interests', 'staff_qualifications', 'staff_competences', 'countersigner_links', 'cpd_entries'],
];

/** Codes that mean something else in one table than in the others. */
const CODES_OF: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  visit_releases: { decision: 'released' },
  appeals: { kind: 'judgement', status: 'lodged' },
  appeal_steps: { status: 'lodged' },
  direct_claims_entries: { status: 'granted' },
  staff_qualifications: { kind: 'assessor', status: 'held' },
};

/** Adds a row without regard to what it refers to: whether it can be changed does not depend on that. */
async function addRow(runner: QueryRunner, table: string, engine: Engine): Promise<void> {
  const { columns } = runner.connection.getMetadata(table);
  const codes: Record<string, string | null> = {
    ...{ kind: 'remote', severity: 'essential', decision: 'satisfactory' },
    outcome: 'met',
    assessorStatus: 'qualified',
    result: 'agreed',
    stage: 'learner',
    origin: 'review',
    closureCause: 'assessor',
    audience: 'learner',
    // A remark is about a plan or about a review.
    planId: null,
    event: 'lodged',
    step: 'prepared',
    cause: 'revoked',
    ...CODES_OF[table],
  };
  const values = columns.map(({ databaseName, type }) => {
    if (type === 'integer') return 1;
    if (type === 'boolean') return engine.name === 'SQLite' ? 0 : false;
    return databaseName in codes ? codes[databaseName] : '1';
  });
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const places = columns.map((_, index) => (engine.name === 'SQLite' ? '?' : `$${index + 1}`)).join(', ');
  await runner.query(`INSERT INTO ${table} (${names}) VALUES (${places})`, values);
}

/** On PostgreSQL the triggers sleep as well until references are heeded again. */
const ignoreReferences = (engine: Engine): string =>
  engine.name === 'SQLite' ? 'PRAGMA foreign_keys = OFF' : 'SET session_replication_role = replica';
const heedReferences = (engine: Engine): string =>
  engine.name === 'SQLite' ? 'PRAGMA foreign_keys = ON' : 'SET session_replication_role = origin';

describe.each(await reachableEngines())('What was decided, in the database itself on $name (R11)', (engine: Engine) => {
  let sources: DataSources;
  let dispose: () => Promise<void>;

  beforeAll(async () => {
    const prepared = await engine.prepare();
    dispose = prepared.dispose;
    sources = await openDataSources(prepared.env, SCHEMA);
  });
  afterAll(async () => {
    await close(sources);
    await dispose();
  });

  /** What the database says to each of the statements, in a table that holds one row. */
  async function answersTo(table: string, statements: readonly string[]): Promise<string[]> {
    const answers: string[] = [];
    const runner = sources.writer.createQueryRunner();
    try {
      await runner.query(ignoreReferences(engine));
      await addRow(runner, table, engine);
      if (engine.name === 'PostgreSQL') await runner.query(heedReferences(engine));
      for (const statement of statements) {
        try {
          await runner.query(statement);
          answers.push('done');
        } catch (error) {
          if (!(error instanceof QueryFailedError)) throw error;
          answers.push(error.message);
        }
      }
      expect(await runner.query(`SELECT COUNT(*) AS rows FROM ${table}`)).toEqual([
        { rows: engine.name === 'SQLite' ? 1 : '1' },
      ]);
    } finally {
      await runner.query(ignoreReferences(engine));
      // With the triggers asleep, so that no row refers to the rows of another test.
      if (engine.name === 'PostgreSQL') await runner.query(`DELETE FROM ${table}`);
      await runner.query(heedReferences(engine));
      await runner.release();
    }
    return answers;
  }

  const forbidden = (change: string): unknown => expect.stringContaining(`${change} is forbidden`);
  const wipe = engine.name === 'SQLite' ? [] : ['TRUNCATE'];

  it.each(NEITHER_CHANGED_NOR_DELETED)('%s can only be added to', async (table) => {
    const statements = [
      `UPDATE ${table} SET id = '2'`,
      `DELETE FROM ${table}`,
      ...wipe.map(() => `TRUNCATE ${table} CASCADE`),
    ];
    expect(await answersTo(table, statements)).toEqual(['UPDATE', 'DELETE', ...wipe].map(forbidden));
  });

  it.each(NEVER_DELETED)('%s may be changed and not deleted', async (table) => {
    const statements = [
      `UPDATE ${table} SET id = '2'`,
      `DELETE FROM ${table}`,
      ...wipe.map(() => `TRUNCATE ${table} CASCADE`),
    ];
    expect(await answersTo(table, statements)).toEqual(['done', ...['DELETE', ...wipe].map(forbidden)]);
  });
});
