import { Entity } from 'typeorm';
import { IntegerColumn, NumberKeyColumn, TextColumn } from '../../platform/database/columns.js';

/** A piece of a file's text, in the order of the file, and where it stands there. */
@Entity('content_passages')
export class ContentPassageRecord {
  /** `ContentReadingRecord.number`. */
  @NumberKeyColumn()
  reading: number;

  /** From 0. */
  @NumberKeyColumn()
  position: number;

  @IntegerColumn({ nullable: true })
  page: number | null;

  @IntegerColumn({ nullable: true })
  paragraph: number | null;

  @TextColumn({ nullable: true })
  sheet: string | null;

  @IntegerColumn({ nullable: true })
  row: number | null;

  @TextColumn({ nullable: true })
  part: string | null;

  @TextColumn()
  text: string;
}
