import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
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
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  EXERCISE_OUTCOMES,
  EXERCISE_STATES,
  type ExerciseOutcome,
  type ExerciseState,
} from '../../domain/standardisation/exercise.js';
import { PageQuery } from '../../platform/http/paging.js';

export const WORDS = 5_000;
const MOST_CRITERIA = 50;
export const MOST_PIECES = 10;
export const MOST_ANSWERS = MOST_CRITERIA * MOST_PIECES;
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** May be left out, but not emptied. */
const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

export class ListExercisesQuery extends PageQuery {
  /** Key of the unit, such as U40. */
  @IsOptional()
  @IsString()
  @MaxLength(10)
  unit?: string;

  @ApiProperty({ enum: EXERCISE_STATES, required: false })
  @IsOptional()
  @IsIn(EXERCISE_STATES)
  state?: ExerciseState;
}

export class CoverQuery {
  /** Key of the unit, such as U40. */
  @IsString()
  @MaxLength(10)
  unit: string;
}

export class ShareEvidenceBody {
  /** One version of an item that has been handed in and that you may read; pinned to the hash of its content. */
  @IsUUID()
  evidenceId: string;

  /** Whether participants get its redacted copies themselves; otherwise only the masked text. Originals are never shared. */
  @IsOptional()
  @IsBoolean()
  shareRedactedFiles?: boolean;
}

export class ArrangeExerciseBody {
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'title must say what the exercise is' })
  title: string;

  /** Key of the unit, such as U40. */
  @IsString()
  @Matches(/^[A-Z0-9]{2,10}$/)
  unit: string;

  /** What is decided on, each on every piece of evidence. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CRITERIA)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 20, { each: true })
  criteria: string[];

  /** The day of the meeting, as it is planned. */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  heldOn: string;

  /** The last day for individual decisions; afterwards the facilitator may reveal over those who have not decided. */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  dueBy: string;

  /** Numbered from 1 in this order. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PIECES)
  @ArrayUnique((shared: Partial<ShareEvidenceBody> | null) => shared?.evidenceId)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ShareEvidenceBody)
  evidence: ShareEvidenceBody[];

  /** Who decides: assessors, trainee assessors and IQAs of the centre, at least two; never a learner whose evidence it is. */
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  participantIds: string[];

  /** An IQA who prepares, opens and signs it; left out, yourself. May decide as well when named among the participants. */
  @IsOptional()
  @IsUUID()
  facilitatorId?: string | null;

  /** Names to mask besides those that the registrations and the evidence know, such as nicknames and customers. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  alsoMask?: string[];

  /** Names that are words as well, such as "price": alone they are masked only where they begin with a capital letter. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(1, 100, { each: true })
  ordinaryWords?: string[];
}

/** Before it opens. Whoever is in it and what is shared stay: that would be another exercise. */
export class ChangeExerciseBody extends PartialType(
  OmitType(ArrangeExerciseBody, ['unit', 'criteria', 'evidence', 'participantIds', 'facilitatorId'] as const),
  { skipNullProperties: false },
) {}

export class OpenExerciseBody {
  /** "I have looked at everything that participants will see, and nobody is named in it." Must be true. */
  @IsBoolean()
  anonymityConfirmed: boolean;
}

/** What is said on one criterion of one piece of evidence. */
export class ExerciseAnswerBody {
  @IsString()
  @Length(1, 20)
  criterion: string;

  /** Which piece of evidence it is about, by its number; may be left out where there is only one. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_PIECES)
  evidence?: number | null;

  /** `none`: the evidence says nothing about it. */
  @ApiProperty({ enum: EXERCISE_OUTCOMES })
  @IsIn(EXERCISE_OUTCOMES)
  outcome: ExerciseOutcome;
}

export class BlindAnswerBody extends ExerciseAnswerBody {
  /** Why; needed unless the outcome is `none`. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  rationale?: string | null;

  /** What is missing, where something is. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  gapNoted?: string | null;
}

export class DecideBlindBody {
  /** One for each criterion on each piece of evidence, all at once. */
  @IsArray()
  @ArrayMaxSize(MOST_ANSWERS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => BlindAnswerBody)
  decisions: BlindAnswerBody[];
}

export class RevealBody {
  /** Why the rest is not waited for. */
  @IsString()
  @MaxLength(WORDS)
  reason: string;
}
