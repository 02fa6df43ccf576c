import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import {
  CASE_STATUSES,
  type CaseStatus,
  type Direction,
  DIRECTIONS,
  PARTIES,
  type Party,
  type Purpose,
  PURPOSES,
} from '../../domain/complaint/complaint-case.js';
import { COMPLAINT_POLICY } from '../../domain/complaint/complaint-policy.js';
import { CASE_EVENTS, type CaseEvent } from '../../domain/complaint/lifecycle.js';
import { type Channel, CHANNELS } from '../../domain/evidence/evidence.js';
import { PageQuery } from '../../platform/http/paging.js';
import { CodeField, MayBeLeftOut, MomentField, TextField, WORDS } from './case-fields.js';

export class AddCommunicationBody {
  @MomentField()
  at: string;

  @CodeField(DIRECTIONS)
  direction: Direction;

  /** With whom. */
  @CodeField(PARTIES)
  party: Party;

  @CodeField(CHANNELS)
  channel: Channel;

  @CodeField(PURPOSES)
  purpose: Purpose;

  @TextField(WORDS)
  summary: string;

  /** Whether everybody could read it (CX14). Left out: no. */
  @MayBeLeftOut()
  @IsBoolean()
  isPublic?: boolean;
}

export class MoveCaseBody {
  @CodeField(CASE_EVENTS)
  event: CaseEvent;

  /** Needed when a case leaves its line, comes back or is re-opened. */
  @TextField(WORDS, { orNull: true })
  reason?: string | null;
}

export class ListComplaintCasesQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  learnerId?: string;

  @ApiProperty({ enum: CASE_STATUSES, required: false })
  @IsOptional()
  @IsIn(CASE_STATUSES)
  status?: CaseStatus;

  /** Words of the complaint, its category, its issue, or the pseudonyms. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class CaseAnalysisQuery {
  /** Whose portfolio; left out, your own. */
  @IsOptional()
  @IsUUID()
  learnerId?: string;

  /** Days within which customers must have complained of the same for it to be repeated. */
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 3_660,
    default: COMPLAINT_POLICY.repeatWindowDays,
    required: false,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_660)
  window?: number;
}

export class ImportCasesQuery {
  /** Whose portfolio; left out, your own. */
  @IsOptional()
  @IsUUID()
  learnerId?: string;

  /** `true` reads the log and says what would be made, and makes nothing. Left out: false. */
  @ApiProperty({ enum: ['true', 'false'], required: false })
  @IsOptional()
  @IsIn(['true', 'false'])
  dryRun?: 'true' | 'false';
}
