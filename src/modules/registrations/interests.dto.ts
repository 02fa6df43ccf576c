import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { INTEREST_KINDS, type InterestKind } from '../../domain/access/declared-interest.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { InterestRecord } from './interest.record.js';

export class DeclareInterestBody {
  /** Whose interest; left out, your own. */
  @IsOptional()
  @IsUUID()
  personId?: string;

  @IsUUID()
  learnerId: string;

  @ApiProperty({ enum: INTEREST_KINDS })
  @IsIn(INTEREST_KINDS)
  kind: InterestKind;
}

export class EndInterestBody {
  /** Why it no longer stands: declared by mistake, or what has changed. */
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'reason must say why it no longer stands' })
  reason: string;
}

export class ListInterestsQuery extends PageQuery {
  /** Whose interests. */
  @IsOptional()
  @IsUUID()
  personId?: string;

  /** Interests in whom. */
  @IsOptional()
  @IsUUID()
  learnerId?: string;
}

export class InterestView {
  id: string;
  personId: string;
  personName: string;
  learnerId: string;
  learnerName: string;
  @ApiProperty({ enum: INTEREST_KINDS })
  kind: InterestKind;
  declaredAt: string;
  /** While it is, the person neither assesses nor verifies nor witnesses for the learner (SOD6). */
  isInForce: boolean;
  endedAt: string | null;
  endedByName: string | null;
  endingReason: string | null;
}

export class InterestPage {
  items: InterestView[];
  nextCursor: string | null;
}

export function toInterestView(interest: InterestRecord, names: ReadonlyMap<string, string>): InterestView {
  const { id, personId, learnerId, kind, declaredAt, endedAt, endedById, endingReason } = interest;
  const nameOf = (person: string): string => names.get(person) ?? '';
  return {
    ...{ id, personId, learnerId, kind, declaredAt, endedAt, endingReason },
    personName: nameOf(personId),
    learnerName: nameOf(learnerId),
    isInForce: endedAt === null,
    endedByName: endedById === null ? null : nameOf(endedById),
  };
}
