import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { NEAR_IDENTICAL, type SharedPassage, similarityOf } from '../../domain/content/similarity.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ContentBandRecord } from './content-band.record.js';
import { ContentReadingRecord } from './content-reading.record.js';
import { ContentsReader } from './contents.reader.js';
import { WeighingDesk } from './weighing-desk.js';

/** Texts that share most bands are looked at; behind them come those that share a form and little else. */
const MOST_CANDIDATES = 200;
/** Some hundred dense pages of either text are laid side by side. */
const MOST_PASSAGES = 400;

/** Another file with nearly the same words. */
export interface AlikeFile {
  readonly sha256: string;
  /** 0 to 1, estimated. */
  readonly similarity: number;
}

/** Finds files that say nearly the same. */
@Injectable()
export class ContentLikenessReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contents: ContentsReader,
    private readonly desk: WeighingDesk,
  ) {}

  /** Near-identical texts of other bytes, most alike first; none for a file with fewer than forty words. */
  async alike(sha256: string): Promise<AlikeFile[]> {
    const own = await this.contents.reading(sha256);
    if (!own?.signature || own.number === null) return [];
    const signature = own.signature;
    const rivals = await this.unitOfWork.reader
      .createQueryBuilder(ContentBandRecord, 'own')
      .innerJoin(ContentBandRecord, 'rival', 'rival.band = own.band AND rival.hash = own.hash')
      .select('rival.reading', 'reading')
      .where('own.reading = :reading AND rival.reading <> :reading', { reading: own.number })
      .groupBy('rival.reading')
      .orderBy('COUNT(*)', 'DESC')
      .limit(MOST_CANDIDATES)
      .getRawMany<{ reading: number }>();
    if (rivals.length === 0) return [];
    const readings = await this.unitOfWork.reader.find(ContentReadingRecord, {
      select: { sha256: true, signature: true },
      where: { number: In(rivals.map(({ reading }) => reading)) },
    });
    return readings
      .map((rival) => ({ sha256: rival.sha256, similarity: similarityOf(signature, rival.signature ?? []) }))
      .filter(({ similarity }) => similarity >= NEAR_IDENTICAL)
      .sort((a, b) => b.similarity - a.similarity);
  }

  /** The passages in which two files coincide, the longest first. */
  async shared(here: string, there: string): Promise<readonly SharedPassage[]> {
    return this.desk.compare(
      await this.contents.passages(here, 0, MOST_PASSAGES),
      await this.contents.passages(there, 0, MOST_PASSAGES),
    );
  }
}
