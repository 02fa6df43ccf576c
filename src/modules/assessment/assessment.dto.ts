import { ApiProperty, OmitType } from '@nestjs/swagger';
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
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  ASSESSOR_STATUSES,
  type AssessorStatus,
  COUNTERSIGNATURE_RESULTS,
  type CountersignatureResult,
  JUDGEMENT_OUTCOMES,
  type JudgementOutcome,
} from '../../domain/judgement/judgement.js';
import type { JudgementEntry } from './judgements.reader.js';

export class RecordJudgementBody {
  @IsString()
  @MaxLength(20)
  criterion: string;

  @ApiProperty({ enum: JUDGEMENT_OUTCOMES })
  @IsIn(JUDGEMENT_OUTCOMES)
  outcome: JudgementOutcome;

  /** What the decision rests on; for `not_yet_met` and `referred` the feedback. */
  @IsString()
  @Length(1, 10_000)
  rationale: string;

  /** The evidence it rests on. */
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  evidenceIds: string[];

  /** Why the warnings may stand; sampled by the IQA in any case. */
  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  overrideReason?: string | null;

  /** What the learner is to do next. */
  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  action?: string | null;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  targetDate?: string | null;
}

/** One judgement of a batch. */
export class BatchedJudgementBody extends OmitType(RecordJudgementBody, ['evidenceIds'] as const) {
  /** The evidence it rests on; left out, that of the batch. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  evidenceIds?: string[] | null;
}

export class RecordJudgementBatchBody {
  /** The evidence that each judgement rests on which names none itself, such as one observation (U40-R10). */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  evidenceIds?: string[] | null;

  /** Each becomes an entry of the ledger of its own, in this order; a criterion is judged once. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => BatchedJudgementBody)
  judgements: BatchedJudgementBody[];
}

export class CountersignBody {
  @IsIn(['agreed', 'refused'])
  result: 'agreed' | 'refused';

  /** Needed with a refusal. */
  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  note?: string | null;
}

export class CountersignatureView {
  countersignerId: string;
  countersignerName: string;
  /** `released`: a lead IQA gave it effect once its assessor was qualified. */
  @ApiProperty({ enum: COUNTERSIGNATURE_RESULTS })
  result: CountersignatureResult;
  /** Of a refusal and a release the reason. */
  note: string | null;
  at: string;
}

export class JudgementView {
  id: string;
  /** Position in the ledger, from 1. */
  sequence: number;
  criterion: string;
  @ApiProperty({ enum: JUDGEMENT_OUTCOMES })
  outcome: JudgementOutcome;
  assessorId: string;
  assessorName: string;
  /** Standing at the time; a trainee's judgement is provisional until countersigned. */
  @ApiProperty({ enum: ASSESSOR_STATUSES })
  assessorStatus: AssessorStatus;
  decidedAt: string;
  rationale: string;
  evidenceIds: string[];
  overrideReason: string | null;
  action: string | null;
  targetDate: string | null;
  countersignature: CountersignatureView | null;
}

export class JudgementPage {
  items: JudgementView[];
  nextCursor: string | null;
}

export function toJudgementView(entry: JudgementEntry, names: ReadonlyMap<string, string>): JudgementView {
  const { id, sequence, criterion, outcome, assessorId, assessorStatus, decidedAt } = entry;
  const { rationale, evidenceIds, overrideReason, action, targetDate, countersignature } = entry;
  return {
    ...{ id, sequence, criterion, outcome, assessorId, assessorStatus, decidedAt },
    ...{ rationale, overrideReason, action, targetDate },
    evidenceIds: [...evidenceIds],
    assessorName: names.get(assessorId) ?? '',
    countersignature: countersignature && {
      ...countersignature,
      countersignerName: names.get(countersignature.countersignerId) ?? '',
    },
  };
}
