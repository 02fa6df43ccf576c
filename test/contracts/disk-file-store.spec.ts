import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { DiskFileStore } from '../../src/platform/files/disk.file-store.js';
import { allRefused, fileStoreContract } from './file-store.contract.js';

const newRoot = (): Promise<string> => mkdtemp(join(tmpdir(), 'verifolio-files-'));

fileStoreContract('DiskFileStore', async () => {
  const root = await newRoot();
  const incoming = join(root, 'incoming');
  return {
    store: await DiskFileStore.open(root),
    leftovers: () => readdir(incoming),
    putBeside: async (bytes) => {
      const path = join(root, `beside-${randomUUID()}`);
      await writeFile(path, bytes);
      return path;
    },
    leaveBehind: () => writeFile(join(incoming, 'half-an-upload'), 'half'),
    dispose: () => rm(root, { recursive: true }),
  };
});

describe('DiskFileStore on its disk', () => {
  const content = Buffer.from('evidence of a complaint resolved');
  const sha256 = createHash('sha256').update(content).digest('hex');
  let root: string;
  let store: DiskFileStore;
  let path: string;

  beforeEach(async () => {
    root = await newRoot();
    store = await DiskFileStore.open(join(root, 'store'));
    path = join(root, 'store', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  });
  afterEach(() => rm(root, { recursive: true }));

  const keep = async (): Promise<void> => {
    const received = await store.receive(Readable.from([content]), { maxBytes: 1000 });
    await received.keep();
  };

  it('keeps files in two levels of folders named after the beginning of the hash', async () => {
    await keep();
    expect((await readFile(path)).equals(content)).toBe(true);
    expect(await store.localPath(sha256)).toBe(path);
  });

  it('finds its files again after it is opened anew', async () => {
    await keep();
    const reopened = await DiskFileStore.open(join(root, 'store'));
    expect(await reopened.stat(sha256)).toEqual({ size: content.length });
  });

  it('reads nothing through a symbolic link in place of a file (S17)', async () => {
    await writeFile(join(root, 'secret'), 'secret');
    await mkdir(dirname(path), { recursive: true });
    await symlink(join(root, 'secret'), path);
    await allRefused('FILE_MISSING', [store.open(sha256), store.stat(sha256), store.localPath(sha256)]);
    await expect(keep()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await readFile(join(root, 'secret'), 'utf8')).toBe('secret');
  });

  it('reads, writes and removes nothing through a symbolic link in place of a folder (S17)', async () => {
    await keep();
    const folder = join(root, 'store', sha256.slice(0, 2));
    await rename(folder, join(root, 'elsewhere'));
    await symlink(join(root, 'elsewhere'), folder);
    await allRefused('UNAVAILABLE', [store.open(sha256), store.stat(sha256), store.remove(sha256), keep()]);
    expect(await readdir(join(root, 'elsewhere', sha256.slice(2, 4)))).toEqual([sha256]);
    expect(await readdir(join(root, 'store', 'incoming'))).toEqual([]);
  });

  it('reads no folder in place of a file', async () => {
    await mkdir(path, { recursive: true });
    await expect(store.open(sha256)).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('never replaces a stored file, not even one that has become shorter', async () => {
    await keep();
    await truncate(path, 5);
    await expect(keep()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await readFile(path)).length).toBe(5);
  });

  it('takes the file it received, even when another upload of it was removed in between', async () => {
    const received = await store.receive(Readable.from([content]), { maxBytes: 1000 });
    await keep();
    await store.remove(sha256);
    await received.keep();
    expect((await readFile(path)).equals(content)).toBe(true);
  });

  it('holds no file open after uploads and reads, finished or broken off', async () => {
    const openFiles = async (): Promise<number> => (await readdir('/proc/self/fd')).length;
    await keep();
    const before = await openFiles();
    for (let round = 0; round < 20; round++) {
      await keep();
      await store.stat(sha256);
      const tooLarge = Readable.from([randomBytes(600), randomBytes(600)]);
      await expect(store.receive(tooLarge, { maxBytes: 1000 })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
      const { stream } = await store.open(sha256);
      await stream.toArray();
    }
    expect(await openFiles()).toBeLessThanOrEqual(before + 2);
  });
});
