import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { ZipArchive } from '../../platform/bag/zip-archive.js';
import { FileStore, type ReceivedFile } from '../../platform/files/file-store.js';
import { PackageFiles } from '../../platform/files/partial-files.js';
import { decideMediaType, type MediaType } from '../../platform/files/media-type.js';
import { MalwareScanner } from '../../platform/malware/malware-scanner.js';
import type { ArrivingFile, ArrivingPackage } from './arriving-package.js';
import type { PortfolioImportRecord } from './portfolio-import.record.js';
import { readArrivingPackage } from './read-arriving-package.js';
import { refused } from './read-document.js';

/** A file of a package that is in the content store now. */
export type TakenFile = ArrivingFile & Pick<MediaType, 'mediaType'> & { readonly type: MediaType | null };

/**
 * Takes the files of a package into the content store, one at a time and through the same doors as an upload: what a file
 * is, its bytes say, and with a scanner nothing comes in that it has not called clean.
 */
@Injectable()
export class TakingDesk {
  constructor(
    private readonly packages: PackageFiles,
    private readonly files: FileStore,
    private readonly scanner: MalwareScanner,
  ) {}

  /**
   * The package, looked through again: it has lain on a disk since.
   * @throws DomainError IMPORT_REFUSED
   */
  read({ uploadId }: PortfolioImportRecord): Promise<ArrivingPackage> {
    return readArrivingPackage(this.packages.folder.pathOf(uploadId), this.files);
  }

  /**
   * Bytes only: until rows name them nobody can see them.
   * @throws DomainError IMPORT_REFUSED for a file that could not be uploaded here; FILE_INFECTED; UNAVAILABLE, STORAGE_FULL
   */
  async take({ uploadId }: PortfolioImportRecord, { files }: ArrivingPackage): Promise<TakenFile[]> {
    const archive = await ZipArchive.open(this.packages.folder.pathOf(uploadId));
    const folder = archive.paths[0]?.split('/')[0] ?? '';
    const taken: TakenFile[] = [];
    try {
      for (const file of files) {
        const content = Readable.from(archive.read(`${folder}/data/${file.path}`));
        const received = await this.files.receive(content, { maxBytes: file.size });
        try {
          const type = await this.typeOf(file, received);
          await this.assertClean(file, received);
          await received.keep();
          taken.push({ ...file, mediaType: type?.mediaType ?? documentType(file.path), type });
        } finally {
          await received.discard();
        }
      }
    } finally {
      archive.close();
    }
    return taken;
  }

  private async typeOf({ path, name, kind, sha256 }: ArrivingFile, received: ReceivedFile): Promise<MediaType | null> {
    if (received.sha256 !== sha256)
      throw refused('The package changed on its way.', [{ path, message: 'has changed' }]);
    if (kind === 'document') return null;
    try {
      return await decideMediaType(kind === 'portfolio' ? 'portfolio.pdf' : name, received);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw refused(`${path} could not be uploaded here.`, [{ path, message: error.message }]);
    }
  }

  private async assertClean({ path }: ArrivingFile, { path: place }: ReceivedFile): Promise<void> {
    if (!this.scanner.isConfigured) return;
    let verdict: 'clean' | 'infected';
    try {
      verdict = await this.scanner.scan(createReadStream(place));
    } catch {
      const message = `The malware scanner gives no verdict on ${path}: it cannot be reached, or takes no file so long.`;
      throw new DomainError('UNAVAILABLE', message);
    }
    if (verdict === 'clean') return;
    const message = `${path} holds malware; nothing of the package was taken in.`;
    throw new DomainError('FILE_INFECTED', message, [{ path, message: 'holds malware' }]);
  }
}

const documentType = (path: string): string => (path.endsWith('.html') ? 'text/html' : 'application/json');
