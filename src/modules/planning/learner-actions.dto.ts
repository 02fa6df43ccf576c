import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import {
  ACTION_ORIGINS,
  type ActionOrigin,
  CLOSURE_CAUSES,
  type ClosureCause,
  isOverdue,
  LEARNER_ACTION_STATUSES,
  type LearnerActionStatus,
} from '../../domain/planning/learner-action.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { LearnerActionRecord } from './learner-action.record.js';

export class ListLearnerActionsQuery extends PageQuery {
  @ApiProperty({ enum: LEARNER_ACTION_STATUSES, required: false })
  @IsOptional()
  @IsIn(LEARNER_ACTION_STATUSES)
  status?: LearnerActionStatus;
}

export class AnswerLearnerActionBody {
  /** What you did. */
  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'response must say what you did' })
  response: string;
}

export class CloseLearnerActionBody {
  /** What settles it. */
  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  note?: string | null;
}

export class LearnerActionView {
  id: string;
  registrationId: string;
  @ApiProperty({ enum: ACTION_ORIGINS })
  origin: ActionOrigin;
  /** Id of the review, the judgement or the evidence it comes from. */
  originId: string;
  criterion: string | null;
  text: string;
  /** `null` for evidence that came back: it has no day of its own. */
  dueOn: string | null;
  isOverdue: boolean;
  @ApiProperty({ enum: LEARNER_ACTION_STATUSES })
  status: LearnerActionStatus;
  raisedById: string;
  raisedByName: string;
  raisedAt: string;
  /** What the learner says they did. */
  response: string | null;
  respondedAt: string | null;
  /** Who or what closed it: `assessor`, or by itself `criterion_met`, `judgement_void`, `evidence_accepted`. */
  @ApiProperty({ enum: CLOSURE_CAUSES, nullable: true })
  closureCause: ClosureCause | null;
  closureNote: string | null;
  /** Who closed it, or did what settled it. */
  closedByName: string | null;
  closedAt: string | null;
}

export class LearnerActionPage {
  items: LearnerActionView[];
  nextCursor: string | null;
}

/** @param today YYYY-MM-DD */
export function toLearnerActionView(
  action: LearnerActionRecord,
  names: ReadonlyMap<string, string>,
  today: string,
): LearnerActionView {
  const { id, registrationId, origin, originId, criterion, text, dueOn, raisedById, raisedAt } = action;
  const { response, respondedAt, closureCause, closureNote, closedById, closedAt } = action;
  return {
    ...{ id, registrationId, origin, originId, criterion, text, dueOn, raisedById, raisedAt },
    ...{ response, respondedAt, closureCause, closureNote, closedAt },
    isOverdue: isOverdue(action, today),
    status: closedAt === null ? 'open' : 'done',
    raisedByName: names.get(raisedById) ?? '',
    closedByName: closedById && (names.get(closedById) ?? ''),
  };
}
