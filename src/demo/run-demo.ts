import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SAMPLE_PORTFOLIO } from '../../templates/samples/portfolio.js';
import { SystemClock } from '../platform/time/clock.js';
import { ACCOUNTS, DEMO_PASSWORD } from './demo-people.js';
import { DemoServer } from './demo-server.js';
import { captureEveryForm } from './every-form.js';
import { doMainJob, type SignedOffPortfolio } from './main-job.js';
import type { Narrate } from './portfolio-story.js';
import { overNetwork } from './transport.js';

/** `npm run demo`: the main job on an empty data folder, which goes again; the portfolio stays. @returns its path */
async function runDemo(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'verifolio-demo-'));
  try {
    const { exportId, pdf } = await onFreshServer(dataDir);
    const folder = resolve('data', 'demo');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `portfolio-${exportId}.pdf`);
    await writeFile(path, pdf);
    return path;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function onFreshServer(dataDir: string): Promise<SignedOffPortfolio> {
  const server = await DemoServer.start({
    DATA_DIR: dataDir,
    DEMO: 'false',
    BOOTSTRAP_EMAIL: ACCOUNTS.manager.email,
    BOOTSTRAP_PASSWORD: DEMO_PASSWORD,
    BOOTSTRAP_CENTRE: SAMPLE_PORTFOLIO.centre.name,
  });
  console.log(`A server with an empty data folder answers at ${server.origin}`);
  const today = new SystemClock().today();
  try {
    const narrate: Narrate = (line) => console.log(line);
    const portfolio = await doMainJob(overNetwork(server.origin), today, narrate);
    await captureEveryForm(server.origin, today, narrate);
    await server.stop();
    return portfolio;
  } catch (error) {
    server.kill();
    console.error(`The server wrote:\n${server.output}`);
    throw error;
  }
}

try {
  console.log(`\nThe signed-off portfolio:\n${await runDemo()}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
