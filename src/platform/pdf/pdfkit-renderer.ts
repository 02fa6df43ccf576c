import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { AttachedFiles } from './attached-files.js';
import type { BlockDocument } from './blocks.js';
import { PageDrawing } from './draw-pages.js';
import { layoutDocument } from './layout-document.js';
import { openTaggedPdf } from './pdfkit-document.js';
import type { PictureFile } from './pictures.js';
import { plainText, safeText } from './safe-text.js';
import { TextMeasure } from './text-measure.js';

export interface RenderOptions {
  /** Files that figures and pages may name; one that is missing or unreadable is said to be so on the page. */
  readonly pictures: readonly PictureFile[];
  readonly onProgress: (pagesDone: number, pages: number) => void;
}

/** PDFKit ignores back-pressure; beyond this many bytes not yet taken, drawing waits for the writer. */
const BUFFERED_BYTES = 1_000_000;

/**
 * Draws a document as a tagged PDF 1.7, built to PDF/A-3a and PDF/UA-1, and resolves when the last byte is written. The same document and pictures give
 * the same bytes. It computes for as long as it draws: call it in a worker thread, never beside HTTP.
 */
export async function renderPdf(
  document: BlockDocument,
  out: Writable,
  options: RenderOptions,
): Promise<{ pages: number }> {
  const pdf = openTaggedPdf({
    title: plainText(document.title),
    subject: plainText(document.subject),
    author: plainText(document.author),
    producer: document.producer,
    language: document.language,
    createdAt: document.createdAt,
    conforms: true,
    own: document.properties ?? [],
  });
  for (const { name, mediaType: type, description, content } of document.attachments ?? []) {
    const [creationDate, modifiedDate] = [new Date(document.createdAt), new Date(document.createdAt)];
    const fixed = { name, type, description, relationship: 'Data', creationDate, modifiedDate } as const;
    pdf.file(Buffer.from(content), fixed);
  }
  const written = finished(out);
  // Seen here so that it is never unhandled; the caller hears of it from the last line.
  written.catch(() => undefined);
  pdf.pipe(out);
  const measure = new TextMeasure(pdf);
  const files = new AttachedFiles(document, options.pictures);
  try {
    const laidOut = layoutDocument(document, await files.sizes(), measure);
    const reference = plainText(safeText(document.reference, (codePoint) => measure.hasGlyph(codePoint, 'regular')));
    const furniture = { reference, imprint: document.imprint, watermark: document.watermark };
    const drawing = new PageDrawing(pdf, laidOut, furniture, measure);
    for (let index = 0; index < laidOut.pages.length && !out.destroyed; index += 1) {
      drawing.drawPage(index, await files.picturesOf(laidOut.pages[index]!));
      while (pdf.readableLength > BUFFERED_BYTES && !out.destroyed) await nextTurn();
      options.onProgress(index + 1, laidOut.pages.length);
    }
    pdf.end();
    await written;
    return { pages: laidOut.pages.length };
  } finally {
    await files.close();
  }
}
