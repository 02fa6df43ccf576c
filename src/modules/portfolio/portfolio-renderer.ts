import { open, rm } from 'node:fs/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DocumentManifest } from '../../domain/portfolio/document-manifest.js';
import type { PictureFile } from '../../platform/pdf/pictures.js';
import { compiledWorker, WorkerThreads, type WorkerLimits } from '../../platform/threads/worker-threads.js';
import type { RenderOrder, RenderProgress, RenderResult } from './render-portfolio.worker.js';

/**
 * S18: a drawing that says nothing for a minute has stalled. One that gets on may take as long as no honest portfolio does:
 * 2,000 pages take a minute or two.
 */
const LIMITS: WorkerLimits = {
  memoryMiB: 512,
  silentMilliseconds: 60_000,
  milliseconds: 60 * 60_000,
  idleMilliseconds: 60_000,
};

/** Who hears how far a drawing has come, and can stop it. */
export interface RenderWatch {
  /** Pages drawn so far, a few times a second; 0 of 0 while it is not known how many there will be. */
  readonly onProgress: (pagesDone: number, pages: number) => void;
  readonly signal: AbortSignal;
}

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
   * @throws WorkerFailure when drawing throws, needs more than 512 MiB, or gets no further for a minute; whatever
   *   `signal` is aborted with
   */
  async render(
    manifest: DocumentManifest,
    pictures: readonly PictureFile[],
    outPath: string,
    { onProgress, signal }: RenderWatch,
  ): Promise<{ pages: number }> {
    // Created here and exclusively: only a file of our own is ever removed below.
    await (await open(outPath, 'wx', 0o600)).close();
    try {
      return await this.threads.run(
        { manifest, pictures, outPath },
        ({ pagesDone, pages }) => onProgress(pagesDone, pages),
        signal,
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
