import { ApiExtraModels, ApiProperty, getSchemaPath, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import {
  type Channel,
  CHANNELS,
  CUSTOMER_TYPES,
  type CustomerType,
  EVIDENCE_STATUSES,
  type EvidenceStatus,
  type Redaction,
  REDACTIONS,
  type Setting,
  SETTINGS,
  type Storage,
  STORAGES,
} from '../../domain/evidence/evidence.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { MethodRecord } from './evidence.record.js';
import { RECORD_BODIES } from './forms/record-bodies.js';

/** May be absent, but not `null`: there is no empty value of it. (`IsOptional` lets `null` through.) */
const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_body: object, value: unknown) => value !== undefined);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const RECORDS = Object.values(RECORD_BODIES);

@ApiExtraModels(...RECORDS)
export class CreateEvidenceBody {
  /** Whose portfolio; left out, your own. */
  @IsOptional()
  @IsUUID()
  learnerId?: string;

  /** How the evidence came about; cannot change after submission. */
  @ApiProperty({ enum: EVIDENCE_METHODS })
  @IsIn(EVIDENCE_METHODS)
  method: EvidenceMethod;

  @IsString()
  @Length(1, 200)
  title: string;

  /** What happened, where, and the learner's part in it. Pseudonyms for customers. */
  @IsString()
  @Length(1, 10_000)
  contextStatement: string;

  /** When the work was done, not when it was written up. */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  activityFrom: string;

  /** Left out: one day's work. */
  @IsOptional()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  activityTo?: string | null;

  @ApiProperty({ enum: SETTINGS })
  @IsIn(SETTINGS)
  setting: Setting;

  /** For knowledge: tied to the learner's own organisation (U40-R3). Left out, true exactly in the workplace. */
  @MayBeLeftOut()
  @IsBoolean()
  workplaceContext?: boolean;

  @ApiProperty({ enum: CHANNELS, required: false, nullable: true })
  @IsOptional()
  @IsIn(CHANNELS)
  channel?: Channel | null;

  @ApiProperty({ enum: CUSTOMER_TYPES, required: false, nullable: true })
  @IsOptional()
  @IsIn(CUSTOMER_TYPES)
  customerType?: CustomerType | null;

  /** Pseudonyms of complaint cases, such as C-001. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,39}$/u, { each: true })
  caseRefs?: string[];

  /** `in_situ`: held by the employer and described in `record.inSitu`. Left out: embedded. */
  @ApiProperty({ enum: STORAGES, required: false })
  @MayBeLeftOut()
  @IsIn(STORAGES)
  storage?: Storage;

  /** State of customers' personal data. Left out: pending for products and complaint records, else not needed. */
  @ApiProperty({ enum: REDACTIONS, required: false })
  @MayBeLeftOut()
  @IsIn(REDACTIONS)
  redaction?: Redaction;

  /** The form of the method, filled in as far as it goes; boxes of a centre's own pass beside those it knows. */
  @ApiProperty({
    // Not oneOf: half a form may be half of several.
    anyOf: RECORDS.map((record) => ({ $ref: getSchemaPath(record) })),
    required: false,
    nullable: true,
  })
  @IsOptional()
  @IsObject()
  record?: MethodRecord | null;
}

/** Left out keeps a field, `null` clears it where it may be empty. */
export class EditEvidenceBody extends PartialType(OmitType(CreateEvidenceBody, ['learnerId'] as const), {
  skipNullProperties: false,
}) {}

export class ListEvidenceQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  learnerId?: string;

  /** Only what claims on this registration. */
  @IsOptional()
  @IsUUID()
  registrationId?: string;

  @ApiProperty({ enum: EVIDENCE_STATUSES, required: false })
  @IsOptional()
  @IsIn(EVIDENCE_STATUSES)
  status?: EvidenceStatus;

  @ApiProperty({ enum: EVIDENCE_METHODS, required: false })
  @IsOptional()
  @IsIn(EVIDENCE_METHODS)
  method?: EvidenceMethod;

  /** Words of the title, the context, the ref, or the text of the files; `hits` says where in them. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class LocatorBody {
  @IsOptional()
  @IsInt()
  @Min(1)
  page?: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  paragraph?: number;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  sheet?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  row?: number;

  /** Start in a recording, hh:mm:ss. */
  @IsOptional()
  @IsString()
  @MaxLength(8)
  from?: string;

  /** End in a recording, hh:mm:ss. */
  @IsOptional()
  @IsString()
  @MaxLength(8)
  to?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300)
  note?: string;
}

/** Claims of one item; a unit has far fewer criteria. */
export const MAX_CLAIMS = 200;

export class ClaimBody {
  @IsUUID()
  registrationId: string;

  /** Code of the criterion, such as 2.7. */
  @IsString()
  @MaxLength(20)
  criterion: string;

  /** Left out: all facets of the criterion. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  facets?: string[];

  /** Where in the item the proof stands. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LocatorBody)
  locator?: LocatorBody | null;

  /** One line: why this shows the criterion. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  rationale?: string | null;
}
