import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newUploadId, PartialFiles } from '../../src/platform/files/partial-files.js';

async function* arriving(...chunks: readonly (Buffer | Error)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) {
    await Promise.resolve();
    if (chunk instanceof Error) throw chunk;
    yield chunk;
  }
}

describe('files that arrive in pieces', () => {
  let folder: string;
  let root: string;
  let partials: PartialFiles;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verifolio-partial-'));
    root = join(folder, 'uploads');
    partials = await PartialFiles.open(root);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('grow piece by piece, and say their length after a restart', async () => {
    const id = newUploadId();
    const bytes = randomBytes(3_500_000);
    expect(await partials.length(id)).toBe(0);
    expect(await partials.append(id, 0, arriving(bytes.subarray(0, 10), bytes.subarray(10, 2_000_000)))).toBe(
      2_000_000,
    );
    const reopened = await PartialFiles.open(root);
    expect(await reopened.length(id)).toBe(2_000_000);
    expect(await reopened.append(id, 2_000_000, arriving(bytes.subarray(2_000_000)))).toBe(bytes.length);
    expect((await readFile(reopened.pathOf(id))).equals(bytes)).toBe(true);
  });

  it('keep what had arrived when a piece breaks off', async () => {
    const id = newUploadId();
    const broken = arriving(Buffer.from('arrived'), new Error('the line broke'));
    await expect(partials.append(id, 0, broken)).rejects.toThrow('the line broke');
    expect(await partials.length(id)).toBe(7);
  });

  it('take no piece that would leave a gap or overlap', async () => {
    const id = newUploadId();
    await partials.append(id, 0, arriving(Buffer.from('first')));
    for (const offset of [0, 4, 6]) {
      await expect(partials.append(id, offset, arriving(Buffer.from('x')))).rejects.toThrow(/5 bytes are there/);
    }
    expect((await readFile(partials.pathOf(id))).toString()).toBe('first');
  });

  it('are removed for good, and are no error when they are gone', async () => {
    const id = newUploadId();
    await partials.append(id, 0, arriving(Buffer.from('x')));
    expect(await partials.ids()).toEqual([id]);
    await partials.remove(id);
    await partials.remove(id);
    expect(await readdir(root)).toEqual([]);
  });

  it.each([
    '',
    '.',
    '..',
    '../x',
    '/etc/passwd',
    'A'.repeat(32),
    `${'a'.repeat(31)}/`,
    'a'.repeat(33),
    `${'a'.repeat(32)}\0`,
  ])('are never called %j (S17)', async (id) => {
    expect(() => partials.pathOf(id)).toThrow();
    await expect(partials.append(id, 0, arriving(Buffer.from('x')))).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['uploads']);
  });

  it('are not written through a symbolic link (S17)', async () => {
    const id = newUploadId();
    await writeFile(join(folder, 'secret'), '');
    await symlink(join(folder, 'secret'), join(root, id));
    await expect(partials.append(id, 0, arriving(Buffer.from('x')))).rejects.toThrow();
    expect(await readFile(join(folder, 'secret'), 'utf8')).toBe('');
  });
});
