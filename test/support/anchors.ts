import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TrailAnchor } from '../../src/modules/audit/anchor.js';
import { errorCode } from '../../src/platform/files/error-code.js';

const PATIENCE_MS = 15_000;

/** Where a centre's anchors lie. */
export const anchorPath = (dataDir: string, centreId: string): string => join(dataDir, 'anchors', `${centreId}.jsonl`);

/** A centre's anchors as they lie outside the database, in the order in which they were written. */
export async function anchorsOf({ dataDir }: { dataDir: string }, centreId: string): Promise<TrailAnchor[]> {
  try {
    const lines = (await readFile(anchorPath(dataDir, centreId), 'utf8')).trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as TrailAnchor);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Waits for what a job brings about. */
export async function eventually<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error('it did not happen');
    await wait(20);
  }
}
