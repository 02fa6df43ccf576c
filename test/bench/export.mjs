// Drawing the portfolio of 20 items as the product does, tagged and in a thread kept warm, against raw PDFKit drawing as many
// pages of text and tables in a thread kept warm too.
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PortfolioReader } from '../../dist/src/modules/portfolio/portfolio.reader.js';
import { PortfolioRenderer } from '../../dist/src/modules/portfolio/portfolio-renderer.js';
import { readEnv } from '../../dist/src/platform/config/env.js';
import { openDataSources } from '../../dist/src/platform/database/data-sources.js';
import { UnitOfWork } from '../../dist/src/platform/database/unit-of-work.js';
import { SCHEMA } from '../../dist/src/schema.js';
import { ServerProcess } from '../reliability/server-process.mjs';
import { inTurns } from './measure.mjs';
import { fillPortfolio } from './portfolio-of-twenty.mjs';

const ROUNDS = 7;

const WATCH = { onProgress: () => undefined, signal: new AbortController().signal };

/**
 * Drawings before the first that counts. A drawing thread lives from one portfolio to the next, so the goal is for a thread
 * that has drawn; with the first document both pay more for loading PDFKit and compiling than for drawing. Both sides say
 * words that their thread has shaped before: ours the same portfolio again, the baseline one paragraph on every page.
 */
const WARM_UP_ROUNDS = 5;

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function portfolioExport(folder) {
  const manifest = await manifestOfTwenty(join(folder, 'data'));
  const renderer = new PortfolioRenderer();
  const rawThread = new Worker(new URL('raw-pdfkit.child.mjs', import.meta.url));
  const outPath = join(folder, 'portfolio.pdf');
  const draw = () => renderer.render(manifest, [], outPath, WATCH);
  const oursAtFirst = await pagesPerSecond(outPath, draw);
  const { pages } = await draw();
  await rm(outPath);
  const drawRaw = () => drawInRawThread(rawThread, { pages, outPath });
  const baselineAtFirst = await pagesPerSecond(outPath, drawRaw);

  const sides = { baseline: () => pagesPerSecond(outPath, drawRaw), ours: () => pagesPerSecond(outPath, draw) };
  await inTurns(WARM_UP_ROUNDS, sides);
  const speeds = await inTurns(ROUNDS, sides);
  await rawThread.terminate();
  await renderer.onApplicationShutdown();
  return {
    name: `export (20 items, ${pages} pages; ratio of the first documents ${(oursAtFirst / baselineAtFirst).toFixed(2)})`,
    unit: 'pages',
    ...speeds,
    baselineName: 'raw PDFKit, as many pages',
    goal: 0.5,
    limits: [],
  };
}

/**
 * @param {string} outPath
 * @param {() => Promise<{ pages: number }>} draw
 */
async function pagesPerSecond(outPath, draw) {
  const startedAt = performance.now();
  const { pages } = await draw();
  const seconds = (performance.now() - startedAt) / 1_000;
  await rm(outPath);
  return pages / seconds;
}

/**
 * @param {Worker} thread
 * @param {{ pages: number, outPath: string }} order
 * @returns {Promise<{ pages: number }>}
 */
async function drawInRawThread(thread, order) {
  thread.postMessage(order);
  const [drawn] = await once(thread, 'message');
  return drawn;
}

/**
 * Fills a portfolio over HTTP, orders its draft, and takes what the draft is to say. The server is killed over it, because
 * it forgets that once the draft is drawn.
 * @param {string} dataDir an empty folder
 */
async function manifestOfTwenty(dataDir) {
  const server = await ServerProcess.start(dataDir);
  const { iqa, registrationId } = await fillPortfolio(server.url);
  const { id } = await iqa.post(`/api/registrations/${registrationId}/portfolio-exports`, { kind: 'draft' });
  await server.kill();

  const sources = await openDataSources(readEnv({ DATA_DIR: dataDir }), SCHEMA);
  try {
    const { manifest } = await new PortfolioReader(new UnitOfWork(sources)).manifestOf(id);
    return manifest;
  } finally {
    await sources.reader.destroy();
    await sources.writer.destroy();
  }
}
