import { Injectable } from '@nestjs/common';
import { EvidenceReader } from './evidence.reader.js';

type Question = (sha256: string) => Promise<boolean>;

/**
 * The one place that knows who else keeps content by its hash. A later room that does (portfolios, unfinished uploads)
 * says so here when it starts, so that no purge takes its bytes.
 */
@Injectable()
export class PurgeDoor {
  private readonly questions: Question[] = [];

  constructor(private readonly reader: EvidenceReader) {}

  /** @param isKept whether the room refers to this content; asked inside the transaction of the purge */
  alsoAsk(isKept: Question): void {
    this.questions.push(isKept);
  }

  async isNeeded(sha256: string): Promise<boolean> {
    if ((await this.reader.countHolding(sha256)) > 0) return true;
    for (const isKept of this.questions) if (await isKept(sha256)) return true;
    return false;
  }
}
