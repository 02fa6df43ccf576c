import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SAMPLE_PORTFOLIO } from '../../templates/samples/portfolio.js';
import { verifyPortfolio } from '../modules/portfolio/verify-portfolio.js';
import { SystemClock } from '../platform/time/clock.js';
import { ACCOUNTS, DEMO_PASSWORD } from './demo-people.js';
import { DemoServer } from './demo-server.js';
import { captureEveryForm } from './every-form.js';
import { doMainJob, type SignedOffPortfolio } from './main-job.js';
import type { Narrate } from './portfolio-story.js';
import { moveToSecondCentre } from './second-centre.js';
import { overNetwork } from './transport.js';

/** `npm run demo`: the main job on an empty data folder, which goes again; the portfolio stays. @returns where it lies, and its certificate */
async function runDemo(): Promise<{ path: string; certificate: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'verifolio-demo-'));
  try {
    const { exportId, pdf, certificate } = await onFreshServer(dataDir);
    const folder = resolve('data', 'demo');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `portfolio-${exportId}.pdf`);
    const certificatePath = join(folder, `portfolio-${exportId}-certificate.pem`);
    await writeFile(path, pdf);
    await writeFile(certificatePath, certificate);
    return { path, certificate: certificatePath };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** With one centre that has nobody but its manager. */
const emptyCentre = (dataDir: string, centre: string): Promise<DemoServer> =>
  DemoServer.start({
    DATA_DIR: dataDir,
    DEMO: 'false',
    // Printed on the portfolio, which outlives this server.
    PUBLIC_URL: 'https://portfolio.example.org',
    BOOTSTRAP_EMAIL: ACCOUNTS.manager.email,
    BOOTSTRAP_PASSWORD: DEMO_PASSWORD,
    BOOTSTRAP_CENTRE: centre,
  });

async function onFreshServer(dataDir: string): Promise<SignedOffPortfolio> {
  const server = await emptyCentre(join(dataDir, 'first'), SAMPLE_PORTFOLIO.centre.name);
  console.log(`A server with an empty data folder answers at ${server.origin}`);
  const today = new SystemClock().today();
  try {
    const narrate: Narrate = (line) => console.log(line);
    const portfolio = await doMainJob(overNetwork(server.origin), today, narrate);
    await captureEveryForm(server.origin, today, narrate);
    await moveOn(server.origin, dataDir, portfolio.registrationId, today, narrate);
    await server.stop();
    return portfolio;
  } catch (error) {
    server.kill();
    console.error(`The server wrote:\n${server.output}`);
    throw error;
  }
}

/** Into a second centre, on a server and a data folder that have nothing to do with the first. */
async function moveOn(
  firstOrigin: string,
  dataDir: string,
  registrationId: string,
  today: string,
  narrate: Narrate,
): Promise<void> {
  const server = await emptyCentre(join(dataDir, 'second'), 'Riverbank College');
  try {
    const centres = { first: overNetwork(firstOrigin), second: overNetwork(server.origin), folder: dataDir };
    await moveToSecondCentre(centres, registrationId, today, narrate);
    await server.stop();
  } catch (error) {
    server.kill();
    console.error(`The second server wrote:\n${server.output}`);
    throw error;
  }
}

/** As whoever receives the portfolio would check it: from the file, with the certificate that the centre gives out. */
async function checkPortfolio(path: string, certificate: string): Promise<void> {
  const { lines, exitCode } = await verifyPortfolio(path, certificate);
  console.log(`\nChecked from the file alone, with the certificate that the centre gives out:\n${lines.join('\n')}`);
  if (exitCode !== 0) throw new Error('The portfolio that was just signed off does not hold.');
  const { error, status, stdout } = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
  if (error) {
    console.log('pdfsig, which would say the same, is not installed.');
    return;
  }
  console.log(`\npdfsig, a program of others, says:\n${stdout.trim()}`);
  if (status !== 0 || !stdout.includes('Signature is Valid') || !stdout.includes('Total document signed')) {
    throw new Error('pdfsig does not find the signature valid.');
  }
}

try {
  const { path, certificate } = await runDemo();
  await checkPortfolio(path, certificate);
  console.log(`\nThe signed-off portfolio:\n${path}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
