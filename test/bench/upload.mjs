// A durable upload of 200 MB over HTTP (streamed, hashed, type checked, fsynced, recorded), against `cp` + SHA-256 with
// Node + fsync of the same file.
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { assembleCast, workProduct } from '../reliability/people.mjs';
import { ServerProcess } from '../reliability/server-process.mjs';
import { inTurns } from './measure.mjs';

const CLIENT = fileURLToPath(new URL('upload.child.mjs', import.meta.url));
const COPY = fileURLToPath(new URL('copy.child.mjs', import.meta.url));
const MEGABYTE = 1_000_000;
const FILE_MEGABYTES = 200;
const ROUNDS = 5;
/** How an MP4 begins; what follows is nobody's business. */
const MP4_HEAD = Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex');

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function upload(folder) {
  const server = await ServerProcess.start(join(folder, 'data'));
  try {
    const { learner } = await assembleCast(server.url);
    const { id } = await learner.post('/api/evidence', workProduct('A recording'));
    const url = `${server.url}/api/evidence/${id}/files`;
    const path = join(folder, 'recording.mp4');
    // Another file each round: the store keeps the same bytes only once.
    const record = (/** @type {number} */ megabytes) =>
      writeFile(path, Buffer.concat([MP4_HEAD, randomBytes(megabytes * MEGABYTE - MP4_HEAD.length)]));

    let sha256 = '';
    const send = async (/** @type {number} */ megabytes) => {
      const sent = await childOf(CLIENT, [url, learner.token, path]);
      if (sent.status !== 201 || sent.size !== megabytes * MEGABYTE) throw new Error(`it answered ${sent.status}`);
      if (sha256 !== '' && sent.sha256 !== sha256) throw new Error('the two have not read the same file');
      return megabytes / sent.seconds;
    };
    const copy = async () => {
      const to = join(folder, 'copy.mp4');
      const copied = await childOf(COPY, [path, to]);
      await rm(to);
      sha256 = copied.sha256;
      return FILE_MEGABYTES / copied.seconds;
    };

    await record(1);
    await send(1);
    // The thread that reads files in the background has started by then: it is no part of an upload.
    await untilRead(learner, id);
    const before = await resident(server.child.pid);
    const speeds = await inTurns(ROUNDS, {
      baseline: async () => {
        await record(FILE_MEGABYTES);
        return copy();
      },
      ours: () => send(FILE_MEGABYTES),
    });
    const growth = (await resident(server.child.pid)).peakMiB - before.nowMiB;
    return {
      name: `upload of ${FILE_MEGABYTES} MB`,
      unit: 'MB',
      ...speeds,
      baselineName: 'cp + Node SHA-256 + fsync',
      goal: 0.5,
      limits: [{ what: 'growth of resident memory, MiB', found: Math.round(growth), most: 40 }],
    };
  } finally {
    await server.kill();
  }
}

/**
 * @param {import('../reliability/people.mjs').Person} learner
 * @param {string} id
 */
async function untilRead(learner, id) {
  for (;;) {
    const { files } = await learner.get(`/api/evidence/${id}`);
    if (files.every((/** @type {{reading: {state: string} | null}} */ { reading }) => reading?.state !== 'waiting'))
      return;
    await wait(50);
  }
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
async function childOf(script, args) {
  const child = fork(script, args);
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${script} ended without an answer`))),
  ]);
  return answer;
}

/**
 * Memory of a process, as Linux counts it: now, and at its highest so far.
 * @param {number | undefined} pid
 */
async function resident(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (/** @type {string} */ field) =>
    Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return { nowMiB: mebibytes('VmRSS'), peakMiB: mebibytes('VmHWM') };
}
