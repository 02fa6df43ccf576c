import { Injectable } from '@nestjs/common';
import { Between, In } from 'typeorm';
import { type Passage, placeOf } from '../../domain/content/passage.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ContentPassageRecord } from './content-passage.record.js';
import { ContentReadingRecord } from './content-reading.record.js';

/** A passage with its position in the file, which is also where a page of passages starts. */
export interface PlacedPassage extends Passage {
  readonly position: number;
}

@Injectable()
export class ContentsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  reading(sha256: string): Promise<ContentReadingRecord | null> {
    return this.unitOfWork.reader.findOneBy(ContentReadingRecord, { sha256 });
  }

  /** What is known of these files, by their hash. Files that nobody ordered to be read are left out. */
  async readings(sha256s: readonly string[]): Promise<Map<string, ContentReadingRecord>> {
    if (sha256s.length === 0) return new Map();
    const rows = await this.unitOfWork.reader.findBy(ContentReadingRecord, { sha256: In([...new Set(sha256s)]) });
    return new Map(rows.map((row) => [row.sha256, row]));
  }

  /** Passages of a file that has been read, in their order, from a position on. */
  async passages(sha256: string, from: number, limit: number): Promise<PlacedPassage[]> {
    const reading = await this.reading(sha256);
    if (reading?.state !== 'read' || reading.number === null) return [];
    const rows = await this.unitOfWork.reader.find(ContentPassageRecord, {
      where: { reading: reading.number, position: Between(from, from + limit - 1) },
      order: { position: 'ASC' },
    });
    return rows.map(toPassage);
  }
}

export function toPassage({ position, page, paragraph, sheet, row, part, text }: ContentPassageRecord): PlacedPassage {
  const place = {
    ...{ page: page ?? undefined, paragraph: paragraph ?? undefined, sheet: sheet ?? undefined },
    ...{ row: row ?? undefined, part: part ?? undefined },
  };
  return { position, ...placeOf(place), text };
}
