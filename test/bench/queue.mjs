// What somebody reads first in the morning: their queue, their caseload and, who runs the centre, its overview; in a centre
// with 10,000 registrations and in one with 1,000. Both answer over HTTP in turns; what counts is the slowest of twenty.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { RebuildProgress } from '../../dist/src/modules/workload/rebuild-progress.js';
import { FoundCentre } from '../../dist/src/modules/identity/found-centre.js';
import { readEnv } from '../../dist/src/platform/config/env.js';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../dist/src/app.module.js';
import { httpAdapter, prepare } from '../../dist/src/bootstrap.js';
import { IdentityReader } from '../../dist/src/modules/identity/identity.reader.js';
import { countQueries } from './count-queries.mjs';
import { inTurns } from './measure.mjs';

const MANY = 10_000;
const FEW = 1_000;
/** Learners of one assessor: a centre that grows takes people on. */
const CASELOAD = 50;
const ROUNDS = 5;
const REPEATS = 40;
const PASSWORD = 'evidence-in-practice';
const CRITERIA = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '2.1', '2.6', '2.7', '2.9'];
const DAY_MS = 86_400_000;

const PATHS = { queue: '/api/me/queue', caseload: '/api/me/caseload', overview: '/api/centre/overview' };
/** @typedef {keyof typeof PATHS} Page */

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function queue(folder) {
  const many = await open(join(folder, 'many'), MANY);
  const few = await open(join(folder, 'few'), FEW);
  const pages = /** @type {Page[]} */ (Object.keys(PATHS));
  /** @type {Record<Page, { ours: number, baseline: number }>} */
  const slowest = {
    queue: { ours: 0, baseline: 0 },
    caseload: { ours: 0, baseline: 0 },
    overview: { ours: 0, baseline: 0 },
  };
  try {
    for (const page of pages) {
      for (const { ask } of [many, few]) await slowestOf(ask, page);
      slowest[page] = await inTurns(ROUNDS, {
        ours: () => slowestOf(many.ask, page),
        baseline: () => slowestOf(few.ask, page),
      });
    }
  } finally {
    await many.close();
    await few.close();
  }
  const limits = [];
  for (const page of pages) {
    const { ours, baseline } = slowest[page];
    limits.push({
      what: `${page}: ${ours.toFixed(1)} ms against ${baseline.toFixed(1)} ms, times`,
      found: Number((ours / baseline).toFixed(2)),
      most: 1.5,
    });
    const queries = await countQueries(many.dataDir, PATHS[page], many.tokens[page]);
    limits.push({ what: `${page}: SQL queries of one request`, found: queries, most: 10 });
  }
  const total = (/** @type {'ours' | 'baseline'} */ side) =>
    1_000 / pages.reduce((sum, page) => sum + slowest[page][side], 0);
  return {
    name: `queue (p95 at ${MANY} registrations; computing one learner again takes ${many.perLearnerMs.toFixed(1)} ms)`,
    unit: 'mornings',
    ours: total('ours'),
    baseline: total('baseline'),
    baselineName: `the same pages at ${FEW} registrations`,
    goal: 0.67,
    limits,
  };
}

/**
 * How many milliseconds 95 of 100 answers take at most.
 * @param {(page: Page) => Promise<unknown>} ask
 * @param {Page} page
 */
async function slowestOf(ask, page) {
  const times = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const startedAt = performance.now();
    await ask(page);
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.95)] ?? NaN;
}

/**
 * A centre of so many registrations, from nothing: rows past the product, and what is derived from them by the product.
 * @param {string} dataDir
 * @param {number} registrations
 */
async function open(dataDir, registrations) {
  await mkdir(dataDir);
  const app = await NestFactory.create(
    AppModule.with(readEnv({ DATA_DIR: dataDir, NODE_ENV: 'production' })),
    httpAdapter(),
    { logger: false },
  );
  await prepare(app);
  const manager = { email: 'manager@demo.test', name: 'Morgan', password: PASSWORD };
  const { centreId, passwordHash } = await app
    .get(FoundCentre)
    .run({ centre: { name: 'Bench', number: null }, manager });
  fill(join(dataDir, 'verifolio.sqlite'), centreId, passwordHash, registrations);
  const startedAt = performance.now();
  const { learners, wrongTallies } = await app.get(RebuildProgress).run(centreId);
  const perLearnerMs = (performance.now() - startedAt) / learners;
  if (learners !== registrations || wrongTallies > 0)
    throw new Error(`${learners} learners, ${wrongTallies} wrong counts`);
  if ((await app.get(IdentityReader).centres()).length !== 1) throw new Error('there is more than one centre');

  const [assessor, lead] = [await signIn(app, 'assessor0@demo.test'), await signIn(app, manager.email)];
  /** @type {Record<Page, string>} */
  const tokens = { queue: assessor, caseload: assessor, overview: lead };
  const ask = async (/** @type {Page} */ page) => {
    const headers = { authorization: `Bearer ${tokens[page]}` };
    const answer = await app.inject({ method: 'GET', url: PATHS[page], headers });
    if (answer.statusCode !== 200) throw new Error(`${page} answered ${answer.statusCode}`);
    return JSON.parse(answer.body);
  };
  const [work, cases, overview] = [await ask('queue'), await ask('caseload'), await ask('overview')];
  if (work.items.length !== CASELOAD || cases.items.length !== CASELOAD) throw new Error('the pages are not full');
  if (overview.progress.registrations !== registrations) throw new Error('the overview counts others');
  return { dataDir, ask, tokens, perLearnerMs, close: () => app.close() };
}

/**
 * @param {import('@nestjs/common').INestApplication & { inject: (options: object) => Promise<{ body: string }> }} app
 * @param {string} email
 * @returns {Promise<string>}
 */
async function signIn(app, email) {
  const payload = { email, password: PASSWORD };
  return JSON.parse((await app.inject({ method: 'POST', url: '/api/sessions', payload })).body).token;
}

/**
 * @param {number} kind
 * @param {number} number
 */
const id = (kind, number) => `0000000${kind}-0000-7000-8000-${String(number).padStart(12, '0')}`;

/**
 * Learners with two pieces of evidence each, one of them decided on, over three months.
 * @param {string} path
 * @param {string} centreId
 * @param {string} passwordHash
 * @param {number} registrations
 */
function fill(path, centreId, passwordHash, registrations) {
  const database = new Database(path);
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = OFF');
  /** @type {Map<string, Database.Statement>} */
  const statements = new Map();
  /** @param {string} table @param {Record<string, unknown>} row */
  const insert = (table, row) => {
    const columns = Object.keys(row);
    const key = `${table} ${columns.join()}`;
    let statement = statements.get(key);
    if (!statement) {
      const marks = columns.map(() => '?').join(', ');
      statement = database.prepare(`INSERT INTO ${table} ("${columns.join('", "')}") VALUES (${marks})`);
      statements.set(key, statement);
    }
    statement.run(...Object.values(row));
  };
  const { version } = /** @type {{ version: string }} */ (
    database.prepare(`SELECT version FROM unit_versions WHERE key = 'U40'`).get()
  );
  const nowMs = Date.now();
  const at = (/** @type {number} */ daysAgo) => new Date(nowMs - daysAgo * DAY_MS).toISOString();
  const person = (/** @type {string} */ userId, /** @type {string} */ name, /** @type {string[]} */ roles) => ({
    ...{
      id: userId,
      centreId,
      email: `${name}@demo.test`,
      name,
      roles: JSON.stringify(roles),
      passwordHash,
      isActive: 1,
    },
    ...{ revision: 1, createdAt: at(200) },
  });
  database.transaction(() => {
    for (let number = 0; number < registrations / CASELOAD; number++) {
      insert('users', person(id(8, number), `assessor${number}`, ['assessor']));
      insert('users', person(id(9, number), `iqa${number}`, ['iqa']));
    }
    for (let number = 0; number < registrations; number++) {
      const learnerId = id(2, number);
      const group = Math.floor(number / CASELOAD);
      insert('users', person(learnerId, `learner${number}`, ['learner']));
      insert('registrations', {
        ...{
          id: id(3, number),
          centreId,
          learnerId,
          unitKey: 'U40',
          specificationVersion: version,
          status: 'in_progress',
        },
        ...{
          registeredOn: '2024-01-12',
          assessorId: id(8, group),
          iqaId: id(9, group),
          revision: 1,
          createdAt: at(180),
        },
      });
      insertEvidence(insert, { number, centreId, learnerId, group, at });
    }
  })();
  database.close();
}

/**
 * @param {(table: string, row: Record<string, unknown>) => void} insert
 * @param {{ number: number, centreId: string, learnerId: string, group: number, at: (daysAgo: number) => string }} facts
 */
function insertEvidence(insert, { number, centreId, learnerId, group, at }) {
  const daysAgo = number % 90;
  const versions = [
    { status: 'accepted', submittedAt: at(daysAgo + (number % 17)), decidedAt: at(daysAgo), state: 'confirmed' },
    { status: 'submitted', submittedAt: at(number % 30), decidedAt: null, state: 'proposed' },
  ];
  for (const [place, { status, submittedAt, decidedAt, state }] of versions.entries()) {
    const evidenceId = id(4 + place, number);
    const sha256 = String(number).padStart(64, '0');
    insert('evidence', {
      ...{
        id: evidenceId,
        centreId,
        learnerId,
        number: place + 1,
        version: 1,
        ref: `E00${place + 1}`,
        status,
        onHold: 0,
      },
      ...{ method: 'work_product', title: `Piece ${place}`, contextStatement: 'What happened.', setting: 'workplace' },
      ...{
        activityFrom: at(daysAgo + 20).slice(0, 10),
        activityTo: at(daysAgo + 20).slice(0, 10),
        workplaceContext: 1,
      },
      ...{ caseRefs: '["C-001"]', storage: 'embedded', redaction: 'done', authorId: learnerId, authorRole: 'learner' },
      ...{ hasAudioVisualFile: 0, declarationVersion: '1', submittedAt, contentSha256: sha256, signatures: '[]' },
      ...{ decidedAt, decisionComment: 'Clear.', returnReasons: '[]', revision: 1, createdAt: submittedAt },
    });
    for (const [index, criterion] of CRITERIA.slice(place, place + 5).entries()) {
      insert('evidence_claims', {
        ...{ id: id(6 + place, number * 10 + index), evidenceId, registrationId: id(3, number), criterion, state },
        ...{ claimedFacets: '[]', facets: '[]', locator: '{"page":1}', claimedById: learnerId },
      });
    }
    if (decidedAt === null) continue;
    insert('evidence_decisions', {
      ...{ id: id(1, number), evidenceId, outcome: 'accepted', reasons: '[]', claims: '[]', contentSha256: sha256 },
      ...{ assessorId: id(8, group), decidedAt },
    });
  }
}
