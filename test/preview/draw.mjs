// Draws a manifest once: `node test/preview/draw.mjs MANIFEST BUILD FOLDER`. In a process of its own, so that each drawing
// sees the templates as they are built now.
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toHtml } from './to-html.mjs';

const [manifestPath = '', build = '', folder = ''] = process.argv.slice(2);
const built = (/** @type {string} */ path) => import(pathToFileURL(join(build, path)).href);
const { finishedDocument } = await built('src/modules/portfolio/finished-document.js');
const { renderPdf } = await built('src/platform/pdf/pdfkit-renderer.js');
const startedAt = performance.now();
const document = finishedDocument(JSON.parse(await readFile(manifestPath, 'utf8')));
await writeFile(join(folder, 'portfolio.html'), toHtml(document));
const { pages } = await renderPdf(document, createWriteStream(join(folder, 'portfolio.pdf')), {
  pictures: [],
  onProgress: () => undefined,
});
console.log(
  `${pages} pages in ${Math.round(performance.now() - startedAt)} ms: ${folder}/portfolio.pdf and portfolio.html`,
);
