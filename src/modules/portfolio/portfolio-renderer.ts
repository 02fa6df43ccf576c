import { open, rm } from 'node:fs/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DocumentManifest } from '../../domain/portfolio/document-manifest.js';
import type { PictureFile } from '../../platform/pdf/pictures.js';
import { compiledWorker, WorkerThreads, type WorkerLimits } from '../../platform/threads/worker-threads.js';
import type { RenderOrder, RenderProgress, RenderResult } from './render-portfolio.worker.js';

/** S18. */
const LIMITS: WorkerLimits = { memoryMiB: 512, milliseconds: 60_000, idleMilliseconds: 60_000 };

/** Draws a portfolio in a worker thread. */
@Injectable()
export class PortfolioRenderer implements OnApplicationShutdown {
  private readonly threads = new WorkerThreads<RenderOrder, RenderProgress, RenderResult>(
    compiledWorker(import.meta.url, './render-portfolio.worker.js'),
    LIMITS,
  );

  /**
   * Writes the PDF of `manifest` to `outPath`, which must not exist yet; nothing is left there when it fails.
   * @param pictures id and stored path of the picture files that the manifest names; one that is left out is listed only
   * @param onProgress pages drawn so far, about every ten pages
   * @throws WorkerFailure when drawing throws, needs more than 512 MiB or takes longer than 60 s
   */
  async render(
    manifest: DocumentManifest,
    pictures: readonly PictureFile[],
    outPath: string,
    onProgress: (pagesDone: number, pages: number) => void,
  ): Promise<{ pages: number }> {
    // Created here and exclusively: only a file of our own is ever removed below.
    await (await open(outPath, 'wx', 0o600)).close();
    try {
      return await this.threads.run({ manifest, pictures, outPath }, ({ pagesDone, pages }) =>
        onProgress(pagesDone, pages),
      );
    } catch (error) {
      await rm(outPath, { force: true });
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.endIdle();
  }
}
