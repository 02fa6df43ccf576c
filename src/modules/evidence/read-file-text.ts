import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { ContentsReader } from '../contents/contents.reader.js';
import type { FileTextView } from './evidence-contents.dto.js';
import { OpenFile } from './open-file.js';
import { toReadingView, WAITING } from './to-reading-view.js';

const DEFAULT_PASSAGES = 100;

/** Shows the text of a file to whoever may have the file itself. */
@Injectable()
export class ReadFileText {
  constructor(
    private readonly openFile: OpenFile,
    private readonly contents: ContentsReader,
  ) {}

  async run(
    actor: Actor,
    {
      id,
      fileId,
      cursor: from = 0,
      limit = DEFAULT_PASSAGES,
    }: { id: string; fileId: string; cursor?: number; limit?: number },
  ): Promise<FileTextView> {
    const file = await this.openFile.run(actor, id, fileId);
    const reading = await this.contents.reading(file.sha256);
    const found = await this.contents.passages(file.sha256, from, limit + 1);
    const next = found[limit];
    return {
      ...(reading ? toReadingView(reading) : WAITING),
      passages: found.slice(0, limit).map(({ position: _, ...passage }) => passage),
      nextCursor: next ? String(next.position) : null,
    };
  }
}
