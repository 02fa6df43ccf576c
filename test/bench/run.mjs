// `npm run bench [-- NAME…]`: each performance claim as speeds and one ratio against a baseline in the same run.
// Ends with 1 when a goal is missed. `sampling`, or `sampling:SEED`, simulates a year of sampling instead.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverage } from './coverage.mjs';
import { portfolioExport } from './export.mjs';
import { extraction } from './extraction.mjs';
import { nearDuplicates } from './near-duplicates.mjs';
import { portfolioPackage } from './package.mjs';
import { queue } from './queue.mjs';
import { search } from './search.mjs';
import { printYear } from './sampling.mjs';
import { upload } from './upload.mjs';
import { verifyAudit } from './verify-audit.mjs';

const BENCHMARKS = {
  coverage,
  upload,
  export: portfolioExport,
  package: portfolioPackage,
  extraction,
  search,
  queue,
  'near-duplicates': nearDuplicates,
  'verify-audit': verifyAudit,
};

const names = process.argv.length > 2 ? process.argv.slice(2) : [...Object.keys(BENCHMARKS), 'sampling'];
for (const name of names) {
  const [simulation, seed = '2026'] = name.split(':');
  if (simulation === 'sampling') {
    printYear(seed);
    continue;
  }
  const benchmark = BENCHMARKS[/** @type {keyof typeof BENCHMARKS} */ (name)];
  if (!benchmark)
    throw new Error(`There is no benchmark ${name}; there are ${Object.keys(BENCHMARKS).join(', ')} and sampling.`);
  const folder = await mkdtemp(join(tmpdir(), 'verifolio-bench-'));
  try {
    print(await benchmark(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param {import('./measure.mjs').Outcome} outcome */
function print({ name, unit, ours, baseline, baselineName, goal, limits }) {
  const ratio = ours / baseline;
  const verdict = (/** @type {boolean} */ isMet) => {
    if (!isMet) process.exitCode = 1;
    return isMet ? 'met' : 'MISSED';
  };
  const speed = (/** @type {number} */ value) => `${value.toFixed(value < 100 ? 1 : 0)} ${unit}/s`;
  console.log(`\n${name}`);
  row('ours', speed(ours));
  row(baselineName, speed(baseline));
  row('ratio', `${ratio.toFixed(2)}   goal at least ${goal}: ${verdict(ratio >= goal)}`);
  for (const { what, found, most } of limits) row(what, `${found}   at most ${most}: ${verdict(found <= most)}`);
}

/**
 * @param {string} what
 * @param {string} value
 */
function row(what, value) {
  console.log(`  ${what.padEnd(44)} ${value}`);
}
