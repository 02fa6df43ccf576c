import { createWriteStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { PortfolioManifest } from '../../domain/portfolio/manifest.js';
import { renderPdf } from '../../platform/pdf/pdfkit-renderer.js';
import type { PictureFile } from '../../platform/pdf/pictures.js';
import { portfolioDocument } from '../../../templates/portfolio/portfolio.js';

/** What the thread is given when it starts. */
export interface RenderOrder {
  readonly manifest: PortfolioManifest;
  /** Hash of the manifest's canonical JSON, printed in document control and at the foot of every page. */
  readonly manifestSha256: string;
  readonly pictures: readonly PictureFile[];
  /** Empty file that the caller has created. */
  readonly outPath: string;
}

/** What the thread says while it works; `finished` comes once and last. */
export type RenderNews =
  | { readonly kind: 'progress'; readonly pagesDone: number; readonly pages: number }
  | { readonly kind: 'finished'; readonly pages: number };

/** Pages between two messages: often enough for a progress bar, rare enough to cost nothing. */
const PAGES_PER_MESSAGE = 10;

function tell(news: RenderNews): void {
  parentPort?.postMessage(news);
}

const order = workerData as RenderOrder;
const { pages } = await renderPdf(
  portfolioDocument(order.manifest, order.manifestSha256),
  createWriteStream(order.outPath),
  {
    pictures: order.pictures,
    onProgress: (pagesDone, total) => {
      if (pagesDone % PAGES_PER_MESSAGE === 0 || pagesDone === total)
        tell({ kind: 'progress', pagesDone, pages: total });
    },
  },
);
tell({ kind: 'finished', pages });
