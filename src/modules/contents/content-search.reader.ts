import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type PassagePlace, placeOf } from '../../domain/content/passage.js';
import { excerptOf, searchWords } from '../../domain/content/search-words.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ContentPassageRecord } from './content-passage.record.js';
import { ContentReadingRecord } from './content-reading.record.js';
import { ContentWordRecord } from './content-word.record.js';
import { toPassage } from './contents.reader.js';

/** A condition for somebody else's query, and the values that it speaks of. */
export interface SearchCondition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A place in a file where words stand that were searched for. */
export interface ContentHit {
  readonly locator: PassagePlace;
  readonly excerpt: string;
}

export const MOST_HITS = 3;

/** SQLite bears conditions nested a thousand deep. */
const FILES_A_QUERY = 100;

/** A file and the positions of the passages to show of it. */
interface FoundPlaces {
  readonly number: number;
  readonly positions: number[];
}

/** Behind every word that begins so, in the order of bytes. */
const endOfRange = (beginning: string): string => `${beginning}\u{10ffff}`;

/** Searches the words of the files that have been read. What people type is only ever a value. */
@Injectable()
export class ContentSearchReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * The condition that the file whose hash is `column` holds every word of `q`, the last of them at least begun; `null`
   * when `q` has no words. It looks the words up in that file alone, so what it costs grows with the files that are asked
   * about and not with all there are.
   */
  holdsWords(q: string, column: string): SearchCondition | null {
    const words = searchWords(q);
    if (words.length === 0) return null;
    const parameters: Record<string, string> = {};
    const conditions = words.map((word, index) => {
      parameters[`word${index}`] = word;
      if (index < words.length - 1) return this.holds(`holding.word = :word${index}`);
      parameters.wordEnd = endOfRange(word);
      return this.holds(
        `${this.inBytes('holding.word')} >= :word${index} AND ${this.inBytes('holding.word')} < :wordEnd`,
      );
    });
    const sql = `EXISTS (SELECT 1 FROM content_readings found WHERE found.sha256 = ${column} AND ${conditions.join(' AND ')})`;
    return { sql, parameters };
  }

  /** Where the words of `q` stand first in those of these files that hold them all; by hash, at most three of each. */
  async hits(q: string, sha256s: readonly string[]): Promise<Map<string, ContentHit[]>> {
    const words = searchWords(q);
    const last = words.at(-1);
    if (last === undefined || sha256s.length === 0) return new Map();
    const found = await this.positions(words, last, sha256s);
    const passages = await this.passages([...found.values()]);
    return new Map(
      Array.from(found, ([sha256, { number }]) => [
        sha256,
        passages
          .filter(({ reading }) => reading === number)
          .map((row) => ({ locator: placeOf(toPassage(row)), excerpt: excerptOf(row.text, words) })),
      ]),
    );
  }

  /** The passages at these positions, in the order of each file. */
  private async passages(places: readonly FoundPlaces[]): Promise<ContentPassageRecord[]> {
    const passages: ContentPassageRecord[] = [];
    for (let start = 0; start < places.length; start += FILES_A_QUERY) {
      const where = places
        .slice(start, start + FILES_A_QUERY)
        .map(({ number, positions }) => ({ reading: number, position: In(positions) }));
      passages.push(
        ...(await this.unitOfWork.reader.find(ContentPassageRecord, {
          where,
          order: { reading: 'ASC', position: 'ASC' },
        })),
      );
    }
    return passages;
  }

  /** For each file that holds all the words, the passages to show: first those that hold most of them. */
  private async positions(words: readonly string[], last: string, sha256s: readonly string[]) {
    const rows = await this.unitOfWork.reader
      .createQueryBuilder(ContentReadingRecord, 'found')
      .innerJoin(ContentWordRecord, 'holding', 'holding.reading = found.number')
      .select([
        'found.sha256 AS sha256',
        'found.number AS number',
        'holding.word AS word',
        'holding.position AS position',
      ])
      .where('found.sha256 IN (:...sha256s)', { sha256s: [...new Set(sha256s)] })
      .andWhere(
        `(holding.word IN (:...words) OR (${this.inBytes('holding.word')} >= :last AND ${this.inBytes('holding.word')} < :wordEnd))`,
        { words, last, wordEnd: endOfRange(last) },
      )
      .getRawMany<{ sha256: string; number: number; word: string; position: number }>();
    const found = new Map<string, FoundPlaces>();
    for (const sha256 of new Set(rows.map((row) => row.sha256))) {
      const own = rows.filter((row) => row.sha256 === sha256);
      const isWhole = words.every((word) =>
        own.some((row) => row.word === word || (word === last && row.word.startsWith(last))),
      );
      if (!isWhole) continue;
      const weights = new Map<number, number>();
      for (const { position } of own) weights.set(position, (weights.get(position) ?? 0) + 1);
      const positions = [...weights]
        .sort(([a, weightOfA], [b, weightOfB]) => weightOfB - weightOfA || a - b)
        .slice(0, MOST_HITS)
        .map(([position]) => position);
      found.set(sha256, { number: own[0]?.number ?? 0, positions });
    }
    return found;
  }

  private holds(match: string): string {
    return `EXISTS (SELECT 1 FROM content_words holding WHERE holding.reading = found.number AND ${match})`;
  }

  /** SQLite compares bytes as it is; a server has an order of letters of its own. */
  private inBytes(column: string): string {
    return this.unitOfWork.onPostgres ? `${column} COLLATE "C"` : column;
  }
}
