// Verifying a trail of 100,000 events, against reading the same rows once and putting a bare HMAC over each.
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { canonicalJson } from '../../dist/src/domain/kernel/canonical-json.js';
import { AnchorStore } from '../../dist/src/modules/audit/anchor.store.js';
import { AuditReader } from '../../dist/src/modules/audit/audit.reader.js';
import { sealOf, START_OF_CHAIN } from '../../dist/src/modules/audit/event-seal.js';
import { VerifyTrail } from '../../dist/src/modules/audit/verify-trail.js';
import { readEnv } from '../../dist/src/platform/config/env.js';
import { openDataSources } from '../../dist/src/platform/database/data-sources.js';
import { newId } from '../../dist/src/platform/database/new-id.js';
import { UnitOfWork } from '../../dist/src/platform/database/unit-of-work.js';
import { AuditKey } from '../../dist/src/platform/secrets/audit-key.js';
import { SystemClock } from '../../dist/src/platform/time/clock.js';
import { SCHEMA } from '../../dist/src/schema.js';
import { inTurns } from './measure.mjs';

const EVENTS = 100_000;
const ANCHOR_EVERY = 500;
const ROUNDS = 5;

/** Events of the sizes that a portfolio leaves. @type {readonly [string, (number: number) => object][]} */
const KINDS = [
  ['evidence.created', (number) => ({ ref: `E${number}`, method: 'work_product' })],
  ['evidence.submitted', (number) => ({ ref: `E${number}`, contentSha256: hex(number), declarationVersion: '1' })],
  ['evidence.accepted', (number) => ({ ref: `E${number}`, confirmed: ['1.1', '2.6', '3.10'], declined: ['4.2'] })],
  [
    'judgement.recorded',
    () => ({ criterion: '2.6', outcome: 'met', judgementId: newId(), isOverride: false, isProvisional: false }),
  ],
];

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function verifyAudit(folder) {
  const dataDir = join(folder, 'data');
  const env = readEnv({ DATA_DIR: dataDir });
  const sources = await openDataSources(env, SCHEMA);
  try {
    const key = await AuditKey.open(env);
    const anchors = new AnchorStore(env, key, new SystemClock());
    const verify = new VerifyTrail(new AuditReader(new UnitOfWork(sources)), anchors, key);
    const centreId = randomUUID();
    const path = join(dataDir, 'verifolio.sqlite');
    for (const anchor of fillTrail(path, key, centreId)) await anchors.add(anchor, 'daily');

    /** @type {number[]} */
    const processorTimes = [];
    const mostBefore = process.resourceUsage().maxRSS;
    const speeds = await inTurns(ROUNDS, {
      ours: () =>
        perSecond(async () => {
          const before = process.cpuUsage();
          const { fault, events } = await verify.run(centreId);
          const { user, system } = process.cpuUsage(before);
          processorTimes.push(Math.round((user + system) / 1000));
          if (fault !== null || events !== EVENTS) throw new Error(`the trail is not intact: ${JSON.stringify(fault)}`);
        }),
      baseline: () => perSecond(() => bareHmac(path, centreId)),
    });
    return {
      name: `verify-audit (${EVENTS} events, ${EVENTS / ANCHOR_EVERY} anchors)`,
      unit: 'events',
      ...speeds,
      baselineName: 'rows read once, a bare HMAC over each',
      goal: 0.2,
      limits: [
        { what: 'milliseconds of processor time (R11)', found: Math.min(...processorTimes), most: 5000 },
        {
          what: 'MiB of memory more, both together',
          found: Math.round((process.resourceUsage().maxRSS - mostBefore) / 1024),
          most: 100,
        },
        { what: 'microseconds a seal costs more than a hash', found: costOfSealing(key), most: 10 },
      ],
    };
  } finally {
    await sources.reader.destroy();
    await sources.writer.destroy();
  }
}

/** @param {number} number */
const hex = (number) => createHash('sha256').update(String(number)).digest('hex');

/**
 * @param {number} number
 * @param {string} centreId
 * @param {string} previousSha256
 * @param {AuditKey} key
 */
function eventAt(number, centreId, previousSha256, key) {
  const [type, facts] = KINDS[number % KINDS.length] ?? KINDS[0];
  const people = { actorId: newId(), registrationId: newId(), learnerId: newId(), evidenceId: newId() };
  const at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  const place = { id: newId(), centreId, sequence: number, previousSha256, keyId: key.id };
  return { ...place, type, at, ...people, facts: facts(number) };
}

/**
 * Past the product, which would take minutes, but sealed as it seals.
 * @param {string} path
 * @param {AuditKey} key
 * @param {string} centreId
 */
function fillTrail(path, key, centreId) {
  const database = new Database(path);
  const insert = database.prepare(`
    INSERT INTO audit_events (id, "centreId", sequence, type, at, "actorId", "registrationId", "learnerId", "evidenceId",
      facts, "previousSha256", sha256, "keyId")
    VALUES (@id, @centreId, @sequence, @type, @at, @actorId, @registrationId, @learnerId, @evidenceId,
      @facts, @previousSha256, @sha256, @keyId)`);
  /** @type {{ centreId: string, sequence: number, sha256: string }[]} */
  const anchors = [];
  let previous = START_OF_CHAIN;
  database.transaction(() => {
    for (let sequence = 1; sequence <= EVENTS; sequence++) {
      const event = eventAt(sequence, centreId, previous, key);
      previous = sealOf(event, key);
      insert.run({ ...event, facts: JSON.stringify(event.facts), sha256: previous });
      if (sequence % ANCHOR_EVERY === 0) anchors.push({ centreId, sequence, sha256: previous });
    }
    const head = 'INSERT INTO audit_heads (id, sequence, sha256, "keyId") VALUES (?, ?, ?, ?)';
    database.prepare(head).run(centreId, EVENTS, previous, key.id);
  })();
  database.close();
  return anchors;
}

/**
 * @param {string} path
 * @param {string} centreId
 */
function bareHmac(path, centreId) {
  const database = new Database(path, { readonly: true });
  const key = randomBytes(32);
  const rows = database.prepare('SELECT * FROM audit_events WHERE "centreId" = ? ORDER BY sequence').raw();
  for (const row of rows.iterate(centreId)) {
    createHmac('sha256', key)
      .update(/** @type {unknown[]} */ (row).join())
      .digest('hex');
  }
  database.close();
}

/** @param {() => unknown} work on all events */
async function perSecond(work) {
  const startedAt = performance.now();
  await work();
  return (EVENTS * 1000) / (performance.now() - startedAt);
}

/** @param {AuditKey} key */
function costOfSealing(key) {
  const event = eventAt(1, randomUUID(), START_OF_CHAIN, key);
  /** @param {() => unknown} work */
  const microseconds = (work) => {
    const before = process.cpuUsage();
    for (let time = 0; time < EVENTS; time++) work();
    return process.cpuUsage(before).user / EVENTS;
  };
  const sealed = () => sealOf(event, key);
  const hashed = () => createHash('sha256').update(canonicalJson(event)).digest('hex');
  microseconds(hashed);
  const plain = microseconds(hashed);
  return Math.max(0, Math.round((microseconds(sealed) - plain) * 10) / 10);
}
