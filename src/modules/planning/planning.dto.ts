import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../domain/evidence/evidence-method.js';

const WORDS = 5_000;
const LONG_WORDS = 10_000;

export class PlanTargetBody {
  /** Criteria that the activity is to serve; one activity may serve many (U40-R10). */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 20, { each: true })
  criteria: string[];

  /** Refused where it is prohibited (U40-R2) or unsuitable for a criterion; where it only corroborates, that is said. */
  @ApiProperty({ enum: EVIDENCE_METHODS })
  @IsIn(EVIDENCE_METHODS)
  method: EvidenceMethod;

  /** What the learner will do. */
  @IsString()
  @Length(1, WORDS)
  activity: string;

  /** Where. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  location?: string | null;

  /** The day by which it is to be shown; not in the past. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  targetDate: string;
}

export class RecordPlanBody {
  /** All that is planned: a new plan supersedes the one before as a whole. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PlanTargetBody)
  targets: PlanTargetBody[];

  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  note?: string | null;

  /** When learner and assessor look at it again; not in the past. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  nextReviewOn: string;
}

/** A learner's word on a plan or a review. An empty one agrees under the usual statement. */
export class LearnerRemarkBody {
  /** What you sign, in your own words. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  statement?: string | null;

  /** Without a statement it is a comment and no agreement. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  comment?: string | null;
}

export class AgreedActionBody {
  /** What the learner is to do. */
  @IsString()
  @Length(1, WORDS)
  @Matches(/\S/, { message: 'text must say what is to be done' })
  text: string;

  /** Not before the review. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  dueOn: string;

  @IsOptional()
  @IsString()
  @Length(1, 20)
  criterion?: string | null;
}

export class RecordReviewBody {
  /** The day it was held; not in the future. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  heldOn: string;

  /** Who took part besides learner and assessor, in words. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  attendees?: string[] | null;

  /** How far the learner has come. */
  @IsString()
  @Length(1, LONG_WORDS)
  @Matches(/\S/, { message: 'progress must say how far the learner has come' })
  progress: string;

  /** To the learner. */
  @IsString()
  @Length(1, LONG_WORDS)
  @Matches(/\S/, { message: 'feedback must say something to the learner' })
  feedback: string;

  /** What was agreed; each becomes an action of the learner's. */
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AgreedActionBody)
  actions: AgreedActionBody[];

  /** After this review. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  nextReviewOn?: string | null;
}
