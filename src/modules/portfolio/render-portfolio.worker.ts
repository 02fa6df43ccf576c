import { on } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { DocumentManifest } from '../../domain/portfolio/document-manifest.js';
import { renderPdf } from '../../platform/pdf/pdfkit-renderer.js';
import type { PictureFile } from '../../platform/pdf/pictures.js';
import type { Answer } from '../../platform/threads/worker-threads.js';
import { finishedDocument } from './finished-document.js';

export interface RenderOrder {
  readonly manifest: DocumentManifest;
  readonly pictures: readonly PictureFile[];
  /** Empty file that the caller has created. */
  readonly outPath: string;
}

export interface RenderProgress {
  readonly pagesDone: number;
  readonly pages: number;
}

export interface RenderResult {
  readonly pages: number;
}

/** Between two messages: often enough for a progress bar and to be known to be alive, rare enough to cost nothing. */
const NEWS_EVERY_MS = 200;

const port = parentPort!;

function say(answer: Answer<RenderProgress, RenderResult>): void {
  port.postMessage(answer);
}

function draw({ manifest, pictures, outPath }: RenderOrder): Promise<RenderResult> {
  let saidAt = -Infinity;
  return renderPdf(finishedDocument(manifest), createWriteStream(outPath), {
    pictures,
    onProgress: (pagesDone, pages) => {
      const now = performance.now();
      const isLast = pagesDone === pages && pages > 0;
      if (now - saidAt < NEWS_EVERY_MS && !isLast) return;
      saidAt = now;
      say({ news: { pagesDone, pages } });
    },
  });
}

// An order that fails ends the thread, and the next one gets a new thread.
for await (const [order] of on(port, 'message')) say({ result: await draw(order as RenderOrder) });
