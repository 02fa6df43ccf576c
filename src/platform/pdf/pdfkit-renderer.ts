import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { AttachedFiles } from './attached-files.js';
import type { BlockDocument } from './blocks.js';
import { planDocument } from './document-plan.js';
import { PageDrawing } from './draw-pages.js';
import { layoutPages } from './layout-document.js';
import type { PageLayout } from './page-layout.js';
import { openTaggedPdf } from './pdfkit-document.js';
import type { PictureFile } from './pictures.js';
import { plainText, safeText } from './safe-text.js';
import { boundWords } from './shared-fonts.js';
import { TextMeasure } from './text-measure.js';

export interface RenderOptions {
  /** Files that figures and pages may name; one that is missing or unreadable is said to be so on the page. */
  readonly pictures: readonly PictureFile[];
  /** Called often: as 0 of 0 while the pages are laid out, then for each that is drawn. */
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
    const sizes = await files.sizes(() => options.onProgress(0, 0));
    function* pages(onText: () => void): Generator<PageLayout> {
      for (const page of layoutPages(document, sizes, measure, onText)) {
        boundWords(pdf);
        yield page;
      }
    }
    const plan = planDocument(pages(() => options.onProgress(0, 0)));
    const reference = plainText(safeText(document.reference, (codePoint) => measure.hasGlyph(codePoint, 'regular')));
    const furniture = { reference, imprint: document.imprint, watermark: document.watermark };
    const drawing = new PageDrawing(pdf, plan, furniture, measure);
    let drawn = 0;
    for (const [page, next] of withNext(pages(() => options.onProgress(drawn, plan.pages)))) {
      if (out.destroyed) break;
      drawing.drawPage(page, next, await files.picturesOf(page));
      while (pdf.readableLength > BUFFERED_BYTES && !out.destroyed) await nextTurn();
      drawn += 1;
      options.onProgress(drawn, plan.pages);
    }
    pdf.end();
    await written;
    return { pages: plan.pages };
  } finally {
    await files.close();
  }
}

/** Each page with the one after it: a section that goes on there is not over. */
function* withNext(pages: Iterable<PageLayout>): Generator<[page: PageLayout, next: PageLayout | undefined]> {
  let before: PageLayout | undefined;
  for (const page of pages) {
    if (before !== undefined) yield [before, page];
    before = page;
  }
  if (before !== undefined) yield [before, undefined];
}
