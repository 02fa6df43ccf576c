// R1, R9, R10: the server is killed in the middle of everybody's work, again and again. What it acknowledged is there,
// what it did not acknowledge is there whole or not at all, and asking again has no second effect.
import { setTimeout as wait } from 'node:timers/promises';
import { faultsIn } from './kept.mjs';
import { Promises, STEPS, workUntilCut } from './mixed-load.mjs';
import { assembleCast, workProduct } from './people.mjs';
import { ServerProcess } from './server-process.mjs';

const LIMIT_MS = 30_000;

/** @typedef {import('./people.mjs').Cast} Cast */

/**
 * @param {string} dataDir an empty folder
 * @param {number} cycles
 */
export async function killUnderLoad(dataDir, cycles) {
  let server = await ServerProcess.start(dataDir);
  const cast = await assembleCast(server.url);
  const report = { cycles, acknowledged: 0, unanswered: 0, faults: /** @type {string[]} */ ([]) };
  /** @type {string[]} */
  const exportIds = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    const promises = new Promises();
    const work = workUntilCut(cast, promises);
    // Not before the first acknowledgement: a kill that falls into nothing shows nothing.
    while (promises.count === 0) await wait(1);
    await wait(200 + Math.random() * 800);
    await server.kill();
    await work;

    const leftBehind = await faultsIn(dataDir);
    server = await ServerProcess.start(dataDir, server.port);
    const broken = await brokenPromises(cast, promises);
    exportIds.push(...promises.exportIds);
    report.acknowledged += promises.count;
    report.unanswered += promises.evidence.filter(({ step }) => step === null).length;
    report.faults.push(
      ...[...promises.faults, ...leftBehind, ...broken].map((fault) => `cycle ${cycle + 1}: ${fault}`),
    );
  }
  for (const id of exportIds) report.faults.push(...(await exportFaults(cast, id)));
  const { code } = await server.terminate();
  if (code !== 0) report.faults.push(`the last server ended with ${code}`);
  report.faults.push(...(await faultsIn(dataDir)));
  return report;
}

/**
 * @param {Cast} cast
 * @param {Promises} promises
 */
async function brokenPromises(cast, promises) {
  const faults = [];
  for (const promised of promises.evidence) {
    faults.push(...(await creationFaults(cast, promised)));
    if (promised.id !== null) faults.push(...(await evidenceFaults(cast, promised)));
  }
  const ledger = await cast.assessor.get(`/api/registrations/${cast.registrationId}/judgements`);
  const judged = new Set(ledger.items.map((/** @type {{ id: string }} */ { id }) => id));
  faults.push(...promises.judgementIds.filter((id) => !judged.has(id)).map((id) => `judgement ${id} is lost`));
  return faults;
}

/**
 * Sends the creation again under the same key, answered or not: it must have had, or now have, exactly one effect.
 * @param {Cast} cast
 * @param {import('./mixed-load.mjs').PromisedEvidence} promised
 */
async function creationFaults({ learner }, { id, title }) {
  const { status, body } = await learner.send('POST', '/api/evidence', workProduct(title), {
    'idempotency-key': title,
  });
  const faults = [];
  if (id !== null && (status !== 201 || body.id !== id))
    faults.push(`repeating ${title} answered ${status}, not ${id}`);
  // Carried out, but killed before its answer was stored: the client is told so.
  if (id === null && status !== 201 && body.code !== 'IDEMPOTENCY_IN_FLIGHT') {
    faults.push(`repeating the unanswered ${title} answered ${status}`);
  }
  const { items } = await learner.get(`/api/evidence?q=${encodeURIComponent(title)}`);
  if (items.length !== 1) faults.push(`${title} is there ${items.length} times`);
  return faults;
}

/**
 * @param {Cast} cast
 * @param {import('./mixed-load.mjs').PromisedEvidence} promised
 */
async function evidenceFaults({ learner }, { id, title, step, sha256 }) {
  const evidence = await learner.get(`/api/evidence/${id}`);
  const reached = /** @param {(typeof STEPS)[number]} wanted */ (wanted) =>
    step !== null && STEPS.indexOf(step) >= STEPS.indexOf(wanted);
  const faults = [];
  if (evidence.title !== title) faults.push(`evidence ${id} has another title`);
  if (reached('filed') && evidence.files[0]?.sha256 !== sha256) faults.push(`the file of evidence ${id} is lost`);
  if (reached('claimed') && evidence.claims.length === 0) faults.push(`the claims of evidence ${id} are lost`);
  if (reached('submitted') && evidence.status === 'draft') faults.push(`the submission of evidence ${id} is lost`);
  if (reached('accepted') && evidence.status !== 'accepted') faults.push(`the acceptance of evidence ${id} is lost`);
  return faults;
}

/**
 * @param {Cast} cast
 * @param {string} id
 */
async function exportFaults({ iqa }, id) {
  const startedAt = Date.now();
  for (;;) {
    const { status } = await iqa.get(`/api/portfolio-exports/${id}`);
    if (status === 'ready' || status === 'failed') return [];
    if (Date.now() - startedAt > LIMIT_MS) return [`export ${id} is still ${status} long after the restart`];
    await wait(20);
  }
}
