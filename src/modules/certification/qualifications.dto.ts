import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import {
  DIRECT_CLAIMS_STATUSES,
  type DirectClaimsStatus,
  hasDirectClaims,
  QUALIFICATION_NUMBER,
} from '../../domain/certification/qualification.js';
import type { QualificationWithHistory } from './certification.reader.js';

export class CreateQualificationBody {
  /** Qualification number as Ofqual gives it, such as 601/6718/X. */
  @IsString()
  @Matches(QUALIFICATION_NUMBER, { message: 'number must look like 601/6718/X' })
  number: string;

  @IsString()
  @Length(1, 300)
  @Matches(/\S/, { message: 'title must not be blank' })
  title: string;

  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'awardingOrganisation must not be blank' })
  awardingOrganisation: string;

  /** Keys of the units that the centre claims for it, such as U40. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(/^[A-Z0-9]{2,10}$/, { each: true })
  units: string[];
}

export class RecordDirectClaimsBody {
  /** What the awarding organisation said: the centre may claim certificates directly, or no longer (§4.5). */
  @ApiProperty({ enum: DIRECT_CLAIMS_STATUSES })
  @IsIn(DIRECT_CLAIMS_STATUSES)
  status: DirectClaimsStatus;

  /** Day from which they mean it; not in the future, and not before the last entry. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  on: string;

  /** Their letter or message. */
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'reference must name where they said it' })
  reference: string;
}

export class DirectClaimsEntryView {
  @ApiProperty({ enum: DIRECT_CLAIMS_STATUSES })
  status: DirectClaimsStatus;
  on: string;
  reference: string;
  recordedById: string;
  recordedByName: string;
  recordedAt: string;
}

export class QualificationView {
  id: string;
  /** Qualification number: 601/6718/X. */
  number: string;
  title: string;
  awardingOrganisation: string;
  units: string[];
  /** Whether the centre may claim directly now: what the last entry of the history says, `false` without one. */
  hasDirectClaims: boolean;
  /** Every entry ever, oldest first. */
  directClaimsHistory: DirectClaimsEntryView[];
  createdAt: string;
}

export class QualificationPage {
  items: QualificationView[];
  nextCursor: string | null;
}

export function toQualificationView(
  { qualification, history }: QualificationWithHistory,
  names: ReadonlyMap<string, string>,
): QualificationView {
  const { id, number, title, awardingOrganisation, units, createdAt } = qualification;
  return {
    ...{ id, number, title, awardingOrganisation, units: [...units], createdAt },
    hasDirectClaims: hasDirectClaims(history),
    directClaimsHistory: history.map(({ status, effectiveOn, reference, recordedById, recordedAt }) => ({
      ...{ status, on: effectiveOn, reference, recordedById, recordedAt },
      recordedByName: names.get(recordedById) ?? '',
    })),
  };
}
