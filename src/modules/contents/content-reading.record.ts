import { Check, Entity, Unique } from 'typeorm';
import {
  READING_STATES,
  type ReadingReason,
  type ReadingState,
  type SheetFacts,
} from '../../domain/content/reading.js';
import {
  CodeColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  Sha256KeyColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/**
 * One stored file and how far it has been read. Known by its bytes alone: whoever holds them, and however often, they are
 * read once.
 */
@Entity('content_readings')
@Unique('uq_content_readings_number', ['number'])
@Check('ck_content_readings_state', `"state" IN (${READING_STATES.map((state) => `'${state}'`).join(', ')})`)
export class ContentReadingRecord {
  @Sha256KeyColumn()
  sha256: string;

  /** Short name of the file in the tables of its words, which are many; `null` until it is being read. */
  @IntegerColumn({ nullable: true })
  number: number | null;

  /** As it was decided when the bytes first came in. */
  @TextColumn()
  mediaType: string;

  @CodeColumn()
  state: ReadingState;

  @CodeColumn({ nullable: true })
  reason: ReadingReason | null;

  @IntegerColumn({ nullable: true })
  pageCount: number | null;

  @IntegerColumn({ nullable: true })
  paragraphCount: number | null;

  @IntegerColumn({ nullable: true })
  durationSeconds: number | null;

  @IntegerColumn({ nullable: true })
  wordCount: number | null;

  @JsonColumn({ nullable: true })
  sheets: SheetFacts[] | null;

  /** MinHash of the text; `null` when it is too short to be compared. */
  @JsonColumn({ nullable: true })
  signature: number[] | null;

  @InstantColumn()
  orderedAt: string;

  @InstantColumn({ nullable: true })
  readAt: string | null;
}
