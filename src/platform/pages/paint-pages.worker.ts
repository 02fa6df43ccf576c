import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Answer } from '../threads/worker-threads.js';
import { openPdf, type PdfObstacle } from './open-pdf.js';
import { paintPage, sizesOfPages, type PageSize, type PaintedPage } from './paint-page.js';

export type PagesOrder =
  | { readonly task: 'measure'; readonly path: string; readonly most: number }
  | { readonly task: 'paint'; readonly path: string; readonly page: number };

export type PagesResult =
  | { readonly obstacle: PdfObstacle }
  | { readonly count: number; readonly sizes: readonly (PageSize | null)[] }
  | { readonly painted: PaintedPage | null };

/** Pages of one file are asked for one after the other, so it stays open until another is. */
let opened: { readonly path: string; readonly pdf: PDFDocumentProxy } | null = null;

async function opening(path: string): Promise<PDFDocumentProxy | PdfObstacle> {
  if (opened?.path === path) return opened.pdf;
  await opened?.pdf.loadingTask.destroy();
  opened = null;
  const pdf = await openPdf(path);
  if (typeof pdf !== 'string') opened = { path, pdf };
  return pdf;
}

async function obey(order: PagesOrder): Promise<PagesResult> {
  const pdf = await opening(order.path);
  if (typeof pdf === 'string') return { obstacle: pdf };
  if (order.task === 'paint') return { painted: await paintPage(pdf, order.page) };
  return { count: pdf.numPages, sizes: await sizesOfPages(pdf, order.most) };
}

const port = parentPort!;

for await (const [order] of on(port, 'message')) {
  const answer: Answer<never, PagesResult> = { result: await obey(order as PagesOrder) };
  port.postMessage(answer);
}
