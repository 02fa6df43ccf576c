// The baseline of extraction.mjs: pdf.js by itself gives the text of every page. One order after another, as the product's thread.
import { on } from 'node:events';
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
for await (const [path] of on(port, 'message')) port.postMessage({ pages: await read(path) });

/** @param {string} path */
async function read(path) {
  const data = new Uint8Array(await readFile(path));
  const document = await getDocument({ data, disableFontFace: true, verbosity: VerbosityLevel.ERRORS }).promise;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    await page.getTextContent();
    page.cleanup();
  }
  const pages = document.numPages;
  await document.loadingTask.destroy();
  return pages;
}
