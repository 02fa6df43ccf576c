import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { GatheredText } from './gathered-text.js';
import { recogniseText } from './text-recognition.js';
import { UnreadableFile } from './unreadable-file.js';

/** S13. Beyond it pages are counted and not read. */
const MOST_PAGES = 2_000;
/** Scanned pages whose text is recognised: some seconds each, and a file has sixty in all. */
const MOST_SCANNED_PAGES = 12;
/** Time after which no further page is painted. */
const RECOGNITION_BUDGET_MS = 30_000;
/** Fewer letters than these on a page are a stamp or a page number on a scan. */
const FEWEST_LETTERS = 16;
const SCAN_SIDE = 2_400;

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** A PDF page by page. Scripts in it are not run, fonts and pictures are not fetched. */
export async function readPdfFile(path: string, gathered: GatheredText): Promise<void> {
  const document = await open(path);
  try {
    gathered.pageCount = document.numPages;
    const scanned: number[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      if (number > MOST_PAGES || gathered.isFull) {
        gathered.isCutShort = true;
        break;
      }
      const page = await document.getPage(number);
      const text = await textOf(page);
      gathered.add({ page: number }, text);
      if ((text.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS && (await isPainted(page))) scanned.push(number);
      page.cleanup();
    }
    await readScannedPages(document, scanned, gathered);
  } finally {
    await document.loadingTask.destroy();
  }
}

async function open(path: string): Promise<PDFDocumentProxy> {
  try {
    return await getDocument({
      data: new Uint8Array(await readFile(path)),
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      cMapUrl: join(PACKAGE, 'cmaps/'),
      standardFontDataUrl: join(PACKAGE, 'standard_fonts/'),
      wasmUrl: join(PACKAGE, 'wasm/'),
      verbosity: VerbosityLevel.ERRORS,
    }).promise;
  } catch (error) {
    throw new UnreadableFile((error as Error).name === 'PasswordException' ? 'encrypted' : 'damaged', { cause: error });
  }
}

async function textOf(page: PDFPageProxy): Promise<string> {
  try {
    const { items } = await page.getTextContent();
    return items.map((piece) => ('str' in piece ? `${piece.str}${piece.hasEOL ? '\n' : ''}` : '')).join('');
  } catch (error) {
    throw new UnreadableFile('damaged', { cause: error });
  }
}

/** Whether anything is drawn on the page: an empty one has no text to be missed. */
async function isPainted(page: PDFPageProxy): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  return fnArray.length > 0;
}

async function readScannedPages(
  document: PDFDocumentProxy,
  pages: readonly number[],
  gathered: GatheredText,
): Promise<void> {
  const startedAt = performance.now();
  for (const [index, number] of pages.entries()) {
    if (index >= MOST_SCANNED_PAGES || performance.now() - startedAt > RECOGNITION_BUDGET_MS) {
      gathered.hasUnreadParts = true;
      return;
    }
    const text = await recogniseText(await paint(await document.getPage(number)));
    if (text === null) {
      gathered.hasUnreadParts = true;
      return;
    }
    gathered.add({ page: number }, text);
  }
}

async function paint(page: PDFPageProxy): Promise<Buffer> {
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: SCAN_SIDE / Math.max(width, height) });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  // pdf.js speaks of the browser's canvas; this one has the same face.
  await page.render({ canvas: canvas as never, viewport }).promise;
  page.cleanup();
  return canvas.encode('png');
}
