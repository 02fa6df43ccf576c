import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { PassagePlace } from '../../domain/content/passage.js';
import {
  READING_REASONS,
  READING_STATES,
  type ReadingReason,
  type ReadingState,
} from '../../domain/content/reading.js';

/** Where in a file something stands. */
export class PassagePlaceView implements PassagePlace {
  /** From 1; a slide counts as a page. */
  page?: number;
  /** The number printed before it where a document numbers its paragraphs; elsewhere from 1, blank ones not counted. */
  paragraph?: number;
  /** Name of the sheet of a workbook. */
  sheet?: string;
  /** As spreadsheets count. */
  row?: number;
  /** Part of an e-mail: `subject`, `body` or the name of an attachment. */
  part?: string;
}

export class PassageView extends PassagePlaceView {
  text: string;
}

/** How far the text of a file has been taken from it. */
export class ReadingView {
  @ApiProperty({ enum: READING_STATES })
  state: ReadingState;
  /** Why it could not be read, or not wholly: `parts_without_text` and `cut_short` go with `read`. */
  @ApiProperty({ enum: READING_REASONS, nullable: true })
  reason: ReadingReason | null;
  pageCount: number | null;
  /** Length of a recording in whole seconds. */
  durationSeconds: number | null;
  wordCount: number | null;
}

export class FileTextQuery {
  /** How many passages at most, 1 to 500. */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 500, default: 100, required: false })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit?: number;

  /** `nextCursor` of the page before. */
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 1_000_000, required: false })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  cursor?: number;
}

export class FileTextView extends ReadingView {
  /** In the order of the file, and empty until it is `read`. Long ones are cut: several may stand at one place. */
  passages: PassageView[];
  @ApiProperty({ type: 'string', nullable: true })
  nextCursor: string | null;
}
