import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LinkSecret } from '../../src/platform/secrets/link-secret.js';

describe('the secret behind links', () => {
  let dataDir: string;
  beforeEach(async () => (dataDir = await mkdtemp(join(tmpdir(), 'verifolio-keys-'))));
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const opened = (linkSecret: string | null = null) => LinkSecret.open({ dataDir, linkSecret });

  it('is made once, for its owner only, also by processes that start at the same time', async () => {
    const tokens = (await Promise.all(Array.from({ length: 8 }, () => opened()))).map((one) => one.tokenFor('a', '1'));
    expect(new Set([...tokens, (await opened()).tokenFor('a', '1')]).size).toBe(1);
    expect(await readdir(join(dataDir, 'keys'))).toEqual(['link-secret']);
    expect((await stat(join(dataDir, 'keys', 'link-secret'))).mode & 0o777).toBe(0o600);
  });

  it('gives 160 bits that differ by purpose, by id and by installation', async () => {
    const own = await opened();
    const tokens = [own.tokenFor('a', '1'), own.tokenFor('a', '2'), own.tokenFor('b', '1')];
    const foreign = await opened('a secret that several machines have in common');
    expect(new Set([...tokens, foreign.tokenFor('a', '1')]).size).toBe(4);
    expect(tokens.map((token) => Buffer.from(token, 'base64url').length)).toEqual([20, 20, 20]);
  });

  it('is the same on every machine that was given the same one', async () => {
    const shared = 'a secret that several machines have in common';
    expect((await opened(shared)).tokenFor('a', '1')).toBe((await opened(shared)).tokenFor('a', '1'));
  });

  it('stops the start when its file is damaged, because every link would be another', async () => {
    await opened();
    await writeFile(join(dataDir, 'keys', 'link-secret'), 'short');
    await expect(opened()).rejects.toThrow('restore it from your backup');
  });
});
