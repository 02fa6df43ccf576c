import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { DiskFileStore } from '../../src/platform/files/disk.file-store.js';

const CYCLES = 5;
const CHILD = join(import.meta.dirname, 'upload-kill.child.js');

/** Lets a process upload for a random while, kills it, and returns what it had acknowledged: hash and length. */
async function uploadUntilKilled(root: string): Promise<Map<string, number>> {
  const child = spawn(process.execPath, [CHILD, root], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged = new Map<string, number>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const [sha256 = '', size] = line.split(' ');
    acknowledged.set(sha256, Number(size));
  });
  const allRead = once(lines, 'close');
  await Promise.race([once(lines, 'line'), allRead]);
  await wait(50 + Math.random() * 250);
  child.kill('SIGKILL');
  await allRead;
  return acknowledged;
}

const sha256Of = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

describe('A process that is killed while files are uploaded (R3, R12)', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'verifolio-kill-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('has kept every file it acknowledged, whole, and shows no other that is not', async () => {
    const acknowledged = new Map<string, number>();
    let interrupted = 0;
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      const kept = await uploadUntilKilled(root);
      expect(kept.size).toBeGreaterThan(0);
      for (const [sha256, size] of kept) acknowledged.set(sha256, size);
      interrupted += (await readdir(join(root, 'incoming'))).length;
      const store = await DiskFileStore.open(root);
      await store.sweepIncoming();
    }

    const store = await DiskFileStore.open(root);
    for (const [sha256, size] of acknowledged) expect(await store.stat(sha256)).toEqual({ size });
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) expect(await sha256Of(join(entry.parentPath, entry.name))).toBe(entry.name);
    }
    // Otherwise no kill fell into an upload, and the test has shown nothing.
    expect(interrupted).toBeGreaterThan(0);
  });
});
