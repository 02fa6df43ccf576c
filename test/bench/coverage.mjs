// Reading the coverage of 17 criteria and 20 items from the real server, against a bare Nest handler that returns the
// very same bytes.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { ServerProcess } from '../reliability/server-process.mjs';
import { countQueries } from './count-queries.mjs';
import { inTurns } from './measure.mjs';
import { fillPortfolio } from './portfolio-of-twenty.mjs';

const BARE = fileURLToPath(new URL('bare-nest.child.mjs', import.meta.url));
const ROUNDS = 5;
const CONNECTIONS = 20;
const SECONDS = 3;

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function coverage(folder) {
  const dataDir = join(folder, 'data');
  const server = await ServerProcess.start(dataDir);
  const { assessor, registrationId } = await fillPortfolio(server.url);
  const path = `/api/registrations/${registrationId}/coverage`;
  const ours = { url: `${server.url}${path}`, headers: { authorization: `Bearer ${assessor.token}` } };
  const bytes = await bytesOf(ours);
  const answerPath = join(folder, 'coverage.json');
  await writeFile(answerPath, bytes);

  const bare = fork(BARE, [answerPath]);
  try {
    const [{ url }] = await once(bare, 'message');
    const baseline = { url, headers: ours.headers };
    // The answer names its own moment; that apart, not a byte may differ.
    const asOf = JSON.parse(bytes).asOf;
    const latest = await bytesOf(ours);
    if (latest.replace(JSON.parse(latest).asOf, asOf) !== (await bytesOf(baseline))) {
      throw new Error('the two do not return the same bytes');
    }
    await requestsPerSecond(ours);
    await requestsPerSecond(baseline);
    const speeds = await inTurns(ROUNDS, {
      ours: () => requestsPerSecond(ours),
      baseline: () => requestsPerSecond(baseline),
    });
    await server.terminate();
    const queries = await countQueries(dataDir, path, assessor.token);
    return {
      name: `coverage (${Buffer.byteLength(bytes)} bytes)`,
      unit: 'requests',
      ...speeds,
      baselineName: 'bare Nest handler, same bytes',
      goal: 0.35,
      limits: [{ what: 'SQL queries of one request', found: queries, most: 6 }],
    };
  } finally {
    bare.kill();
    await server.kill();
  }
}

/** @typedef {{ url: string, headers: Record<string, string> }} Target */

/** @param {Target} target */
async function bytesOf({ url, headers }) {
  const response = await fetch(url, { headers });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}

/** @param {Target} target */
async function requestsPerSecond({ url, headers }) {
  const { requests, non2xx, errors } = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS });
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`);
  return requests.average;
}
