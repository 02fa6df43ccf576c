// Looks into the data folder of a server that is gone, as it was left: nothing half done, nothing missing, nothing forged.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { AnchorStore } from '../../dist/src/modules/audit/anchor.store.js';
import { AuditReader } from '../../dist/src/modules/audit/audit.reader.js';
import { trailInWords } from '../../dist/src/modules/audit/trail-words.js';
import { VerifyTrail } from '../../dist/src/modules/audit/verify-trail.js';
import { readEnv } from '../../dist/src/platform/config/env.js';
import { openDataSources } from '../../dist/src/platform/database/data-sources.js';
import { UnitOfWork } from '../../dist/src/platform/database/unit-of-work.js';
import { DiskFileStore } from '../../dist/src/platform/files/disk.file-store.js';
import { AuditKey } from '../../dist/src/platform/secrets/audit-key.js';
import { SystemClock } from '../../dist/src/platform/time/clock.js';
import { SCHEMA } from '../../dist/src/schema.js';

/** What no crash may leave behind: each query finds rows that have lost, or never had, their other half. */
const HALVES = {
  'evidence without its audit event': `
    SELECT id FROM evidence WHERE id NOT IN (SELECT evidenceId FROM audit_events WHERE type = 'evidence.created')`,
  'an audit event of evidence that does not exist': `
    SELECT id FROM audit_events WHERE evidenceId IS NOT NULL AND evidenceId NOT IN (SELECT id FROM evidence)`,
  'a gap in the numbers of evidence': `
    SELECT learnerId AS id FROM evidence GROUP BY learnerId HAVING MAX(number) <> COUNT(*)`,
  'a file without its audit event': `
    SELECT id FROM evidence_files WHERE id NOT IN (
      SELECT json_extract(facts, '$.fileId') FROM audit_events WHERE type = 'evidence.file_added')`,
  'submitted evidence that is not frozen': `
    SELECT id FROM evidence WHERE status <> 'draft' AND (contentSha256 IS NULL OR submittedAt IS NULL)`,
  'a submission without its audit event': `
    SELECT id FROM evidence WHERE status <> 'draft' AND id NOT IN (
      SELECT evidenceId FROM audit_events WHERE type = 'evidence.submitted')`,
  'accepted evidence without its decision': `
    SELECT id FROM evidence WHERE status = 'accepted' AND decisionId NOT IN (SELECT id FROM evidence_decisions)`,
  'a decision on evidence that does not know it': `
    SELECT id FROM evidence_decisions WHERE id NOT IN (SELECT decisionId FROM evidence WHERE decisionId IS NOT NULL)`,
  'a claim on accepted evidence that nobody decided': `
    SELECT id FROM evidence_claims WHERE state = 'proposed' AND evidenceId IN (
      SELECT id FROM evidence WHERE status = 'accepted')`,
  'a judgement without its audit event': `
    SELECT id FROM judgements WHERE id NOT IN (
      SELECT json_extract(facts, '$.judgementId') FROM audit_events WHERE type = 'judgement.recorded')`,
  'an audit event of a judgement that does not exist': `
    SELECT id FROM audit_events WHERE type = 'judgement.recorded' AND json_extract(facts, '$.judgementId') NOT IN (
      SELECT id FROM judgements)`,
  'a gap in the ledger of judgements': `
    SELECT registrationId AS id FROM judgements GROUP BY registrationId HAVING MAX(sequence) <> COUNT(*)`,
  'an export without its job': `
    SELECT id FROM portfolio_exports WHERE id NOT IN (
      SELECT json_extract(payload, '$.exportId') FROM jobs WHERE name = 'portfolio.build')`,
  'an export that nobody will finish': `
    SELECT id FROM portfolio_exports WHERE status IN ('queued', 'running') AND id NOT IN (
      SELECT json_extract(payload, '$.exportId') FROM jobs WHERE state IN ('ready', 'running'))`,
  'an export that says ready without a document': `
    SELECT id FROM portfolio_exports WHERE status = 'ready' AND sha256 IS NULL`,
  'a package without its job': `
    SELECT id FROM portfolio_packages WHERE id NOT IN (
      SELECT json_extract(payload, '$.packageId') FROM jobs WHERE name = 'package.build')`,
  'a package that nobody will finish': `
    SELECT id FROM portfolio_packages WHERE status IN ('queued', 'running') AND id NOT IN (
      SELECT json_extract(payload, '$.packageId') FROM jobs WHERE state IN ('ready', 'running'))`,
  'a package that says ready without a zip': `
    SELECT id FROM portfolio_packages WHERE status = 'ready' AND sha256 IS NULL`,
  'a file of an order that is over': `
    SELECT id FROM portfolio_packages WHERE status IN ('failed', 'cancelled') AND sha256 IS NOT NULL
    UNION SELECT id FROM portfolio_exports WHERE status IN ('failed', 'cancelled') AND sha256 IS NOT NULL`,
};

/**
 * @param {string} dataDir
 * @returns {Promise<string[]>} faults in words; none is what the product promises
 */
export async function faultsIn(dataDir) {
  const database = new Database(join(dataDir, 'verifolio.sqlite'));
  try {
    const halves = Object.entries(HALVES).flatMap(([fault, sql]) =>
      database
        .prepare(sql)
        .all()
        .map((row) => `${fault}: ${/** @type {{ id: string }} */ (row).id}`),
    );
    const orphans = database.pragma('foreign_key_check').map((row) => `a row points nowhere: ${JSON.stringify(row)}`);
    const integrity = database.pragma('integrity_check', { simple: true });
    return [
      ...(integrity === 'ok' ? [] : [`integrity_check: ${String(integrity)}`]),
      ...orphans,
      ...halves,
      ...(await faultsInFiles(dataDir, storedHashes(database))),
      ...(await faultsInTrail(dataDir)),
    ];
  } finally {
    database.close();
  }
}

/** @param {Database.Database} database */
function storedHashes(database) {
  const sql = `SELECT sha256 FROM evidence_files
    UNION SELECT sha256 FROM portfolio_exports WHERE status = 'ready'
    UNION SELECT sha256 FROM portfolio_packages WHERE status = 'ready'`;
  return database
    .prepare(sql)
    .all()
    .map((row) => /** @type {{ sha256: string }} */ (row).sha256);
}

/**
 * @param {string} dataDir
 * @param {readonly string[]} hashes
 */
async function faultsInFiles(dataDir, hashes) {
  const store = await DiskFileStore.open(join(dataDir, 'files'));
  const faults = [];
  for (const sha256 of hashes) {
    try {
      const hash = createHash('sha256');
      await pipeline(createReadStream(await store.localPath(sha256)), hash);
      if (hash.digest('hex') !== sha256) faults.push(`the bytes of file ${sha256} are not what they were`);
    } catch {
      faults.push(`the bytes of file ${sha256} are gone`);
    }
  }
  return faults;
}

/** @param {string} dataDir */
async function faultsInTrail(dataDir) {
  const env = readEnv({ DATA_DIR: dataDir });
  const sources = await openDataSources(env, SCHEMA);
  try {
    const key = await AuditKey.open(env);
    const reader = new AuditReader(new UnitOfWork(sources));
    const verify = new VerifyTrail(reader, new AnchorStore(env, key, new SystemClock()), key);
    const centres = await sources.reader.query('SELECT id FROM centres');
    const findings = await Promise.all(centres.map((/** @type {{ id: string }} */ { id }) => verify.run(id)));
    return findings.filter(({ fault }) => fault !== null).map((finding) => trailInWords('the trail', finding));
  } finally {
    await sources.reader.destroy();
    await sources.writer.destroy();
  }
}
