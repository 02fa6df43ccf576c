import { describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

// Twenty starts of a server take their time on a machine that does other things as well.
jest.setTimeout(300_000);

const SOAK = join(import.meta.dirname, 'soak.mjs');
/** `npm run soak` does many more. */
const CYCLES = 6;
/** R20. */
const UPLOAD_CYCLES = 20;

interface Report {
  readonly faults: readonly string[];
  readonly acknowledged?: number;
  readonly kills?: number;
  readonly uploads?: number;
  readonly interrupted?: number;
  readonly files?: number;
}

/** Runs a scenario of `soak.mjs` on the built server and returns what it found. */
async function soak(scenario: 'load' | 'export' | 'upload' | 'terminate', cycles = CYCLES): Promise<Report> {
  const run = promisify(execFile)(process.execPath, [SOAK, '--cycles', String(cycles), scenario]);
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

  it('loses no byte of an upload that it was killed over twenty times (R20)', async () => {
    const { faults, interrupted, files } = await soak('upload', UPLOAD_CYCLES);
    expect(faults).toEqual([]);
    // Otherwise the kills fell into nothing, or no upload was ever taken up and finished.
    expect(interrupted).toBeGreaterThan(UPLOAD_CYCLES / 2);
    expect(files).toBeGreaterThan(1);
  });

  it('finishes what it has accepted when it is told to end (R15)', async () => {
    const { faults, uploads } = await soak('terminate');
    expect(faults).toEqual([]);
    expect(uploads).toBeGreaterThan(0);
  });
});
