import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyBag } from '../../src/platform/bag/verify-bag.js';
import { rawZip } from './raw-zip.js';

const SUITE = fileURLToPath(new URL('./conformance-suite/v1.0', import.meta.url));

/** What the suite says is wrong with each of its invalid bags, in our codes; some of their other hashes are wrong as well. */
const WRONG: Readonly<Record<string, string>> = {
  'bagit-with-invalid-whitespace': 'BAD_DECLARATION bagit.txt',
  notAllManifestsListAllFiles: 'UNLISTED_FILE data/missingFromManifest.txt',
  'same-filename-listed-twice-with-different-hashes': 'DUPLICATE_LINE data/README',
  'same-filename-listed-twice-with-the-same-hash': 'DUPLICATE_LINE data/README',
};

describe('the bags of the Library of Congress', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'verifolio-suite-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const bagsIn = (kind: string): string[] => readdirSync(join(SUITE, kind)).sort();

  async function faultsOf(kind: string, name: string): Promise<string[]> {
    const root = join(SUITE, kind, name);
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const entries = files.map((file) => {
      const path = join(file.parentPath, file.name);
      return { name: `${name}/${relative(root, path)}`, content: readFileSync(path) };
    });
    const zip = join(folder, `${name}.zip`);
    writeFileSync(zip, rawZip(entries));
    return (await verifyBag(zip)).faults.map(({ code, path }) => `${code} ${path}`);
  }

  it.each(bagsIn('valid'))('%s is whole', async (name) => {
    expect(await faultsOf('valid', name)).toEqual([]);
  });

  it('has no invalid bag that nobody has looked at', () => {
    expect(bagsIn('invalid')).toEqual(Object.keys(WRONG).sort());
  });

  it.each(bagsIn('invalid'))('%s is not whole, and for its reason', async (name) => {
    expect(await faultsOf('invalid', name)).toContain(WRONG[name]);
  });
});
