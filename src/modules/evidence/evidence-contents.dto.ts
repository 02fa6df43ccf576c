import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { PassagePlace } from '../../domain/content/passage.js';
import { PRIVACY_KINDS, type PrivacyKind } from '../../domain/content/privacy-scan.js';
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

const namesOf = ({ value }: { value: unknown }): unknown => {
  const given = Array.isArray(value) ? (value as unknown[]) : [value];
  if (!given.every((one) => typeof one === 'string')) return value;
  return given
    .flatMap((one) => one.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
};

export class PrivacyQuery {
  /** People to look for, such as the customers of the case: repeated, or separated by commas. */
  @ApiProperty({ type: 'array', items: { type: 'string', maxLength: 100 }, maxItems: 50, required: false })
  @IsOptional()
  @Transform(namesOf)
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  names?: string[];
}

/** Either a field of the item or a place in one of its files. */
export class WarningPlaceView {
  /** Path in the item, such as `contextStatement` or `record.narrative[0]`. */
  @ApiProperty({ type: 'string', nullable: true })
  field: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  fileId: string | null;
  @ApiProperty({ type: PassagePlaceView, nullable: true })
  locator: PassagePlaceView | null;
}

export class PrivacyWarningView {
  where: WarningPlaceView;
  @ApiProperty({ enum: PRIVACY_KINDS })
  kind: PrivacyKind;
  /** First and last character and the length between them; the whole is not repeated here. */
  excerpt: string;
  /** Where it begins in the field or in the passage that stands there, in characters (UTF-16) from 0. */
  start: number;
}

/** Warnings and no certificate: what is not listed may still be there, above all in `unread` files. */
export class PrivacyWarningsView {
  items: PrivacyWarningView[];
  /** There are more than are listed. */
  hasMore: boolean;
  /** Files whose content has not been seen, or not all of it: recordings, files still waiting or unreadable. */
  unread: string[];
}

export class OtherFileView {
  /** Whether it stands in the same learner's portfolio or in another one of this centre. */
  @ApiProperty({ enum: ['same', 'other'] })
  portfolio: 'same' | 'other';
  /** This and what follows are `null` where you have no part in that portfolio: all you learn is that it is there. */
  @ApiProperty({ type: 'string', nullable: true })
  evidenceId: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  ref: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  learnerId: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  learnerName: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  fileId: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  fileName: string | null;
}

export class IdenticalFileView extends OtherFileView {
  /** The file of this item that has the same bytes. */
  ownFileId: string;
}

export class PlacedTextView {
  locator: PassagePlaceView;
  text: string;
}

export class CoincidenceView {
  here: PlacedTextView;
  /** `null` in a portfolio that you have no part in. */
  @ApiProperty({ type: PlacedTextView, nullable: true })
  there: PlacedTextView | null;
}

export class SimilarFileView extends OtherFileView {
  /** The file of this item whose text is nearly the same. */
  ownFileId: string;
  /** 0 to 1: estimated share of the runs of five words that both have. */
  similarity: number;
  /** Where the two coincide, the longest first, at most ten. */
  passages: CoincidenceView[];
}

/** A question of authenticity for the assessor to ask, never a verdict: learners share forms, letters and quotations. */
export class DuplicatesView {
  identical: IdenticalFileView[];
  /** Texts of at least forty words of which about half or more is the same. */
  similar: SimilarFileView[];
}
