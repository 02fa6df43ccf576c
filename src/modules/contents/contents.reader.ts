import { Injectable } from '@nestjs/common';
import { Between, In, LessThan } from 'typeorm';
import { type Passage, placeOf } from '../../domain/content/passage.js';
import type { EvidenceLocator } from '../../domain/evidence/locator.js';
import { groupBy } from '../../domain/kernel/group-by.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ContentPassageRecord } from './content-passage.record.js';
import { ContentReadingRecord } from './content-reading.record.js';

/** A passage with its position in the file, which is also where a page of passages starts. */
export interface PlacedPassage extends Passage {
  readonly position: number;
}

/** Of a file in an extract, whatever claims name. */
const FIRST_PASSAGES = 40;

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

  /**
   * The first passages of each of these files, and those at the paragraphs and rows that locators name, by the hash of
   * the file and in its order. Files that have not been read have none.
   */
  async extracts(
    sha256s: readonly string[],
    locators: readonly EvidenceLocator[],
  ): Promise<Map<string, PlacedPassage[]>> {
    const readings = [...(await this.readings(sha256s)).values()];
    const hashes = new Map(readings.flatMap(({ number, sha256 }) => (number === null ? [] : [[number, sha256]])));
    if (hashes.size === 0) return new Map();
    const reading = In([...hashes.keys()]);
    const [paragraphs, rows] = [
      locators.flatMap((one) => one.paragraph ?? []),
      locators.flatMap((one) => one.row ?? []),
    ];
    const found = await this.unitOfWork.reader.find(ContentPassageRecord, {
      where: [
        { reading, position: LessThan(FIRST_PASSAGES) },
        ...(paragraphs.length === 0 ? [] : [{ reading, paragraph: In([...new Set(paragraphs)]) }]),
        ...(rows.length === 0 ? [] : [{ reading, row: In([...new Set(rows)]) }]),
      ],
      order: { reading: 'ASC', position: 'ASC' },
    });
    const byHash = groupBy(found, (passage) => hashes.get(passage.reading) ?? '');
    return new Map([...byHash].map(([sha256, passages]) => [sha256, passages.map(toPassage)]));
  }
}

export function toPassage({ position, page, paragraph, sheet, row, part, text }: ContentPassageRecord): PlacedPassage {
  const place = {
    ...{ page: page ?? undefined, paragraph: paragraph ?? undefined, sheet: sheet ?? undefined },
    ...{ row: row ?? undefined, part: part ?? undefined },
  };
  return { position, ...placeOf(place), text };
}
