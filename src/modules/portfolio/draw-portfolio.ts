import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { PortfolioManifest } from '../../domain/portfolio/manifest.js';
import { ENV } from '../../platform/config/config.module.js';
import type { Env } from '../../platform/config/env.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { StoredPicture } from './portfolio-facts.reader.js';
import { PortfolioRenderer } from './portfolio-renderer.js';

const MAX_PDF_BYTES = 8 * 1024 ** 3;

/** Draws a finished manifest into the content store. */
@Injectable()
export class DrawPortfolio {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly renderer: PortfolioRenderer,
    private readonly files: FileStore,
  ) {}

  /** @returns hash of the stored PDF and its number of pages */
  async run(
    exportId: string,
    manifest: PortfolioManifest,
    pictures: readonly StoredPicture[],
    onProgress: (pagesDone: number, pagesTotal: number) => void,
  ): Promise<{ sha256: string; pages: number }> {
    await this.clearAway(exportId);
    const folder = await mkdtemp(join(this.workshop, `${exportId}-`));
    try {
      const path = join(folder, 'portfolio.pdf');
      const located = await Promise.all(
        pictures.map(async ({ fileId, sha256 }) => ({ id: fileId, path: await this.files.localPath(sha256) })),
      );
      const { pages } = await this.renderer.render(manifest, located, path, onProgress);
      const received = await this.files.receive(createReadStream(path), { maxBytes: MAX_PDF_BYTES });
      await received.keep();
      return { sha256: received.sha256, pages };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Removes what earlier tries left when their process was killed. An order comes again after a kill, so none stays. */
  async clearAway(exportId: string): Promise<void> {
    await mkdir(this.workshop, { recursive: true });
    for (const name of await readdir(this.workshop)) {
      if (name.startsWith(exportId)) await rm(join(this.workshop, name), { recursive: true, force: true });
    }
  }

  private get workshop(): string {
    return join(this.env.dataDir, 'tmp');
  }
}
