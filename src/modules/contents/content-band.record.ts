import { Entity, Index } from 'typeorm';
import { CodeColumn, NumberKeyColumn } from '../../platform/database/columns.js';

/** A band of a text's MinHash: two texts that share one are worth comparing (`domain/content/similarity.ts`). */
@Entity('content_bands')
@Index('ix_content_bands_hash', ['band', 'hash'])
export class ContentBandRecord {
  /** `ContentReadingRecord.number`. */
  @NumberKeyColumn()
  reading: number;

  /** From 0. */
  @NumberKeyColumn()
  band: number;

  @CodeColumn()
  hash: string;
}
