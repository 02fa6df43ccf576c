// `npm run soak [-- --quick] [SCENARIO…]`: the server is killed and ended in the middle of its work, and must keep its
// word (assurance.md R1, R9, R10, R15, R20). Prints one report per scenario, as JSON; ends with 1 when a word was broken.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killMidExport } from './kill-mid-export.mjs';
import { killMidUpload } from './kill-mid-upload.mjs';
import { killUnderLoad } from './kill-under-load.mjs';
import { terminateUnderLoad } from './terminate.mjs';

const CYCLES = { quick: 25, long: 500 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, cycles: { type: 'string' } },
});
const cycles = Number(values.cycles ?? (values.quick ? CYCLES.quick : CYCLES.long));

const SCENARIOS = {
  load: (/** @type {string} */ dataDir) => killUnderLoad(dataDir, cycles),
  export: killMidExport,
  upload: (/** @type {string} */ dataDir) => killMidUpload(dataDir, cycles),
  terminate: terminateUnderLoad,
};

const names = positionals.length > 0 ? positionals : Object.keys(SCENARIOS);
for (const name of names) {
  const scenario = SCENARIOS[/** @type {keyof typeof SCENARIOS} */ (name)];
  if (!scenario) throw new Error(`There is no scenario ${name}; there are ${Object.keys(SCENARIOS).join(', ')}.`);
  const dataDir = await mkdtemp(join(tmpdir(), 'verifolio-soak-'));
  const report = await scenario(dataDir);
  console.log(JSON.stringify({ scenario: name, ...report }));
  if (report.faults.length > 0) {
    // What was left behind is the evidence.
    console.error(`The data folder is kept: ${dataDir}`);
    process.exitCode = 1;
  } else await rm(dataDir, { recursive: true });
}
