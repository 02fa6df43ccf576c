import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
} from 'class-validator';

/** Units in one claim: each is looked at whole, in one transaction. */
const UNITS_AT_ONCE = 50;

export class PrepareClaimBody {
  /** The qualification of which the certificates are claimed. */
  @IsUUID()
  qualificationId: string;

  /** Registrations whose released units are claimed: all of them or none. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(UNITS_AT_ONCE)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  registrationIds: string[];

  /** The centre's own name for the claim. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  reference?: string | null;

  /** The external verifier's release; needed while direct-claims status is not in force (§4.5). */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'eqaReleaseReference must not be blank' })
  eqaReleaseReference?: string | null;
}

export class SubmitClaimBody {
  /** The awarding organisation's reference of the claim. */
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'aoReference must not be blank' })
  aoReference: string;

  /** Day on which it was claimed; not in the future. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  claimedOn: string;
}

export class RecordCertificateBody {
  /** Number of the certificate, or of the batch of certificates. */
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'number must not be blank' })
  number: string;

  /** Day of issue; not before the claim and not in the future. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  issuedOn: string;
}

export class ClaimReasonBody {
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'reason must say why' })
  reason: string;
}

export const REVOCATION_OUTCOMES = ['confirmed', 'refused'] as const;

export class DecideRevocationBody {
  @ApiProperty({ enum: REVOCATION_OUTCOMES })
  @IsIn(REVOCATION_OUTCOMES)
  outcome: (typeof REVOCATION_OUTCOMES)[number];

  /** Needed to refuse: why the certificates stand. */
  @IsOptional()
  @IsString()
  @Length(1, 2_000)
  note?: string | null;
}

export class ClaimReadinessQuery {
  /** For which qualification; left out, for the one with the unit for which least is missing. */
  @IsOptional()
  @IsUUID()
  qualificationId?: string;
}
