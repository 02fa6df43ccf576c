import { Injectable } from '@nestjs/common';
import { type PassagePlace, placeOf } from '../../domain/content/passage.js';
import type { PrivacyFinding } from '../../domain/content/privacy-scan.js';
import { ContentsReader } from './contents.reader.js';
import { WeighingDesk } from './weighing-desk.js';

/** Passages looked through at once: a quarter of a million characters at most. */
const PASSAGES_AT_ONCE = 128;

export interface PlacedFinding extends PrivacyFinding {
  /** `start` counts from the beginning of the passage that stands there. */
  readonly locator: PassagePlace;
}

/** Looks for people's data in texts, beside the event loop. */
@Injectable()
export class ContentPrivacyReader {
  constructor(
    private readonly contents: ContentsReader,
    private readonly desk: WeighingDesk,
  ) {}

  /** What each text shows, in the order of the texts. */
  inTexts(texts: readonly string[], names: readonly string[]): Promise<readonly (readonly PrivacyFinding[])[]> {
    return this.desk.scan(texts, names);
  }

  /** What a file that has been read shows, passage by passage, until `most` have been found. */
  async inFile(sha256: string, names: readonly string[], most: number): Promise<PlacedFinding[]> {
    const found: PlacedFinding[] = [];
    for (let from = 0; found.length < most; from += PASSAGES_AT_ONCE) {
      const passages = await this.contents.passages(sha256, from, PASSAGES_AT_ONCE);
      if (passages.length === 0) break;
      const findings = await this.desk.scan(
        passages.map(({ text }) => text),
        names,
      );
      passages.forEach((passage, index) => {
        for (const finding of findings[index] ?? []) found.push({ ...finding, locator: placeOf(passage) });
      });
    }
    return found.slice(0, most);
  }
}
