// R20: the server is killed in the middle of pieces of uploads, again and again. No byte that it said it had is lost,
// and the file that comes out in the end is the file that was sent. Told to end (R15), it says how far it came.
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { faultsIn } from './kept.mjs';
import { assembleCast, workProduct } from './people.mjs';
import { ServerProcess } from './server-process.mjs';

const FILE_BYTES = 6_000_000;
const CHUNK_BYTES = 64 * 1024;
/** Between two chunks: most of the time a piece is under way. */
const CHUNK_MS = 2;

/** @typedef {import('./people.mjs').Person} Person */

/**
 * @param {string} dataDir an empty folder
 * @param {number} cycles
 */
export async function killMidUpload(dataDir, cycles) {
  let server = await ServerProcess.start(dataDir);
  const { learner } = await assembleCast(server.url);
  const report = { cycles, interrupted: 0, acknowledged: 0, files: 0, faults: /** @type {string[]} */ ([]) };
  let upload = await FlakyUpload.begin(learner);
  for (let cycle = 0; cycle < cycles; cycle++) {
    const sending = upload.sendUntilCut();
    await wait(30 + Math.random() * 200);
    await server.kill();
    const isWhole = await sending;
    report.interrupted += isWhole ? 0 : 1;

    server = await ServerProcess.start(dataDir, server.port);
    report.faults.push(...(await upload.askAgain()).map((fault) => `cycle ${cycle + 1}: ${fault}`));
    if (upload.acknowledged < FILE_BYTES) continue;
    report.faults.push(...(await upload.faultsInFile()));
    report.acknowledged += upload.acknowledged;
    report.files += 1;
    upload = await FlakyUpload.begin(learner);
  }

  const sending = upload.sendPiece(FILE_BYTES);
  await wait(50);
  const { code, milliseconds } = await server.terminate();
  const isAnswered = await sending;
  if (code !== 0) report.faults.push(`it ended with ${code}, not with 0`);
  if (milliseconds > 12_000) report.faults.push(`it took ${milliseconds} ms to end`);
  if (!isAnswered) report.faults.push('told to end, it did not say how far the piece under way had come');
  server = await ServerProcess.start(dataDir, server.port);
  report.faults.push(...(await upload.askAgain()));

  if (!(await upload.sendUntilCut())) report.faults.push('the last upload was cut although nobody cut it');
  report.faults.push(...(await upload.faultsInFile()));
  await server.terminate();
  report.faults.push(...(await faultsIn(dataDir)));
  return report;
}

/** An upload by a client that goes on wherever it was cut. */
class FlakyUpload {
  #content = Buffer.from(randomBytes(FILE_BYTES).toString('base64').slice(0, FILE_BYTES));
  /** What the server last said that it has: with an answer to a piece, or when it was asked. */
  acknowledged = 0;

  /**
   * @param {Person} person
   * @param {string} evidenceId
   * @param {string} path
   */
  constructor(person, evidenceId, path) {
    this.person = person;
    this.evidenceId = evidenceId;
    this.path = path;
  }

  /** @param {Person} person */
  static async begin(person) {
    const { id } = await person.post('/api/evidence', workProduct('A recorded call'));
    const base64 = (/** @type {string} */ text) => Buffer.from(text).toString('base64');
    const answer = await request(person, 'POST', '/api/uploads', {
      'upload-length': String(FILE_BYTES),
      'upload-metadata': `evidenceId ${base64(id)},filename ${base64('call.txt')}`,
    });
    if (answer.status !== 201) throw new Error(`An upload was not begun: ${answer.status} ${await answer.text()}`);
    return new FlakyUpload(person, id, answer.headers.get('location') ?? '');
  }

  /** Sends piece after piece; whether it came to its end. */
  async sendUntilCut() {
    while (this.acknowledged < FILE_BYTES) {
      if (!(await this.sendPiece(200_000 + Math.floor(Math.random() * 1_500_000)))) return false;
    }
    return true;
  }

  /**
   * Sends the next piece; whether an answer came.
   * @param {number} length
   */
  async sendPiece(length) {
    const headers = {
      'upload-offset': String(this.acknowledged),
      'content-type': 'application/offset+octet-stream',
    };
    const piece = slowly(this.#content.subarray(this.acknowledged, this.acknowledged + length));
    try {
      const answer = await request(this.person, 'PATCH', this.path, headers, piece);
      if (answer.status !== 204) throw new Error(`a piece was answered ${answer.status}: ${await answer.text()}`);
      this.acknowledged = Number(answer.headers.get('upload-offset'));
      return true;
    } catch (error) {
      // The TypeError of `fetch`: no answer came.
      if (error instanceof TypeError) return false;
      throw error;
    }
  }

  /** What is wrong with the answer to the question how far it has come. */
  async askAgain() {
    const answer = await request(this.person, 'HEAD', this.path);
    const offset = Number(answer.headers.get('upload-offset'));
    if (answer.status !== 200) return [`the upload is answered ${answer.status}`];
    if (offset < this.acknowledged) return [`${this.acknowledged} bytes were acknowledged, ${offset} are there`];
    this.acknowledged = offset;
    return [];
  }

  async faultsInFile() {
    const { files } = await this.person.get(`/api/evidence/${this.evidenceId}`);
    const sha256 = createHash('sha256').update(this.#content).digest('hex');
    if (files.length !== 1) return [`evidence ${this.evidenceId} has ${files.length} files instead of one`];
    return files[0].sha256 === sha256 ? [] : [`the file of evidence ${this.evidenceId} is not the one that was sent`];
  }
}

/**
 * @param {Person} person
 * @param {string} method
 * @param {string} path
 * @param {Record<string, string>} [headers]
 * @param {ReadableStream} [body]
 */
function request(person, method, path, headers = {}, body) {
  return fetch(`${person.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${person.token}`, 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body, duplex: 'half' } : {}),
  });
}

/** @param {Buffer} bytes */
function slowly(bytes) {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      await wait(CHUNK_MS);
      controller.enqueue(bytes.subarray(at, at + CHUNK_BYTES));
      at += CHUNK_BYTES;
      if (at >= bytes.length) controller.close();
    },
  });
}
