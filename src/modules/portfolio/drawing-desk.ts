import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { DocumentManifest } from '../../domain/portfolio/document-manifest.js';
import { FileStore } from '../../platform/files/file-store.js';
import { DocumentSigner } from '../../platform/signing/document-signer.js';
import { EvidenceReader } from '../evidence/evidence.reader.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { ClearWorkshop } from './clear-workshop.js';
import type { PortfolioExportRecord } from './portfolio-export.record.js';
import { PortfolioRenderer, type RenderWatch } from './portfolio-renderer.js';
import type { StoredPicture } from './portfolio-manifest.record.js';

const MAX_PDF_BYTES = 8 * 1024 ** 3;

/** Draws a finished manifest into the content store, signed by its centre unless it is a draft. */
@Injectable()
export class DrawingDesk {
  constructor(
    private readonly clearWorkshop: ClearWorkshop,
    private readonly renderer: PortfolioRenderer,
    private readonly files: FileStore,
    private readonly evidence: EvidenceReader,
    private readonly identity: IdentityReader,
    private readonly signer: DocumentSigner,
  ) {}

  /**
   * @returns hash of the stored PDF and its number of pages
   * @throws SigningFailure; whatever `watch.signal` is aborted with
   */
  async draw(
    { id: exportId, centreId }: Pick<PortfolioExportRecord, 'id' | 'centreId'>,
    manifest: DocumentManifest,
    pictures: readonly StoredPicture[],
    watch: RenderWatch,
  ): Promise<{ sha256: string; pages: number }> {
    const workshop = await this.clearWorkshop.run(exportId);
    const folder = await mkdtemp(join(workshop, `${exportId}-`));
    try {
      const path = join(folder, 'portfolio.pdf');
      // What was purged since the order is listed and no longer shown.
      const present = await this.evidence.holdingBytes(pictures.map(({ fileId }) => fileId));
      const located = await Promise.all(
        pictures
          .filter(({ fileId }) => present.includes(fileId))
          .map(async ({ fileId, sha256 }) => ({ id: fileId, path: await this.files.localPath(sha256) })),
      );
      const { pages } = await this.renderer.render(manifest, located, path, watch);
      watch.signal.throwIfAborted();
      // A draft promises nothing, so nobody signs it.
      if (manifest.kind === 'signed_off') await this.signer.sign(path, await this.identity.centre(centreId));
      const received = await this.files.receive(addAbortSignal(watch.signal, createReadStream(path)), {
        maxBytes: MAX_PDF_BYTES,
      });
      await received.keep();
      return { sha256: received.sha256, pages };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
