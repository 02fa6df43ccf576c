import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  ACTION_SEVERITIES,
  ACTION_SUBJECTS,
  type ActionSeverity,
  type ActionSubject,
  CHECK_ANSWERS,
  type CheckAnswer,
} from '../../domain/sampling/sample-decision.js';
import {
  RECORD_KINDS,
  type RecordKind,
  SAMPLE_STAGES,
  type SampleStage,
} from '../../domain/sampling/sampling-facts.js';
import { SAMPLE_DECISIONS, type SampleDecision } from '../../domain/sign-off/sign-off.js';

const WORDS = 5_000;

export class TakeSampleBody {
  @ApiProperty({ enum: SAMPLE_STAGES })
  @IsIn(SAMPLE_STAGES)
  stage: SampleStage;

  /** Which decisions are looked at. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 20, { each: true })
  criteria: string[];

  /** Why this one; needed when no plan chose it. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  reason?: string | null;

  /** The choice of a plan that this carries out. */
  @IsOptional()
  @IsUUID()
  plannedSampleId?: string | null;
}

const Answer = (): PropertyDecorator => (target, property) => {
  IsIn(CHECK_ANSWERS)(target, property);
  ApiProperty({ enum: CHECK_ANSWERS })(target, property);
};

/** What was checked in the sample, each with its answer (domain.md §4.2). */
export class SampleChecksBody {
  /** Valid, authentic, reliable, current, sufficient. */
  @Answer()
  varcs: CheckAnswer;

  @Answer()
  signaturesAndDates: CheckAnswer;

  @Answer()
  sufficiency: CheckAnswer;

  /** Verb depth. */
  @Answer()
  depth: CheckAnswer;

  @Answer()
  feedbackQuality: CheckAnswer;

  /** Fairness and reasonable adjustments. */
  @Answer()
  fairness: CheckAnswer;

  /** Whether the locators lead to the proof. */
  @Answer()
  locatorTrail: CheckAnswer;
}

export class SampleDecisionBody {
  @IsString()
  @Length(1, 20)
  criterion: string;

  @ApiProperty({ enum: SAMPLE_DECISIONS })
  @IsIn(SAMPLE_DECISIONS)
  decision: SampleDecision;

  /** Needed unless it is simply agreed. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  note?: string | null;
}

export class RaiseActionBody {
  /** `essential` blocks release until it is closed. */
  @ApiProperty({ enum: ACTION_SEVERITIES })
  @IsIn(ACTION_SEVERITIES)
  severity: ActionSeverity;

  @ApiProperty({ enum: ACTION_SUBJECTS })
  @IsIn(ACTION_SUBJECTS)
  against: ActionSubject;

  /** The criterion, or the ref of the evidence; left out for assessor and process. */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  subject?: string | null;

  @IsString()
  @Length(1, WORDS)
  @Matches(/\S/, { message: 'text must say what is to be done' })
  text: string;

  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  dueDate: string;

  /** Who is to do it; left out, whoever made the decision, or else the assessor of the registration. */
  @IsOptional()
  @IsUUID()
  ownerId?: string | null;
}

export class RecordSampleBody {
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => SampleChecksBody)
  checks: SampleChecksBody;

  /** One for each sampled criterion. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SampleDecisionBody)
  decisions: SampleDecisionBody[];

  /** To the assessor. */
  @IsString()
  @Length(1, 10_000)
  @Matches(/\S/, { message: 'feedback must say something to the assessor' })
  feedback: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RaiseActionBody)
  actions?: RaiseActionBody[] | null;

  /** Refs of the evidence looked at; left out, what the sampled decisions rest on. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 20, { each: true })
  evidenceRefs?: string[] | null;

  @ApiProperty({ enum: RECORD_KINDS, isArray: true, required: false, nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(RECORD_KINDS.length)
  @IsIn(RECORD_KINDS, { each: true })
  recordsSeen?: RecordKind[] | null;

  /** What the learner said, where they were asked. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  learnerInterview?: string | null;

  /** Which witness was contacted, how, and what they confirmed. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  witnessContacted?: string | null;
}
