import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { placeOf } from '../../domain/content/passage.js';
import {
  READING_REASONS,
  READING_STATES,
  type ReadingReason,
  type ReadingState,
} from '../../domain/content/reading.js';
import { CHANNELS, type Channel, type Setting, SETTINGS } from '../../domain/evidence/evidence.js';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import type { Json } from '../../domain/kernel/canonical-json.js';
import type { Anonymiser } from '../../domain/standardisation/anonymise.js';
import type { ContentReadingRecord } from '../contents/content-reading.record.js';
import type { PlacedPassage } from '../contents/contents.reader.js';
import type { SharedEvidenceRecord } from './shared-evidence.record.js';
import type { ShownEvidence } from './sharing-desk.js';

export class SharedTextQuery {
  /** How many passages at most, 1 to 100. */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 100, default: 50, required: false })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
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

export class SharedLocatorView {
  page?: number;
  paragraph?: number;
  sheet?: string;
  row?: number;
  from?: string;
  to?: string;
  note?: string;
}

export class SharedClaimView {
  criterion: string;
  @ApiProperty({ type: SharedLocatorView, nullable: true })
  locator: SharedLocatorView | null;
}

export class SharedFileView {
  /** What it is known by here; its name may name somebody. */
  number: number;
  mediaType: string;
  kind: string;
  /** How far its text has been taken from it. */
  @ApiProperty({ enum: READING_STATES })
  state: ReadingState;
  @ApiProperty({ enum: READING_REASONS, nullable: true })
  reason: ReadingReason | null;
  pageCount: number | null;
  /** Length of a recording in whole seconds. */
  durationSeconds: number | null;
  wordCount: number | null;
  /** Made anew without people's data. */
  isRedactedCopy: boolean;
  /** Whether the file itself may be had, beside its text. */
  isShared: boolean;
}

/** A piece of evidence without anybody's name, as far as names are known. Looked at and confirmed by the facilitator. */
export class SharedEvidenceView {
  /** From 1; all that it is known by in the exercise. */
  number: number;
  @ApiProperty({ enum: EVIDENCE_METHODS })
  method: EvidenceMethod;
  /** YYYY-MM; two of them joined by " to " where the activity went on. */
  activityMonth: string;
  @ApiProperty({ enum: SETTINGS })
  setting: Setting;
  @ApiProperty({ enum: CHANNELS, nullable: true })
  channel: Channel | null;
  contextStatement: string;
  /** The form of its method as it was filled in; names of fields are masked as well. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  record: Json;
  /** Where it is said to show the criteria of the exercise. */
  claims: SharedClaimView[];
  files: SharedFileView[];
  /** SHA-256 of everything above but the number and the files. */
  sheetSha256: string;
}

export class SharedPassageView {
  page?: number;
  paragraph?: number;
  sheet?: string;
  row?: number;
  /** Part of an e-mail. */
  part?: string;
  text: string;
}

export class SharedTextView {
  @ApiProperty({ enum: READING_STATES })
  state: ReadingState;
  @ApiProperty({ enum: READING_REASONS, nullable: true })
  reason: ReadingReason | null;
  /** In the order of the file, and empty until it is `read`. */
  passages: SharedPassageView[];
  @ApiProperty({ type: 'string', nullable: true })
  nextCursor: string | null;
}

export function toSharedEvidenceView(
  { number, shareRedactedFiles }: SharedEvidenceRecord,
  { sheet, sheetSha256, files }: ShownEvidence,
  readings: ReadonlyMap<string, ContentReadingRecord>,
): SharedEvidenceView {
  const { method, activityMonth, setting, channel, contextStatement, record, claims } = sheet;
  return {
    ...{ number, method, activityMonth, setting, channel, contextStatement, record, sheetSha256 },
    claims: claims.map(({ criterion, locator }) => ({ criterion, locator: locator && { ...locator } })),
    files: files.map(({ number: fileNumber, sha256, mediaType, kind, isRedactedCopy }) => {
      const reading = readings.get(sha256);
      return {
        ...{ number: fileNumber, mediaType, kind, isRedactedCopy },
        isShared: shareRedactedFiles && isRedactedCopy,
        state: reading?.state ?? 'waiting',
        reason: reading?.reason ?? null,
        pageCount: reading?.pageCount ?? null,
        durationSeconds: reading?.durationSeconds ?? null,
        wordCount: reading?.wordCount ?? null,
      };
    }),
  };
}

/** @param passages fetched one longer than the page */
export function toSharedTextView(
  reading: ContentReadingRecord | null,
  passages: readonly PlacedPassage[],
  limit: number,
  anonymiser: Anonymiser,
): SharedTextView {
  const next = passages[limit];
  return {
    state: reading?.state ?? 'waiting',
    reason: reading?.reason ?? null,
    passages: passages.slice(0, limit).map((passage) => {
      const { sheet, part, ...place } = placeOf(passage);
      return {
        ...place,
        // A sheet may be called after a customer, and an attachment after anybody.
        ...(sheet === undefined ? {} : { sheet: anonymiser.text(sheet) }),
        ...(part === undefined ? {} : { part: anonymiser.text(part) }),
        text: anonymiser.text(passage.text),
      };
    }),
    nextCursor: next ? String(next.position) : null,
  };
}
