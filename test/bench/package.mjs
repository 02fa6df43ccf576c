// Packing a portfolio into the store as a bag (SHA-512, CRC-32 and SHA-256 on the way) against copying the same files with their
// SHA-512, and whether twenty times as many files take more memory.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inTurns } from './measure.mjs';

const ROUNDS = 3;
const FILE_BYTES = 2_000_000;
const FEW = 20;
const MANY = 400;
const CHILD = fileURLToPath(new URL('package.child.mjs', import.meta.url));

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function portfolioPackage(folder) {
  const from = join(folder, 'files');
  await mkdir(from);
  for (let index = 0; index < MANY; index += 1) {
    await writeFile(join(from, `${String(index).padStart(3, '0')}.jpg`), randomBytes(FILE_BYTES));
  }
  /** @type {(way: string, count: number) => Promise<{ speed: number, peak: number }>} */
  const run = async (way, count) => {
    const to = join(folder, 'out');
    await mkdir(to);
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, way, from, to, String(count)]);
    await rm(to, { recursive: true });
    return JSON.parse(stdout);
  };
  const few = await run('package', FEW);
  const many = await run('package', MANY);
  const speeds = await inTurns(ROUNDS, {
    baseline: async () => (await run('copy', MANY)).speed,
    ours: async () => (await run('package', MANY)).speed,
  });
  return {
    name: `package (${MANY} files of ${FILE_BYTES / 1_000_000} MB; peak memory ${few.peak.toFixed(0)} MiB at ${FEW}, ${many.peak.toFixed(0)} MiB at ${MANY})`,
    unit: 'MB',
    ...speeds,
    baselineName: 'copy and SHA-512 of the same files',
    goal: 0.3,
    limits: [
      { what: 'more memory for twenty times the files, MiB', found: Math.round(many.peak - few.peak), most: 40 },
    ],
  };
}
