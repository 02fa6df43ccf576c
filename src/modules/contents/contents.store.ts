import { Injectable } from '@nestjs/common';
import { bandsOf } from '../../domain/content/similarity.js';
import type { Passage } from '../../domain/content/passage.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ContentBandRecord } from './content-band.record.js';
import { ContentPassageRecord } from './content-passage.record.js';
import { ContentReadingRecord } from './content-reading.record.js';
import { ContentWordRecord } from './content-word.record.js';
import type { IndexedWord } from './read-content.worker.js';

@Injectable()
export class ContentsStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds a reading unless somebody else has just added one of the same bytes. */
  async addReading(reading: ContentReadingRecord): Promise<void> {
    const { manager } = this.unitOfWork;
    await manager.createQueryBuilder().insert().into(ContentReadingRecord).values(reading).orIgnore().execute();
  }

  /**
   * The number of a file that is going to be read, with nothing left under it by an earlier try. The caller serialises
   * on `NUMBERING`.
   */
  async number({ sha256, number }: ContentReadingRecord): Promise<number> {
    if (number !== null) {
      await this.clear(number);
      return number;
    }
    const last = await this.unitOfWork.manager
      .createQueryBuilder(ContentReadingRecord, 'reading')
      .select('MAX(reading.number)', 'number')
      .getRawOne<{ number: number | null }>();
    const next = (last?.number ?? 0) + 1;
    // A reading that was forgotten while it went on may have left rows under its number.
    await this.clear(next);
    await this.unitOfWork.update(ContentReadingRecord, { sha256 }, { number: next });
    return next;
  }

  /** Leaves nothing of a reading. */
  async forget({ sha256, number }: Pick<ContentReadingRecord, 'sha256' | 'number'>): Promise<void> {
    if (number !== null) await this.clear(number);
    await this.unitOfWork.delete(ContentReadingRecord, { sha256 });
  }

  private async clear(number: number): Promise<void> {
    await this.unitOfWork.delete(ContentPassageRecord, { reading: number });
    await this.unitOfWork.delete(ContentWordRecord, { reading: number });
    await this.unitOfWork.delete(ContentBandRecord, { reading: number });
  }

  /** @param first position of the first of them in the file */
  addPassages(reading: number, first: number, passages: readonly Passage[]): Promise<void> {
    const rows = passages.map(({ page, paragraph, sheet, row, part, text }, index) => ({
      ...{ reading, position: first + index, text },
      ...{ page: page ?? null, paragraph: paragraph ?? null, sheet: sheet ?? null },
      ...{ row: row ?? null, part: part ?? null },
    }));
    return this.unitOfWork.insert(ContentPassageRecord, rows);
  }

  addWords(reading: number, words: readonly IndexedWord[]): Promise<void> {
    return this.unitOfWork.insert(
      ContentWordRecord,
      words.map(([word, position]) => ({ reading, word, position })),
    );
  }

  /** Says how the reading ended; from then on the file can be compared with others. */
  async finish(sha256: string, number: number | null, ending: Partial<ContentReadingRecord>): Promise<void> {
    // Given up while it was being read: nothing of it may stay.
    if (!(await this.unitOfWork.manager.existsBy(ContentReadingRecord, { sha256 }))) {
      if (number !== null) await this.clear(number);
      return;
    }
    if (number !== null && ending.signature) {
      const bands = bandsOf(ending.signature).map((hash, band) => ({ reading: number, band, hash }));
      await this.unitOfWork.insert(ContentBandRecord, bands);
    }
    await this.unitOfWork.update(ContentReadingRecord, { sha256 }, ending);
  }
}

/** Only one file is given its number at a time. */
export const NUMBERING = ['contents:numbering'];
