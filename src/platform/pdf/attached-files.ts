import { PagePainter, type MeasuredPages } from '../pages/page-painter.js';
import type { BlockDocument } from './blocks.js';
import type { FilePagePicture } from './draw-pages.js';
import type { FileSizes } from './layout-file-pages.js';
import type { DrawOp, FilePageOp, PageLayout } from './page-layout.js';
import { encodePicture, pictureSize, type PictureFile, type PictureSize } from './pictures.js';

/** What one page shows of attached files. */
export interface PagePictures {
  readonly figures: ReadonlyMap<string, Buffer>;
  readonly filePage: FilePagePicture | null;
}

const isFilePage = (op: DrawOp): op is FilePageOp => op.kind === 'file-page';

/** The files that a document shows: measured before it is laid out, and read page by page while it is drawn. */
export class AttachedFiles {
  private readonly paths: ReadonlyMap<string, string>;
  private readonly painter = new PagePainter();
  /** Of PDFs, with how many of their pages are shown at most. */
  private readonly mostPages: ReadonlyMap<string, number>;

  constructor(document: BlockDocument, files: readonly PictureFile[]) {
    this.paths = new Map(files.map(({ id, path }) => [id, path]));
    const blocks = document.sections.flatMap((section) => section.blocks);
    this.mostPages = new Map(
      blocks.flatMap((block) =>
        block.kind === 'file-pages' && block.form === 'pdf' ? [[block.fileId, block.most]] : [],
      ),
    );
  }

  /** @param onFile called before each, so that somebody hears that it gets on */
  async sizes(onFile: () => void): Promise<FileSizes> {
    const pictures = new Map<string, PictureSize>();
    const documents = new Map<string, MeasuredPages>();
    for (const [id, path] of this.paths) {
      onFile();
      const most = this.mostPages.get(id);
      if (most !== undefined) documents.set(id, await this.painter.measure(path, most));
      else {
        const size = await pictureSize(path);
        if (size !== undefined) pictures.set(id, size);
      }
    }
    return { pictures, documents };
  }

  async picturesOf({ ops }: PageLayout): Promise<PagePictures> {
    const figures = new Map<string, Buffer>();
    for (const op of ops) {
      if (op.kind !== 'picture') continue;
      const picture = await encodePicture(this.paths.get(op.pictureId)!);
      if (picture !== undefined) figures.set(op.pictureId, picture);
    }
    const op = ops.find(isFilePage);
    return { figures, filePage: op === undefined ? null : await this.pageOf(op) };
  }

  close(): Promise<void> {
    return this.painter.end();
  }

  private async pageOf({ fileId, form, page }: FilePageOp): Promise<FilePagePicture | null> {
    const path = this.paths.get(fileId)!;
    if (form === 'picture') {
      const picture = await encodePicture(path);
      return picture === undefined ? null : { picture, text: [] };
    }
    const painted = await this.painter.paint(path, page);
    return painted && { picture: Buffer.from(painted.picture), text: painted.text };
  }
}
