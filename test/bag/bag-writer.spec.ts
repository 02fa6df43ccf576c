import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyBag } from '../../src/platform/bag/verify-bag.js';
import { type BagOrder, type BagPart, writeBag } from '../../src/platform/bag/write-bag.js';

const partOf = (path: string, text: string, isText = true): BagPart => ({
  path,
  size: Buffer.byteLength(text),
  isText,
  open: () => Promise.resolve(Readable.from([Buffer.from(text)])),
});

const orderOf = (...parts: BagPart[]): BagOrder => ({
  folder: 'package-1',
  day: '2026-03-29',
  info: [
    ['Source-Organization', 'Riverbank College'],
    ['Bagging-Date', '2026-03-29'],
  ],
  readme: 'How to check.\n',
  parts,
});

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('a bag that is written', () => {
  let folder: string;
  let number = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verifolio-bag-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function written(order: BagOrder, onProgress: (bytes: number) => void = () => undefined): Promise<string> {
    number += 1;
    const path = join(folder, `${number}.zip`);
    await pipeline(writeBag(order, onProgress), createWriteStream(path));
    return path;
  }

  it('is checked with unzip and sha512sum alone', async () => {
    const path = await written(
      orderOf(partOf('a.json', '{"a":1}'), partOf('evidence/E001-v1/Ünïcode 100.txt', 'words')),
    );
    execFileSync('unzip', ['-tq', path]);
    const out = join(folder, 'out');
    execFileSync('unzip', ['-q', path, '-d', out], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    const bag = join(out, 'package-1');
    execFileSync('sha512sum', ['-c', '--strict', '--quiet', 'manifest-sha512.txt'], { cwd: bag });
    execFileSync('sha512sum', ['-c', '--strict', '--quiet', 'tagmanifest-sha512.txt'], { cwd: bag });
    expect(readFileSync(join(bag, 'bagit.txt'), 'utf8')).toBe(
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    );
    expect(readFileSync(join(bag, 'bag-info.txt'), 'utf8')).toContain('Payload-Oxum: 12.2\n');
  });

  it('is whole for its own verifier, and says how much was read', async () => {
    let bytes = 0;
    const path = await written(orderOf(partOf('a.txt', 'one'), partOf('b.txt', 'three', false)), (read) => {
      bytes += read;
    });
    expect(await verifyBag(path)).toEqual({
      ...{ faults: [], folder: 'package-1', files: 2, bytes: 8 },
      info: [
        ['Source-Organization', 'Riverbank College'],
        ['Bagging-Date', '2026-03-29'],
        ['Payload-Oxum', '8.2'],
      ],
      contents: new Map([
        ['a.txt', { size: 3, sha256: sha256Of('one') }],
        ['b.txt', { size: 5, sha256: sha256Of('three') }],
      ]),
    });
    expect(bytes).toBe(8);
  });

  it('has the same bytes whenever and wherever it is written', async () => {
    const order = orderOf(partOf('a.txt', 'one'), partOf('b.txt', 'two', false));
    const first = await readFile(await written(order));
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    const second = await readFile(await written(order));
    process.env.TZ = zone;
    expect(second.equals(first)).toBe(true);
  });

  it('escapes what a manifest cannot write, and finds it again', async () => {
    const path = await written(orderOf(partOf('100%25.txt', 'percent')));
    expect((await verifyBag(path)).faults).toEqual([]);
    const manifest = execFileSync('unzip', ['-p', path, 'package-1/manifest-sha512.txt']).toString();
    expect(manifest).toMatch(/^[0-9a-f]{128} {2}data\/100%2525\.txt\n$/);
  });

  it('keeps a label of its information on one line', async () => {
    const order = orderOf(partOf('a.txt', 'one'));
    const path = await written({ ...order, info: [['Source-Organization', 'A\nPayload-Oxum: 0.0']] });
    expect((await verifyBag(path)).info[0]).toEqual(['Source-Organization', 'A Payload-Oxum: 0.0']);
  });

  it('has no two files that some systems take for one, and none that leads out', () => {
    expect(() => writeBag(orderOf(partOf('a.txt', 'one'), partOf('A.txt', 'two')), () => undefined)).toThrow(
      'no place',
    );
    expect(() => writeBag(orderOf(partOf('../a.txt', 'one')), () => undefined)).toThrow('no place');
    expect(() => writeBag(orderOf(partOf('e\u0301.txt', 'one')), () => undefined)).toThrow('no place');
  });

  it('fails when a file is not as long as it was said to be, or cannot be opened', async () => {
    await expect(written(orderOf({ ...partOf('a.txt', 'one'), size: 4 }))).rejects.toThrow(
      'unexpected number of bytes',
    );
    const lost = { ...partOf('a.txt', 'one'), open: () => Promise.reject(new Error('lost')) };
    await expect(written(orderOf(lost))).rejects.toThrow('lost');
    const missing = {
      ...partOf('a.txt', 'one'),
      open: () => Promise.resolve(createReadStream(join(folder, 'missing'))),
    };
    await expect(written(orderOf(missing))).rejects.toThrow('ENOENT');
  });

  it('closes what it reads when nobody reads it any longer', async () => {
    const large = join(folder, 'large');
    await writeFile(large, Buffer.alloc(4_000_000));
    const source = createReadStream(large);
    const closed = once(source, 'close');
    const part = { path: 'large', size: 4_000_000, isText: false, open: () => Promise.resolve<Readable>(source) };
    const bag = writeBag(orderOf(part), () => undefined);
    await once(bag, 'readable');
    bag.destroy();
    await closed;
  });

  it('is Zip64 beyond 65,535 files', async () => {
    const path = join(folder, 'many.zip');
    const child = fileURLToPath(new URL('./many-parts.child.mjs', import.meta.url));
    execFileSync(process.execPath, [child, path, '65600']);
    expect(execFileSync('zipinfo', ['-h', path]).toString()).toContain('number of entries: 65605');
    expect((await readFile(path)).includes(Buffer.from('PK\x06\x06', 'latin1'))).toBe(true);
  }, 60_000);
});
