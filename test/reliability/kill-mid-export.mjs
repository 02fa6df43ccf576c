// Portfolios are drawn and packages packed in the background. Killed in between, it is tried again after the restart; killed every time, it
// says that it failed; and neither leaves its half-drawn file behind.
import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { faultsIn } from './kept.mjs';
import { assembleCast, claimsOn, workProduct } from './people.mjs';
import { ServerProcess } from './server-process.mjs';

const EVIDENCE = 25;
const LIMIT_MS = 60_000;
const RECORDING_BYTES = 60_000_000;
/** More than the queue ever tries. */
const MAX_KILLS = 10;
const CRITERIA = ['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7'];

/** @typedef {import('./people.mjs').Person} Person */

/** @param {string} dataDir an empty folder */
export async function killMidExport(dataDir) {
  let server = await ServerProcess.start(dataDir);
  const { learner, iqa, registrationId } = await assembleCast(server.url);
  await fillPortfolio(learner, registrationId);
  const order = () => iqa.post(`/api/registrations/${registrationId}/portfolio-exports`, { kind: 'draft' });
  const killAndRestart = async () => {
    await server.kill();
    server = await ServerProcess.start(dataDir, server.port);
  };

  const drawings = new Drawings(dataDir);

  const once = await order();
  const beforeTheKill = await drawings.nextOrEnd(iqa, once.id);
  await killAndRestart();
  const afterOneKill = await theEnd(iqa, once.id);
  const leftAfterOneKill = await drawings.left();

  const doomed = await order();
  let kills = 0;
  while (kills < MAX_KILLS && (await drawings.nextOrEnd(iqa, doomed.id)) === 'drawing') {
    await killAndRestart();
    kills += 1;
  }
  const afterManyKills = await theEnd(iqa, doomed.id);
  const leftAfterManyKills = await drawings.left();

  await addRecording(learner, registrationId);
  const packed = await iqa.post(`/api/registrations/${registrationId}/packages`, {});
  const beforeThePackageKill = await packingOrEnd(dataDir, iqa, packed.id);
  await killAndRestart();
  const packedAfterKill = await theEnd(iqa, packed.id, 'packages');
  const leftOfPacking = await readdir(join(dataDir, 'files', 'incoming'));

  await server.terminate();
  const faults = await faultsIn(dataDir);
  if (beforeTheKill !== 'drawing') faults.push('the portfolio was drawn before anybody could kill the server');
  if (afterOneKill.status !== 'ready') faults.push(`after one kill the export is ${afterOneKill.status}`);
  if (afterOneKill.progress.done === 0 || afterOneKill.progress.done !== afterOneKill.progress.total) {
    faults.push(`a finished export says ${JSON.stringify(afterOneKill.progress)}`);
  }
  if (afterManyKills.status !== 'failed') faults.push(`after ${kills} kills the export is ${afterManyKills.status}`);
  if (!afterManyKills.failure) faults.push('a failed export does not say why');
  if (beforeThePackageKill !== 'packing') faults.push('the package was packed before anybody could kill the server');
  if (packedAfterKill.status !== 'ready') faults.push(`after a kill the package is ${packedAfterKill.status}`);
  if (leftOfPacking.length > 0) faults.push(`a half-packed package is left: ${leftOfPacking.join(', ')}`);
  const left = [...leftAfterOneKill, ...leftAfterManyKills];
  if (left.length > 0) faults.push(`half-drawn portfolios are left: ${left.join(', ')}`);
  return { pages: afterOneKill.progress.total, kills, faults };
}

/**
 * Long enough to be drawn for a while.
 * @param {Person} learner
 * @param {string} registrationId
 */
async function fillPortfolio(learner, registrationId) {
  const record = { account: 'I rang the customer back, listened, and wrote down what she wanted. '.repeat(100) };
  for (let number = 1; number <= EVIDENCE; number++) {
    const { id } = await learner.post('/api/evidence', { ...workProduct(`Closing letter ${number}`), record });
    await learner.upload(`/api/evidence/${id}/files`, 'letter.txt', `Letter ${number}`);
    await learner.put(`/api/evidence/${id}/claims`, claimsOn(registrationId, CRITERIA));
    await learner.post(`/api/evidence/${id}/submission`, { declaration: true });
  }
}

/**
 * Large enough to be packed for a while.
 * @param {Person} learner
 * @param {string} registrationId
 */
async function addRecording(learner, registrationId) {
  const { id } = await learner.post('/api/evidence', workProduct('A call that I took'));
  const head = Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex');
  await learner.upload(`/api/evidence/${id}/files`, 'call.mp4', Buffer.concat([head, randomBytes(RECORDING_BYTES)]));
  await learner.put(`/api/evidence/${id}/claims`, claimsOn(registrationId, CRITERIA));
}

/**
 * Waits until bytes of the zip are on the disk, or the package has ended.
 * @param {string} dataDir
 * @param {Person} person
 * @param {string} packageId
 * @returns {Promise<string>} `packing`, or how it ended
 */
async function packingOrEnd(dataDir, person, packageId) {
  const incoming = join(dataDir, 'files', 'incoming');
  const deadline = Date.now() + LIMIT_MS;
  while (Date.now() < deadline) {
    for (const name of await readdir(incoming)) if (await hasBegun(join(incoming, name))) return 'packing';
    const { status } = await person.get(`/api/packages/${packageId}`);
    if (status !== 'queued' && status !== 'running') return status;
    await wait(2);
  }
  throw new Error(`package ${packageId} was neither packed nor ended`);
}

/** The folders in which portfolios are being drawn, as the disk shows them. */
class Drawings {
  /** @type {Set<string>} */
  #seen = new Set();

  /** @param {string} dataDir */
  constructor(dataDir) {
    this.folder = join(dataDir, 'tmp');
  }

  left() {
    return readdir(this.folder).catch(() => []);
  }

  /**
   * Waits until the first page of a further try is on the disk, or the export has ended.
   * @param {Person} person
   * @param {string} exportId
   * @returns {Promise<'drawing' | 'ready' | 'failed'>}
   */
  async nextOrEnd(person, exportId) {
    const deadline = Date.now() + LIMIT_MS;
    while (Date.now() < deadline) {
      for (const name of await this.left()) {
        if (this.#seen.has(name) || !(await hasBegun(join(this.folder, name, 'portfolio.pdf')))) continue;
        this.#seen.add(name);
        return 'drawing';
      }
      const { status } = await person.get(`/api/portfolio-exports/${exportId}`);
      if (status === 'ready' || status === 'failed') return status;
      await wait(2);
    }
    throw new Error(`export ${exportId} was neither drawn nor ended`);
  }
}

/** @param {string} path */
async function hasBegun(path) {
  return stat(path).then(
    ({ size }) => size > 0,
    () => false,
  );
}

/**
 * @param {Person} person
 * @param {string} exportId
 * @param {'portfolio-exports' | 'packages'} kind
 */
async function theEnd(person, exportId, kind = 'portfolio-exports') {
  const deadline = Date.now() + LIMIT_MS;
  while (Date.now() < deadline) {
    const view = await person.get(`/api/${kind}/${exportId}`);
    if (view.status === 'ready' || view.status === 'failed') return view;
    await wait(20);
  }
  throw new Error(`export ${exportId} did not end after the restart`);
}
