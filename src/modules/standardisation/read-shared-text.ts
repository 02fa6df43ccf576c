import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { ContentsReader } from '../contents/contents.reader.js';
import { SharedEvidenceDesk } from './shared-evidence-desk.js';
import { type SharedTextView, toSharedTextView } from './shared-evidence.dto.js';

const DEFAULT_PASSAGES = 50;

export interface SharedTextPlace {
  readonly number: number;
  readonly file: number;
  /** Position to begin at. */
  readonly from?: number;
  readonly limit?: number;
}

/** Shows the text of a file of shared evidence, masked like everything else of it. */
@Injectable()
export class ReadSharedText {
  constructor(
    private readonly desk: SharedEvidenceDesk,
    private readonly contents: ContentsReader,
  ) {}

  async run(
    actor: Actor,
    eventId: string,
    { number, file, from = 0, limit = DEFAULT_PASSAGES }: SharedTextPlace,
  ): Promise<SharedTextView> {
    const opened = await this.desk.open(actor, eventId, number);
    const { sha256 } = await this.desk.file(opened, file);
    const reading = await this.contents.reading(sha256);
    const passages = await this.contents.passages(sha256, from, limit + 1);
    return toSharedTextView(reading, passages, limit, opened.anonymiser);
  }
}
