import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperatorError } from '../../src/platform/config/env.js';
import { AuditKey } from '../../src/platform/secrets/audit-key.js';

describe('the key of the audit trail', () => {
  let dataDir: string;
  let path: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'verifolio-keys-'));
    path = join(dataDir, 'keys', 'audit-key');
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  const open = (auditKey: Buffer | null = null) => AuditKey.open({ dataDir, auditKey });
  const mode = async (of: string): Promise<string> => ((await stat(of)).mode & 0o777).toString(8);

  it('is made at the first start, for the owner of the process alone, and stays', async () => {
    const first = await open();
    expect(await mode(path)).toBe('600');
    expect(await mode(join(dataDir, 'keys'))).toBe('700');
    const again = await open();
    expect(again.id).toBe(first.id);
    expect(again.seal('event', 'x')).toBe(first.seal('event', 'x'));
  });

  it('is one key for all processes that start at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => open()));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
  });

  it('is another one in every data folder', async () => {
    const first = await open();
    await rm(join(dataDir, 'keys'), { recursive: true });
    expect((await open()).id).not.toBe(first.id);
  });

  it('is the one of the environment where there is one, and no file is made', async () => {
    const bytes = randomBytes(32);
    const given = await open(bytes);
    expect(given.id).toBe(new AuditKey(bytes).id);
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('can be handed to another machine as the text of its file', async () => {
    const key = await open();
    const text = await readFile(path, 'utf8');
    expect((await open(Buffer.from(text, 'base64url'))).id).toBe(key.id);
  });

  it('seals an event otherwise than an anchor, and names itself without telling itself', async () => {
    const bytes = randomBytes(32);
    const key = await open(bytes);
    expect(key.seal('event', 'x')).toMatch(/^[\da-f]{64}$/);
    expect(key.seal('event', 'x')).not.toBe(key.seal('anchor', 'x'));
    expect(key.id).toMatch(/^[\da-f]{8}$/);
    expect(bytes.toString('hex')).not.toContain(key.id);
  });

  it.each([0o644, 0o640, 0o660, 0o602])('is refused where others may read or change it (%o)', async (open644) => {
    await open();
    await chmod(path, open644);
    await expect(open()).rejects.toThrow(OperatorError);
    await expect(open()).rejects.toThrow('mode 600');
  });

  it('is refused where it is a link to somewhere else', async () => {
    await open();
    const text = await readFile(path);
    const elsewhere = join(dataDir, 'elsewhere');
    await writeFile(elsewhere, text, { mode: 0o600 });
    await rm(path);
    await symlink(elsewhere, path);
    await expect(open()).rejects.toThrow(OperatorError);
  });

  it.each([
    ['empty', ''],
    ['short', randomBytes(31).toString('base64url')],
    ['long', randomBytes(33).toString('base64url')],
    ['of other letters', '!'.repeat(43)],
  ])('is refused when its file is %s, and never replaced', async (_, content) => {
    await mkdir(join(dataDir, 'keys'), { mode: 0o700 });
    await writeFile(path, content, { mode: 0o600 });
    await expect(open()).rejects.toThrow(OperatorError);
    await expect(open()).rejects.toThrow('damaged');
    expect(await readFile(path, 'utf8')).toBe(content);
  });
});
