import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { ACTION_STATUSES, type ActionStatus } from '../../domain/sampling/sample-decision.js';
import { PageQuery } from '../../platform/http/paging.js';

export class ListActionsQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  ownerId?: string;

  @IsOptional()
  @IsUUID()
  registrationId?: string;

  @ApiProperty({ enum: ACTION_STATUSES, required: false })
  @IsOptional()
  @IsIn(ACTION_STATUSES)
  status?: ActionStatus;
}

export class AnswerActionBody {
  /** What was done about it. */
  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'response must say what was done' })
  response: string;
}

export class CloseActionBody {
  /** What the IQA saw that settles it. */
  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'note must say what settles it' })
  note: string;
}
