import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

jest.setTimeout(60_000);

const CLI = join(import.meta.dirname, '../../dist/src/cli.js');

interface Ending {
  readonly code: number;
  readonly told: string;
}

describe('npm run cli -- verify-audit', () => {
  let original: string;
  let dataDir: string;
  beforeAll(async () => {
    original = await mkdtemp(join(tmpdir(), 'verifolio-cli-'));
    dataDir = original;
    await cli('seed', {
      BOOTSTRAP_EMAIL: 'manager@demo.test',
      BOOTSTRAP_PASSWORD: 'evidence-in-practice',
      BOOTSTRAP_CENTRE: 'Harbourside',
    });
    await cli('migrate');
  });
  afterAll(() => rm(original, { recursive: true }));
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'verifolio-cli-'));
    await cp(original, dataDir, { recursive: true });
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  /** Runs the command as an operator does, in a process of its own. */
  function cli(command: string, env: Record<string, string> = {}): Promise<Ending> {
    const options = { env: { PATH: process.env.PATH, NODE_ENV: 'production', DATA_DIR: dataDir, ...env } };
    return new Promise((resolve) => {
      execFile(process.execPath, [CLI, command], options, (error, stdout) =>
        resolve({ code: Number(error?.code ?? 0), told: stdout.trim() }),
      );
    });
  }

  function asOwner(sql: string): void {
    const database = new Database(join(dataDir, 'verifolio.sqlite'));
    database.exec(sql);
    database.close();
  }

  it('says how many events are intact and up to where they are anchored', async () => {
    const { code, told } = await cli('verify-audit');
    expect(told).toMatch(/^Harbourside: 1 event, intact; last anchor: event 1 at 20\S+Z \(start of the server\)$/);
    expect(code).toBe(0);
  });

  it('names the first fault and ends with 1', async () => {
    asOwner(
      'DROP TRIGGER audit_events_no_update; UPDATE audit_events SET "actorId" = NULL, type = \'session.started\'',
    );
    const { code, told } = await cli('verify-audit');
    expect(told).toContain('Harbourside: BROKEN at event 1: it is not what was recorded');
    expect(told).toContain('0 events before it intact');
    expect(code).toBe(1);
  });

  it('names what was wiped', async () => {
    asOwner('DROP TRIGGER audit_events_no_delete; DROP TRIGGER audit_heads_no_delete');
    asOwner('DELETE FROM audit_events; DELETE FROM audit_heads');
    const { code, told } = await cli('verify-audit');
    expect(told).toContain('BROKEN at event 1: it and what followed were cut off, although event 1 was anchored');
    expect(code).toBe(1);
  });

  it('remembers a centre that is gone from the database', async () => {
    asOwner(`DROP TRIGGER audit_events_no_delete; DROP TRIGGER audit_heads_no_delete; PRAGMA foreign_keys = OFF;
      DELETE FROM audit_events; DELETE FROM audit_heads; DELETE FROM users; DELETE FROM centres`);
    const { code, told } = await cli('verify-audit');
    expect(told).toMatch(/^A centre that the database does not know \(\S+\): BROKEN at event 1: .* cut off/);
    expect(code).toBe(1);
  });

  it('tells a wrong key from tampering', async () => {
    const { code, told } = await cli('verify-audit', { AUDIT_KEY: randomBytes(32).toString('hex') });
    expect(told).toMatch(/BROKEN at event 1: it is sealed with another key \([\da-f]{8}\) than the one given/);
    expect(code).toBe(1);
  });
});
