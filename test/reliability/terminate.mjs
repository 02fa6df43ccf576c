// R15: told to end, the server finishes what it has accepted, says 0 and is gone within twelve seconds.
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { faultsIn } from './kept.mjs';
import { assembleCast, workProduct } from './people.mjs';
import { ServerProcess } from './server-process.mjs';

const UPLOADS = 8;
const LETTER_BYTES = 500_000;

/** @typedef {import('./people.mjs').Person} Person */

/** @param {string} dataDir an empty folder */
export async function terminateUnderLoad(dataDir) {
  let server = await ServerProcess.start(dataDir);
  const { learner, iqa, registrationId } = await assembleCast(server.url);
  const uploads = await Promise.all(
    Array.from({ length: UPLOADS }, async (_, number) => {
      const { id } = await learner.post('/api/evidence', workProduct(`Closing letter ${number}`));
      return new HalfSentUpload(learner, id);
    }),
  );
  await Promise.all(uploads.map((upload) => upload.sendFirstHalf()));
  await untilAccepted(dataDir);
  const order = await iqa.post(`/api/registrations/${registrationId}/portfolio-exports`, { kind: 'draft' });

  const ending = server.terminate();
  await wait(500);
  const answers = await Promise.all(uploads.map((upload) => upload.sendSecondHalf()));
  const { code, milliseconds } = await ending;
  const isServed = await learner.get('/api/me').then(
    () => true,
    () => false,
  );

  const faults = await faultsIn(dataDir);
  server = await ServerProcess.start(dataDir, server.port);
  for (const upload of uploads) {
    const { files } = await learner.get(`/api/evidence/${upload.evidenceId}`);
    if (files[0]?.sha256 !== upload.sha256) faults.push(`the file of evidence ${upload.evidenceId} is lost`);
  }
  let { status } = await iqa.get(`/api/portfolio-exports/${order.id}`);
  for (let tries = 0; status !== 'ready' && tries < 500; tries++) {
    await wait(20);
    ({ status } = await iqa.get(`/api/portfolio-exports/${order.id}`));
  }
  await server.terminate();
  if (code !== 0) faults.push(`it ended with ${code}, not with 0`);
  if (milliseconds > 12_000) faults.push(`it took ${milliseconds} ms to end`);
  if (answers.some((answer) => answer !== 201)) faults.push(`accepted uploads were answered ${answers.join(', ')}`);
  if (isServed) faults.push('it served a newcomer after its end');
  if (status !== 'ready') faults.push(`the export it interrupted is ${status}`);
  return { milliseconds, uploads: answers.length, faults };
}

/**
 * What has only reached the socket is not accepted yet: a busy server may be told to end before it looks there. Its files
 * in arrival say that it has.
 * @param {string} dataDir
 */
async function untilAccepted(dataDir) {
  while ((await readdir(join(dataDir, 'files', 'incoming'))).length < UPLOADS) await wait(10);
}

/** An upload that the server has accepted and still waits for. */
class HalfSentUpload {
  #letter = Buffer.from(randomBytes(LETTER_BYTES).toString('base64'));
  sha256 = createHash('sha256').update(this.#letter).digest('hex');

  /**
   * @param {Person} person
   * @param {string} evidenceId
   */
  constructor(person, evidenceId) {
    this.evidenceId = evidenceId;
    const boundary = 'letter-boundary';
    this.head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="letter.txt"\r\n\r\n`;
    this.tail = `\r\n--${boundary}--\r\n`;
    this.request = request(`${person.url}/api/evidence/${evidenceId}/files`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${person.token}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': Buffer.byteLength(this.head) + this.#letter.length + Buffer.byteLength(this.tail),
      },
    });
    /** Status, or what happened instead of an answer. @type {Promise<number | string>} */
    this.answer = new Promise((resolve) => {
      this.request.on('response', (response) => resolve(response.resume().statusCode ?? 'no status'));
      this.request.on('error', (error) => resolve(error.message));
    });
  }

  async sendFirstHalf() {
    this.request.write(this.head);
    await new Promise((resolve) => {
      this.request.write(this.#letter.subarray(0, this.#letter.length / 2), resolve);
    });
  }

  sendSecondHalf() {
    this.request.write(this.#letter.subarray(this.#letter.length / 2));
    this.request.end(this.tail);
    return this.answer;
  }
}
