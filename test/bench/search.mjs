// Searching what is in the files in a learner's portfolio of fifty items, among 100,000 items of the centre and among 1,000.
// Both databases answer the same questions in turns; what counts is the slowest of twenty answers.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ContentSearchReader } from '../../dist/src/modules/contents/content-search.reader.js';
import { EvidenceListReader } from '../../dist/src/modules/evidence/evidence-list.reader.js';
import { EvidenceReader } from '../../dist/src/modules/evidence/evidence.reader.js';
import { FindEvidence } from '../../dist/src/modules/evidence/find-evidence.js';
import { RegistrationsReader } from '../../dist/src/modules/registrations/registrations.reader.js';
import { OpenRegistrations } from '../../dist/src/modules/visits/open-registrations.js';
import { readEnv } from '../../dist/src/platform/config/env.js';
import { openDataSources } from '../../dist/src/platform/database/data-sources.js';
import { UnitOfWork } from '../../dist/src/platform/database/unit-of-work.js';
import { SystemClock } from '../../dist/src/platform/time/clock.js';
import { SCHEMA } from '../../dist/src/schema.js';
import { inTurns } from './measure.mjs';

const ITEMS_A_LEARNER = 50;
const MANY = 100_000;
const FEW = 1_000;
const ROUNDS = 7;
const REPEATS = 30;
const CENTRE = '00000000-0000-7000-8000-000000000001';
const NOW = '2026-11-22T09:30:00.000Z';

/** Words that every text has, many have, and one has; alone, together, and begun. */
const QUESTIONS = [
  'complaint',
  'complaint customer',
  'compl',
  'custo complaint',
  'worktop12',
  'letter7',
  'no such words',
];

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function search(folder) {
  const many = await open(join(folder, 'many'), MANY);
  const few = await open(join(folder, 'few'), FEW);
  try {
    for (const { find } of [many, few]) await answersPerSecond(find);
    const speeds = await inTurns(ROUNDS, {
      ours: () => answersPerSecond(many.find),
      baseline: () => answersPerSecond(few.find),
    });
    return {
      name: `search (p95 of ${(1_000 / speeds.ours).toFixed(1)} ms among ${MANY} items, ${(1_000 / speeds.baseline).toFixed(1)} ms among ${FEW})`,
      unit: 'answers',
      ...speeds,
      baselineName: 'the same search among 1,000 items',
      goal: 0.5,
      limits: [],
    };
  } finally {
    await many.close();
    await few.close();
  }
}

/**
 * The speed at which 95 of 100 answers come at least.
 * @param {(q: string) => Promise<unknown>} find
 */
async function answersPerSecond(find) {
  const times = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const question of QUESTIONS) {
      const startedAt = performance.now();
      await find(question);
      times.push(performance.now() - startedAt);
    }
  }
  times.sort((a, b) => a - b);
  return 1_000 / (times[Math.floor(times.length * 0.95)] ?? NaN);
}

/**
 * @param {string} dataDir
 * @param {number} items
 */
async function open(dataDir, items) {
  await mkdir(dataDir);
  const sources = await openDataSources(readEnv({ DATA_DIR: dataDir }), SCHEMA);
  fill(join(dataDir, 'verifolio.sqlite'), items);
  const unitOfWork = new UnitOfWork(sources);
  const contentSearch = new ContentSearchReader(unitOfWork);
  const registrations = new RegistrationsReader(unitOfWork, new OpenRegistrations(new SystemClock()));
  const list = new EvidenceListReader(unitOfWork, registrations, contentSearch);
  const findEvidence = new FindEvidence(list, new EvidenceReader(unitOfWork, registrations), contentSearch);
  const learner = { userId: id(2, 7), centreId: CENTRE, name: 'Learner 7', roles: ['learner'] };
  const find = (/** @type {string} */ q) => findEvidence.run(/** @type {never} */ (learner), { q });
  const { items: found } = await find('complaint');
  if (found.length !== ITEMS_A_LEARNER) throw new Error(`${found.length} items were found`);
  return {
    find,
    close: async () => {
      await sources.reader.destroy();
      await sources.writer.destroy();
    },
  };
}

/**
 * @param {number} kind
 * @param {number} number
 */
const id = (kind, number) => `0000000${kind}-0000-7000-8000-${String(number).padStart(12, '0')}`;

/**
 * Writes past the product, which would take hours: people, items with one text each, and the words of the texts.
 * @param {string} path
 * @param {number} items
 */
function fill(path, items) {
  const database = new Database(path);
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = OFF');
  /** @param {string} table @param {Record<string, unknown>} row */
  const insert = (table, row) => {
    const key = `${table} ${Object.keys(row).join()}`;
    let statement = statements.get(key);
    if (!statement) {
      const columns = Object.keys(row);
      const marks = columns.map(() => '?').join(', ');
      statement = database.prepare(`INSERT INTO ${table} ("${columns.join('", "')}") VALUES (${marks})`);
      statements.set(key, statement);
    }
    statement.run(...Object.values(row));
  };
  /** @type {Map<string, Database.Statement>} */
  const statements = new Map();
  database.transaction(() => {
    insert('centres', { id: CENTRE, name: 'Bench', number: null, createdAt: NOW });
    for (let learner = 0; learner < items / ITEMS_A_LEARNER; learner++) {
      const userId = id(2, learner);
      insert('users', {
        ...{
          id: userId,
          centreId: CENTRE,
          email: `l${learner}@demo.test`,
          name: `Learner ${learner}`,
          roles: '["learner"]',
        },
        ...{ passwordHash: 'none', isActive: 1, revision: 1, createdAt: NOW },
      });
      insert('registrations', registration(learner, userId));
    }
    for (let item = 0; item < items; item++) insertItem(insert, item);
  })();
  database.close();
}

/**
 * @param {number} learner
 * @param {string} learnerId
 */
function registration(learner, learnerId) {
  const staff = id(9, 1);
  return {
    ...{ id: id(3, learner), centreId: CENTRE, learnerId, unitKey: 'U40', specificationVersion: '1' },
    ...{ registeredOn: '2026-01-12', assessorId: staff, iqaId: staff, status: 'in_progress', revision: 1 },
    ...{ createdAt: NOW },
  };
}

/**
 * @param {(table: string, row: Record<string, unknown>) => void} insert
 * @param {number} item
 */
function insertItem(insert, item) {
  const evidenceId = id(4, item);
  const learnerId = id(2, Math.floor(item / ITEMS_A_LEARNER));
  const number = (item % ITEMS_A_LEARNER) + 1;
  const sha256 = String(item).padStart(64, '0');
  insert('evidence', {
    ...{ id: evidenceId, centreId: CENTRE, learnerId, number, version: 1, ref: `E${number}`, method: 'work_product' },
    ...{ status: 'draft', onHold: 0, title: `Piece ${item}`, contextStatement: 'What happened in the showroom.' },
    ...{
      activityFrom: '2026-03-02',
      activityTo: '2026-03-02',
      setting: 'workplace',
      workplaceContext: 1,
      caseRefs: '[]',
    },
    ...{ storage: 'embedded', redaction: 'done', authorId: learnerId, authorRole: 'learner', hasAudioVisualFile: 0 },
    ...{ signatures: '[]', returnReasons: '[]', revision: 1, createdAt: NOW },
  });
  insert('evidence_files', {
    ...{ id: id(5, item), evidenceId, name: 'letter.txt', mediaType: 'text/plain', kind: 'text', size: 400, sha256 },
    ...{ addedById: learnerId, addedAt: NOW, screening: 'not_configured' },
  });
  insert('content_readings', {
    ...{ sha256, number: item + 1, mediaType: 'text/plain', state: 'read', wordCount: 32, orderedAt: NOW, readAt: NOW },
  });
  const words = ['complaint', 'customer', `letter${item}`, `worktop${item % 50}`];
  for (let word = 0; word < 16; word++) words.push(`word${(item * 31 + word * 977) % 20_000}`);
  insert('content_passages', { reading: item + 1, position: 0, paragraph: 1, text: words.join(' ') });
  for (const word of new Set(words)) insert('content_words', { reading: item + 1, word, position: 0 });
}
