import { compiledWorker, WorkerFailure, WorkerThreads, type WorkerLimits } from '../threads/worker-threads.js';
import type { PdfObstacle } from './open-pdf.js';
import type { PageSize, PaintedPage } from './paint-page.js';
import type { PagesOrder, PagesResult } from './paint-pages.worker.js';

/** For the opening of one file, or for one page of it (S18). */
const LIMITS: WorkerLimits = { memoryMiB: 512, milliseconds: 20_000, idleMilliseconds: 60_000 };

/** The pages of a file as far as they may be shown, or why there are none. */
export type MeasuredPages =
  | { readonly count: number; readonly sizes: readonly (PageSize | null)[] }
  | { readonly obstacle: PdfObstacle | 'took_too_long' | 'no_pages' };

/**
 * Paints pages of strangers' PDFs one by one, in a thread of its own: one that never ends, or takes all memory, costs that
 * page and the rest of its file, and not what it was painted for.
 */
export class PagePainter {
  private readonly threads = new WorkerThreads<PagesOrder, never, PagesResult>(
    compiledWorker(import.meta.url, './paint-pages.worker.js'),
    LIMITS,
  );
  private readonly givenUp = new Set<string>();

  /** @param most pages that are looked at */
  async measure(path: string, most: number): Promise<MeasuredPages> {
    const result = await this.obey({ task: 'measure', path, most });
    if (result === null) return { obstacle: 'took_too_long' };
    if ('obstacle' in result) return result;
    if (!('count' in result)) throw new Error('the thread has painted what it should have measured');
    return result.sizes.length === 0 ? { obstacle: 'no_pages' } : result;
  }

  /** `null` where the page cannot be drawn. */
  async paint(path: string, page: number): Promise<PaintedPage | null> {
    if (this.givenUp.has(path)) return null;
    const result = await this.obey({ task: 'paint', path, page });
    return result !== null && 'painted' in result ? result.painted : null;
  }

  /** Ends the thread; another order would start it again. */
  end(): Promise<void> {
    return this.threads.end();
  }

  private async obey(order: PagesOrder): Promise<PagesResult | null> {
    try {
      return await this.threads.run(order, () => undefined);
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error;
      this.givenUp.add(order.path);
      return null;
    }
  }
}
