// Drawing the portfolio of 20 items as the product does in a thread kept warm, against raw PDFKit drawing the same pages in a
// thread kept warm too; then one of 2,000 items, for time and memory.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
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
import { rawPagesOf } from './raw-pages.mjs';

const ROUNDS = 7;

const WATCH = { onProgress: () => undefined, signal: new AbortController().signal };

/**
 * Drawings before the first that counts. A drawing thread lives from one portfolio to the next, so the goal is for a thread
 * that has drawn; with the first document both pay more for loading PDFKit and compiling than for drawing.
 */
const WARM_UP_ROUNDS = 5;

/** From 20 items to 2,000. */
const GROWTH = 100;

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
  const rawPages = rawPagesOf(manifest);
  await drawInRawThread(rawThread, { ...rawPages, outPath });
  await rm(outPath);
  const drawRaw = () => drawInRawThread(rawThread, { outPath });

  const sides = { baseline: () => pagesPerSecond(outPath, drawRaw), ours: () => pagesPerSecond(outPath, draw) };
  await inTurns(WARM_UP_ROUNDS, sides);
  const speeds = await inTurns(ROUNDS, sides);
  await rawThread.terminate();
  await renderer.onApplicationShutdown();
  const growth = await grownExport(folder, manifest);
  return {
    name:
      `export (20 items, ${pages} pages; the first document of a thread at ${oursAtFirst.toFixed(1)} pages/s; 2,000 items, ` +
      `${growth.pages} pages in ${growth.seconds.toFixed(1)} s)`,
    unit: 'pages',
    ...speeds,
    baselineName: 'raw PDFKit, the same pages',
    goal: 0.7,
    limits: [
      { what: 'time per item, 2,000 items to 20', found: Number(growth.perItemRatio.toFixed(2)), most: 1.3 },
      {
        what: `resident memory over ${Math.round(growth.restMiB)} MiB at rest, MiB`,
        found: Math.round(growth.growthMiB),
        most: 256,
      },
    ],
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
 * @param {string} folder
 * @param {import('../../dist/src/domain/portfolio/manifest.js').PortfolioManifest} manifest
 * @returns {Promise<{ pages: number, seconds: number, perItemRatio: number, restMiB: number, growthMiB: number }>}
 */
async function grownExport(folder, manifest) {
  const manifestPath = join(folder, 'manifest.json');
  await writeFile(manifestPath, JSON.stringify(manifest));
  const args = [manifestPath, join(folder, 'grown.pdf'), String(GROWTH)];
  const child = fork(new URL('export-growth.child.mjs', import.meta.url), args, { execArgv: ['--expose-gc'] });
  const [found] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('drawing the grown portfolio failed'))),
  ]);
  return found;
}

/**
 * @param {Worker} thread
 * @param {Partial<ReturnType<typeof rawPagesOf>> & { outPath: string }} order its pages the first time only
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
