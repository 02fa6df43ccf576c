import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { FEEDBACK_AUDIENCES, type FeedbackAudience } from '../../domain/planning/feedback.js';
import type { FeedbackRecord } from './feedback.record.js';

export class WriteFeedbackBody {
  @IsString()
  @Length(1, 10_000)
  @Matches(/\S/, { message: 'text must say something' })
  text: string;

  /**
   * Who may read it: `learner` includes everybody, `assessors` leaves the learner out. Left out, the readers of what it
   * answers, or else the learner; what an IQA writes is always for `assessors`.
   */
  @ApiProperty({ enum: FEEDBACK_AUDIENCES, required: false, nullable: true })
  @IsOptional()
  @IsIn(FEEDBACK_AUDIENCES)
  audience?: FeedbackAudience | null;

  @IsOptional()
  @IsString()
  @Length(1, 20)
  criterion?: string | null;

  /** An item of the learner's that it is about. */
  @IsOptional()
  @IsUUID()
  evidenceId?: string | null;

  /** The message it answers; a learner always answers one. */
  @IsOptional()
  @IsUUID()
  inReplyTo?: string | null;
}

export class FeedbackView {
  id: string;
  authorId: string;
  authorName: string;
  @ApiProperty({ enum: FEEDBACK_AUDIENCES })
  audience: FeedbackAudience;
  text: string;
  criterion: string | null;
  evidenceId: string | null;
  inReplyTo: string | null;
  writtenAt: string;
}

export class FeedbackPage {
  items: FeedbackView[];
  nextCursor: string | null;
}

export function toFeedbackView(message: FeedbackRecord, names: ReadonlyMap<string, string>): FeedbackView {
  const { id, authorId, audience, text, criterion, evidenceId, inReplyTo, writtenAt } = message;
  return {
    ...{ id, authorId, audience, text, criterion, evidenceId, inReplyTo, writtenAt },
    authorName: names.get(authorId) ?? '',
  };
}
