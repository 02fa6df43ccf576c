import type { PageLayout } from './page-layout.js';

/** What has to be known of the whole document before its first page can be drawn. */
export interface DocumentPlan {
  readonly pages: number;
  readonly places: ReadonlyMap<string, Place>;
}

export interface Place {
  /** Counted from 0. */
  readonly page: number;
  /** A name of our own: PDFKit sorts names by locale, readers search them by bytes. */
  readonly destination: string;
}

/**
 * Lays the document out once for its numbers alone: how many pages there are, and where each anchor stands. Its pages are
 * laid out again when they are drawn, because to keep them took as much memory as the document has pages.
 */
export function planDocument(pages: Iterable<PageLayout>): DocumentPlan {
  const places = new Map<string, Place>();
  let count = 0;
  for (const page of pages) {
    for (const op of page.ops) {
      if (op.kind !== 'place' || op.anchor === null) continue;
      if (places.has(op.anchor)) throw new Error(`two places are called ${op.anchor}`);
      places.set(op.anchor, { page: count, destination: `place${String(places.size).padStart(6, '0')}` });
    }
    count += 1;
  }
  return { pages: count, places };
}
