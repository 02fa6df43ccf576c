import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BAG_FAULTS } from '../../src/platform/bag/bag-fault.js';
import { verifyBag } from '../../src/platform/bag/verify-bag.js';
import { PACKAGE_LIMITS } from '../../src/platform/bag/zip-archive.js';
import { type RawEntry, rawZip } from './raw-zip.js';

type Files = Readonly<Record<string, string | null>>;

const hashOf = (text: string, algorithm = 'sha512'): string => createHash(algorithm).update(text).digest('hex');
const lineOf = (path: string, text: string): string => `${hashOf(text)}  ${path}\n`;

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** A whole bag; `null` takes a file out of it. */
const WHOLE: Files = {
  'bagit.txt': DECLARATION,
  'bag-info.txt': 'Source-Organization: Riverbank\nPayload-Oxum: 8.2\n',
  'data/a.txt': 'one',
  'data/b/c.txt': 'three',
  'manifest-sha512.txt': lineOf('data/a.txt', 'one') + lineOf('data/b/c.txt', 'three'),
};

const entriesOf = (files: Files): RawEntry[] =>
  Object.entries(files).flatMap(([name, content]) => (content === null ? [] : [{ name: `bag/${name}`, content }]));

describe('the verifier of bags', () => {
  let folder: string;
  let number = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verifolio-bags-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function faultsOfBytes(bytes: Buffer, limits = PACKAGE_LIMITS): Promise<string[]> {
    number += 1;
    const path = join(folder, `${number}.zip`);
    await writeFile(path, bytes);
    return (await verifyBag(path, limits)).faults.map((fault) => `${fault.code} ${fault.path}`.trim());
  }
  const faultsOf = (change: Files, more: readonly RawEntry[] = []) =>
    faultsOfBytes(rawZip([...entriesOf({ ...WHOLE, ...change }), ...more]));

  it('finds nothing wrong with a whole bag, folders of the zip included', async () => {
    expect(await faultsOf({}, [{ name: 'bag/data/b/', content: '', mode: 0o40755 }])).toEqual([]);
  });

  it.each<[string, Files]>([
    ['lines that end in CR and LF', { 'bagit.txt': DECLARATION.replaceAll('\n', '\r\n') }],
    ['lines that end in CR', { 'manifest-sha512.txt': WHOLE['manifest-sha512.txt']?.replaceAll('\n', '\r') ?? '' }],
    ['no information', { 'bag-info.txt': null }],
    ['information that goes on on another line', { 'bag-info.txt': 'Contact-Name: A\n  B\nPayload-Oxum: 8.2' }],
    [
      'hashes in capitals',
      {
        'manifest-sha512.txt': WHOLE['manifest-sha512.txt']?.replace(hashOf('one'), (hash) => hash.toUpperCase()) ?? '',
      },
    ],
    [
      'a tab and an asterisk before a path',
      { 'manifest-sha512.txt': WHOLE['manifest-sha512.txt']?.replaceAll('  ', '\t*') ?? '' },
    ],
    [
      'a second manifest of another algorithm',
      { 'manifest-sha256.txt': `${hashOf('one', 'sha256')}  data/a.txt\n${hashOf('three', 'sha256')}  data/b/c.txt` },
    ],
    ['tag files that no manifest names', { 'notes/letter.txt': 'Dear centre' }],
    ['a manifest of its tag files', { 'tagmanifest-sha512.txt': lineOf('bagit.txt', DECLARATION) }],
  ])('allows %s', async (_, change) => {
    expect(await faultsOf(change)).toEqual([]);
  });

  it('reads codes in paths for what they stand for', async () => {
    const change = { 'data/50%.txt': 'half', 'bag-info.txt': null };
    const manifest = `${WHOLE['manifest-sha512.txt']}${lineOf('data/50%25.txt', 'half')}`;
    expect(await faultsOf({ ...change, 'manifest-sha512.txt': manifest })).toEqual([]);
  });

  it.each<[string, Files, string[]]>([
    ['no declaration', { 'bagit.txt': null }, ['NO_DECLARATION bagit.txt']],
    ['a declaration with a byte order mark', { 'bagit.txt': `\ufeff${DECLARATION}` }, ['BAD_DECLARATION bagit.txt']],
    ['a declaration of one line', { 'bagit.txt': 'BagIt-Version: 1.0\n' }, ['BAD_DECLARATION bagit.txt']],
    [
      'a declaration with something after it',
      { 'bagit.txt': `${DECLARATION}More: 1\n` },
      ['BAD_DECLARATION bagit.txt'],
    ],
    ['another encoding', { 'bagit.txt': DECLARATION.replace('UTF-8', 'UTF-16') }, ['BAD_DECLARATION bagit.txt']],
    ['another version', { 'bagit.txt': DECLARATION.replace('1.0', '0.97') }, ['UNSUPPORTED_VERSION bagit.txt']],
    ['no manifest', { 'manifest-sha512.txt': null }, ['NO_MANIFEST manifest-sha512.txt']],
    [
      'a manifest that trusts MD5',
      { 'manifest-md5.txt': `${hashOf('one', 'md5')}  data/a.txt` },
      ['UNKNOWN_ALGORITHM manifest-md5.txt', 'UNLISTED_FILE data/a.txt', 'UNLISTED_FILE data/b/c.txt'],
    ],
    ['a file that is missing', { 'data/a.txt': null, 'bag-info.txt': null }, ['MISSING_FILE data/a.txt']],
    [
      'a file that no manifest names',
      { 'data/extra.txt': 'x', 'bag-info.txt': null },
      ['UNLISTED_FILE data/extra.txt'],
    ],
    [
      'a file that only one manifest names',
      { 'manifest-sha256.txt': `${hashOf('one', 'sha256')}  data/a.txt` },
      ['UNLISTED_FILE data/b/c.txt'],
    ],
    ['a file of other content', { 'data/a.txt': 'One' }, ['WRONG_HASH data/a.txt']],
    ['a tag file of other content', { 'tagmanifest-sha512.txt': lineOf('bagit.txt', 'x') }, ['WRONG_HASH bagit.txt']],
    ['a tag file that is missing', { 'tagmanifest-sha512.txt': lineOf('gone.txt', 'x') }, ['MISSING_FILE gone.txt']],
    [
      'a tag manifest of the payload',
      { 'tagmanifest-sha512.txt': lineOf('data/a.txt', 'one') },
      ['BAD_MANIFEST data/a.txt'],
    ],
    [
      'a manifest of tag files',
      { 'manifest-sha512.txt': `${WHOLE['manifest-sha512.txt']}${lineOf('bagit.txt', DECLARATION)}` },
      ['BAD_MANIFEST bagit.txt'],
    ],
    [
      'a line twice',
      { 'manifest-sha512.txt': `${WHOLE['manifest-sha512.txt']}${lineOf('data/a.txt', 'one')}` },
      ['DUPLICATE_LINE data/a.txt'],
    ],
    [
      'a line that differs from another in case',
      { 'manifest-sha512.txt': `${WHOLE['manifest-sha512.txt']}${lineOf('data/A.txt', 'one')}` },
      ['DUPLICATE_LINE data/A.txt'],
    ],
    [
      'a line without a path',
      { 'manifest-sha512.txt': `${WHOLE['manifest-sha512.txt']}${hashOf('x')}\n` },
      ['BAD_MANIFEST manifest-sha512.txt'],
    ],
    [
      'a line that leads upwards',
      { 'manifest-sha512.txt': `${WHOLE['manifest-sha512.txt']}${lineOf('data/../../x', '')}` },
      ['UNSAFE_PATH data/../../x'],
    ],
    [
      'a line that leads home',
      { 'manifest-sha512.txt': `${WHOLE['manifest-sha512.txt']}${lineOf('~/x', '')}` },
      ['UNSAFE_PATH ~/x'],
    ],
    ['too few octets counted', { 'bag-info.txt': 'Payload-Oxum: 7.2' }, ['WRONG_OXUM bag-info.txt']],
    ['too many files counted', { 'bag-info.txt': 'Payload-Oxum: 8.3' }, ['WRONG_OXUM bag-info.txt']],
    ['information without a label', { 'bag-info.txt': 'nothing' }, ['BAD_INFO bag-info.txt']],
    ['files to fetch', { 'fetch.txt': 'https://example.org/x 1 data/x' }, ['FETCH_REFUSED fetch.txt']],
    [
      'no payload',
      { 'data/a.txt': null, 'data/b/c.txt': null, 'manifest-sha512.txt': '', 'bag-info.txt': null },
      ['NO_PAYLOAD data'],
    ],
  ])('refuses %s', async (_, change, faults) => {
    expect(await faultsOf(change)).toEqual(faults);
  });

  it('refuses everything but one folder', async () => {
    expect(await faultsOf({}, [{ name: 'other/x', content: '' }])).toEqual(['NOT_ONE_FOLDER']);
    expect(await faultsOf({}, [{ name: 'x', content: '' }])).toEqual(['NOT_ONE_FOLDER']);
    expect(await faultsOfBytes(rawZip([]))).toEqual(['NOT_ONE_FOLDER']);
  });

  it.each<[string, RawEntry, string]>([
    ['a path upwards', { name: 'bag/data/../../x', content: '' }, 'UNSAFE_PATH bag/data/../../x'],
    ['an absolute path', { name: '/etc/passwd', content: '' }, 'UNSAFE_PATH /etc/passwd'],
    ['a drive', { name: 'C:/x', content: '' }, 'UNSAFE_PATH C:/x'],
    ['a backslash', { name: 'bag\\..\\x', content: '' }, 'UNSAFE_PATH bag\\..\\x'],
    ['a line break', { name: 'bag/data/a\nb', content: '' }, 'UNSAFE_PATH bag/data/a\nb'],
    ['a name that is no UTF-8', { name: Buffer.from([0x62, 0xff]), content: '' }, 'UNSAFE_PATH bÿ'],
    ['an entry twice', { name: 'bag/data/a.txt', content: 'two' }, 'DUPLICATE_ENTRY bag/data/a.txt'],
    ['an entry that differs in case', { name: 'bag/DATA/a.txt', content: 'two' }, 'DUPLICATE_ENTRY bag/DATA/a.txt'],
    ['a symbolic link', { name: 'bag/data/l', content: '/etc', mode: 0o120777 }, 'LINK bag/data/l'],
    ['a device', { name: 'bag/data/l', content: '', mode: 0o20666 }, 'LINK bag/data/l'],
    ['an encrypted entry', { name: 'bag/x', content: 'twelve bytes more', size: 5, flags: 1 }, 'ENCRYPTED bag/x'],
    ['an unknown packing', { name: 'bag/x', content: 'x', method: 14 }, 'UNKNOWN_PACKING bag/x'],
    ['two names for one entry', { name: 'bag/x', content: 'x', localName: 'bag/y' }, 'OVERLAP bag/x'],
    [
      'an entry inside of another',
      { name: 'bag/bagit.txt2', localName: 'bag/bagit.txt2', content: 'x', offset: 0 },
      'OVERLAP bag/bagit.txt2',
    ],
  ])('refuses %s', async (_, entry, fault) => {
    expect(await faultsOf({}, [entry])).toEqual([fault]);
  });

  it('refuses a bomb by what it announces, and one that announces less by what comes out', async () => {
    const zeros = Buffer.alloc(20_000_000);
    const bomb = { name: 'bag/data/zeros', content: zeros, isPacked: true };
    expect(await faultsOf({}, [bomb])).toEqual(['RATIO_TOO_HIGH']);
    const manifest = `${WHOLE['manifest-sha512.txt']}${hashOf('x')}  data/zeros\n`;
    const before = process.memoryUsage().rss;
    const lying = await faultsOf({ 'manifest-sha512.txt': manifest, 'bag-info.txt': null }, [{ ...bomb, size: 1_000 }]);
    expect(lying).toEqual(['DAMAGED_FILE data/zeros']);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 ** 2);
  });

  it('refuses more files and more bytes than its limits', async () => {
    const bytes = rawZip(entriesOf(WHOLE));
    expect(await faultsOfBytes(bytes, { ...PACKAGE_LIMITS, mostEntries: 4 })).toEqual(['TOO_MANY_ENTRIES']);
    expect(await faultsOfBytes(bytes, { ...PACKAGE_LIMITS, mostBytes: 100 })).toEqual(['TOO_LARGE']);
  });

  it('refuses what is no zip, and a zip that was cut off', async () => {
    const bytes = rawZip(entriesOf(WHOLE));
    expect(await faultsOfBytes(Buffer.from('no zip'))).toEqual(['NOT_A_ZIP']);
    expect(await faultsOfBytes(Buffer.alloc(0))).toEqual(['NOT_A_ZIP']);
    expect(await faultsOfBytes(bytes.subarray(0, -10))).toEqual(['NOT_A_ZIP']);
    expect(await faultsOfBytes(bytes.subarray(100))).toEqual(['NOT_A_ZIP']);
  });

  it('survives any flipped byte, and never calls the bag whole with another payload', async () => {
    const bytes = rawZip(entriesOf(WHOLE));
    for (let at = 0; at < bytes.length; at += 7) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x21;
      const faults = await faultsOfBytes(flipped);
      for (const fault of faults) expect(Object.keys(BAG_FAULTS)).toContain(fault.split(' ')[0]);
      const isPayload = [bytes.indexOf('one'), bytes.indexOf('three')].includes(at);
      if (isPayload) expect(faults).not.toEqual([]);
    }
  });

  it('names every fault of a bag with several', async () => {
    const change = { 'data/a.txt': 'One', 'bag-info.txt': 'Payload-Oxum: 1.1', 'bagit.txt': null };
    expect(await faultsOf(change)).toEqual([
      'WRONG_OXUM bag-info.txt',
      'NO_DECLARATION bagit.txt',
      'WRONG_HASH data/a.txt',
    ]);
  });
});
