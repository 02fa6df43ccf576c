// Reading a PDF as the product does, with its words, its likeness and its passages handed over from the thread, against
// pdf.js alone in a thread of the same kind.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import PDFDocument from 'pdfkit';
import { ReadingDesk } from '../../dist/src/modules/contents/reading-desk.js';
import { inTurns } from './measure.mjs';

const PAGES = 120;
const ROUNDS = 7;

/**
 * @param {string} folder an empty one
 * @returns {Promise<import('./measure.mjs').Outcome>}
 */
export async function extraction(folder) {
  const path = join(folder, 'report.pdf');
  await draw(path);
  const desk = new ReadingDesk(/** @type {never} */ ({ localPath: () => Promise.resolve(path) }));
  const bare = new Worker(new URL('bare-pdfjs.child.mjs', import.meta.url));
  const ours = () =>
    pagesPerSecond(async () => {
      const { pageCount, wordCount } = await desk.read('', 'application/pdf');
      if ((wordCount ?? 0) < PAGES * 100) throw new Error('the text was not read');
      return pageCount;
    });
  const baseline = () =>
    pagesPerSecond(async () => {
      bare.postMessage(path);
      const [{ pages }] = await once(bare, 'message');
      return pages;
    });
  try {
    await inTurns(2, { ours, baseline });
    const speeds = await inTurns(ROUNDS, { ours, baseline });
    return {
      name: `extraction (a PDF of ${PAGES} pages)`,
      unit: 'pages',
      ...speeds,
      baselineName: 'pdf.js alone in a thread',
      goal: 0.5,
      limits: [],
    };
  } finally {
    await bare.terminate();
    await desk.onApplicationShutdown();
  }
}

/** @param {() => Promise<number | null>} read */
async function pagesPerSecond(read) {
  const startedAt = performance.now();
  const pages = await read();
  if (pages !== PAGES) throw new Error(`${pages} pages were read`);
  return PAGES / ((performance.now() - startedAt) / 1_000);
}

/** @param {string} path */
async function draw(path) {
  const document = new PDFDocument({ size: 'A4', margin: 50 });
  const out = document.pipe(createWriteStream(path));
  for (let page = 1; page <= PAGES; page++) {
    if (page > 1) document.addPage();
    document.fontSize(16).text(`Section ${page}`).fontSize(10);
    for (let paragraph = 1; paragraph <= 6; paragraph++) {
      document
        .moveDown(0.5)
        .text(
          `${paragraph}. On day ${page * paragraph} I rang the customer back, listened, and wrote down what she wanted. `.repeat(
            3,
          ),
        );
    }
  }
  document.end();
  await once(out, 'finish');
}
