import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
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
  ValidateNested,
} from 'class-validator';
import { DAY, ExerciseAnswerBody, MOST_ANSWERS, MOST_PIECES, WORDS } from './standardisation.dto.js';

export class AgreedAnswerBody extends ExerciseAnswerBody {
  /** What led to it; needed unless the outcome is `none`. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  reasoning?: string | null;
}

export class ExerciseActionBody {
  @IsString()
  @Length(1, WORDS)
  @Matches(/\S/, { message: 'text must say what is to be done' })
  text: string;

  /** An active member of staff. */
  @IsUUID()
  ownerId: string;

  /** Not before today. */
  @Matches(DAY)
  @IsISO8601({ strict: true })
  dueOn: string;
}

export class ConcludeExerciseBody {
  /** What was agreed, one for each criterion on each piece of evidence. */
  @IsArray()
  @ArrayMaxSize(MOST_ANSWERS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AgreedAnswerBody)
  agreed: AgreedAnswerBody[];

  @IsString()
  @Length(1, 20_000)
  @Matches(/\S/, { message: 'minutes must say what was discussed' })
  minutes: string;

  /** The day on which the meeting was held, where it is not the one that was planned; not in the future. */
  @IsOptional()
  @Matches(DAY)
  @IsISO8601({ strict: true })
  heldOn?: string | null;

  /** Participants and facilitator who were there. */
  @IsArray()
  @ArrayMaxSize(60)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  attendeeIds: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ExerciseActionBody)
  actions?: ExerciseActionBody[] | null;
}

export class DissentBody {
  @IsString()
  @Length(1, WORDS)
  @Matches(/\S/, { message: 'note must say what you do not share' })
  note: string;

  /** Left out when it is about the whole. */
  @IsOptional()
  @IsString()
  @Length(1, 20)
  criterion?: string | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_PIECES)
  evidence?: number | null;
}

export class AnswerExerciseActionBody {
  /** What was done about it. */
  @IsString()
  @Length(1, WORDS)
  @Matches(/\S/, { message: 'response must say what was done' })
  response: string;
}

export class CloseExerciseActionBody {
  /** What settles it. */
  @IsString()
  @Length(1, WORDS)
  @Matches(/\S/, { message: 'note must say what settles it' })
  note: string;
}
