import { describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(120_000);

const SOAK = join(import.meta.dirname, 'soak.mjs');
/** `npm run soak` does many more. */
const CYCLES = 6;

interface Report {
  readonly faults: readonly string[];
  readonly acknowledged?: number;
  readonly kills?: number;
  readonly uploads?: number;
}

/** Runs a scenario of `soak.mjs` on the built server and returns what it found. */
async function soak(scenario: 'load' | 'export' | 'terminate'): Promise<Report> {
  const run = promisify(execFile)(process.execPath, [SOAK, '--cycles', String(CYCLES), scenario]);
  // A run that found faults ends with 1; its report says which.
  const { stdout } = await run.catch((error: { stdout: string; stderr: string }) => {
    if (error.stdout === '') throw new Error(error.stderr);
    return error;
  });
  return JSON.parse(stdout) as Report;
}

describe('The server', () => {
  it('keeps every word when it is killed in the middle of everybody’s work (R1, R9, R10)', async () => {
    const { faults, acknowledged } = await soak('load');
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(CYCLES);
  });

  it('finishes or cleanly fails a portfolio that it was killed over', async () => {
    const { faults, kills } = await soak('export');
    expect(faults).toEqual([]);
    expect(kills).toBeGreaterThan(1);
  });

  it('finishes what it has accepted when it is told to end (R15)', async () => {
    const { faults, uploads } = await soak('terminate');
    expect(faults).toEqual([]);
    expect(uploads).toBeGreaterThan(0);
  });
});
