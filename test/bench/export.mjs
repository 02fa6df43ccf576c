// Drawing the portfolio of 20 items as the product does, tagged and in a worker, against raw PDFKit drawing as many
// pages of text and tables in a worker.
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

const ROUNDS = 5;

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function portfolioExport(folder) {
  const manifest = await manifestOfTwenty(join(folder, 'data'));
  const renderer = new PortfolioRenderer();
  const outPath = join(folder, 'portfolio.pdf');
  const draw = () => renderer.render(manifest, [], outPath, () => undefined);
  const { pages } = await draw();
  await rm(outPath);

  const speeds = await inTurns(ROUNDS, {
    baseline: () => pagesPerSecond(outPath, () => drawRaw(pages, outPath)),
    ours: () => pagesPerSecond(outPath, draw),
  });
  return {
    name: `export (20 items, ${pages} pages)`,
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
 * @param {number} pages
 * @param {string} outPath
 * @returns {Promise<{ pages: number }>}
 */
async function drawRaw(pages, outPath) {
  const worker = new Worker(new URL('raw-pdfkit.child.mjs', import.meta.url), { workerData: { pages, outPath } });
  const [drawn] = await once(worker, 'message');
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
