// The baseline of export.mjs: PDFKit by itself draws pages of text and tables, each with a heading, three paragraphs and a
// table of sixteen rows. The table is drawn by hand: PDFKit's own takes fifty times as long with an embedded font, and to
// be faster than that would show nothing. The thread takes one order after another, as the product's does.
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { on, once } from 'node:events';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import PDFDocument from 'pdfkit';

const FONTS = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const PARAGRAPH = 'I rang the customer back, listened, and wrote down what she wanted from us. '.repeat(4);
const ROWS = Array.from({ length: 16 }, (_, row) => [`E0${row + 10}`, 'Work product', `2.${row}`, 'accepted']);

const COLUMN = 120;
const ROW = 22;

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
for await (const [{ pages, outPath }] of on(port, 'message')) port.postMessage({ pages: await draw(pages, outPath) });

/**
 * @param {number} pages
 * @param {string} outPath
 */
async function draw(pages, outPath) {
  const document = new PDFDocument({ size: 'A4', margin: 50, autoFirstPage: false });
  const out = document.pipe(createWriteStream(outPath));
  document.registerFont('text', join(FONTS, 'DejaVuSans.ttf'));
  document.registerFont('heading', join(FONTS, 'DejaVuSans-Bold.ttf'));
  for (let page = 1; page <= pages; page++) {
    document.addPage();
    document.font('heading').fontSize(16).text(`Section ${page}`).moveDown(0.5);
    document.font('text').fontSize(9);
    for (let paragraph = 0; paragraph < 3; paragraph++) document.text(PARAGRAPH).moveDown(0.5);
    drawTable(document);
  }
  const drawn = document.bufferedPageRange();
  document.end();
  await once(out, 'finish');
  return drawn.start + drawn.count;
}

/** @param {PDFKit.PDFDocument} document */
function drawTable(document) {
  let { y } = document;
  for (const row of ROWS) {
    row.forEach((cell, column) => {
      const x = 50 + column * COLUMN;
      document.rect(x, y, COLUMN, ROW).stroke();
      document.text(cell, x + 4, y + 5, { width: COLUMN - 8 });
    });
    y += ROW;
  }
}
