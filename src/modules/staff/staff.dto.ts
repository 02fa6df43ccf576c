import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import {
  QUALIFICATION_KINDS,
  QUALIFICATION_STATUSES,
  type QualificationKind,
  type QualificationStatus,
} from '../../domain/staff/qualification.js';

export class RecordQualificationBody {
  /** Whether it entitles to assess or to verify, or shows that somebody knows the occupation. */
  @ApiProperty({ enum: QUALIFICATION_KINDS })
  @IsIn(QUALIFICATION_KINDS)
  kind: QualificationKind;

  /** As on the certificate. */
  @IsString()
  @Length(1, 300)
  @Matches(/\S/, { message: 'title must not be blank' })
  title: string;

  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'awardingOrganisation must not be blank' })
  awardingOrganisation: string;

  @ApiProperty({ enum: QUALIFICATION_STATUSES })
  @IsIn(QUALIFICATION_STATUSES)
  status: QualificationStatus;

  /** Needed for one that is held; not in the future. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  awardedOn?: string | null;

  /** Only for one that is held; some old certificates have none. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  certificateNumber?: string | null;

  /** Needed for one that is worked towards; not in the future. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  startedOn?: string | null;

  /** When it is to be reached; left out, 18 months after it was started. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  targetOn?: string | null;

  /** The day on which you saw the original certificate; without it the record waits to be confirmed. Not for your own. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  originalSeenOn?: string | null;

  /** The record of this person that this one takes the place of once it is confirmed, of the same kind. */
  @IsOptional()
  @IsUUID()
  followsId?: string | null;
}

export class ConfirmQualificationBody {
  /** The day on which you saw the original certificate; needed for one that is held, and only there. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  originalSeenOn?: string | null;
}

export class RecordCompetenceBody {
  /** Key of the unit: U40. */
  @IsString()
  @Length(1, 20)
  unit: string;

  /** What the person knows and can do of the occupation that the unit is about. */
  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'statement must not be blank' })
  statement: string;

  /** What that rests on: years in the job, a reference, an occupational qualification. */
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'basis must not be blank' })
  basis: string;
}

export class LinkCountersignerBody {
  /** The qualified assessor who countersigns and mentors. */
  @IsUUID()
  qualifiedId: string;

  /** First day. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  from: string;

  /** Last day; left out, until the link is ended. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  until?: string | null;
}

export class EndStaffRecordBody {
  /** Why it no longer stands. */
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'reason must say why it no longer stands' })
  reason: string;
}
