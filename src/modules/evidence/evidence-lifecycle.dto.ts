import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsBoolean,
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
  RETURN_REASONS,
  type ReturnReason,
  WITHDRAWAL_REASONS,
  type WithdrawalReason,
  WITNESS_CHECK_METHODS,
  type WitnessCheckMethod,
} from '../../domain/evidence/evidence.js';

export class SubmitEvidenceBody {
  /** The authenticity declaration, for learner-produced evidence. */
  @IsOptional()
  @IsBoolean()
  declaration?: boolean;
}

export class SignEvidenceBody {
  /** The signer's own comment, kept with the signature. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  statement?: string | null;
}

export class VarcsBody {
  /** Relevant to what is claimed. */
  @IsBoolean()
  valid: boolean;

  /** The learner's own. */
  @IsBoolean()
  authentic: boolean;

  /** A true reflection; another assessor would agree. */
  @IsBoolean()
  reliable: boolean;

  /** Recent enough. */
  @IsBoolean()
  current: boolean;

  /** Enough for what is claimed. */
  @IsBoolean()
  sufficient: boolean;
}

export class ClaimDecisionBody {
  @IsUUID()
  registrationId: string;

  @IsString()
  @MaxLength(20)
  criterion: string;

  @IsIn(['confirmed', 'declined'])
  outcome: 'confirmed' | 'declined';

  /** What it shows in the assessor's view; left out, what was claimed. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  facets?: string[];

  /** For knowledge: whether it reaches the depth of the verb (U40-R7). Must be said when such a claim is confirmed. */
  @IsOptional()
  @IsBoolean()
  depthMet?: boolean | null;
}

export class WitnessVerificationBody {
  @ApiProperty({ enum: WITNESS_CHECK_METHODS })
  @IsIn(WITNESS_CHECK_METHODS)
  method: WitnessCheckMethod;

  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  verifiedOn: string;
}

export class DecideEvidenceBody {
  @IsIn(['accepted', 'returned'])
  outcome: 'accepted' | 'returned';

  /** The five answers; all must be yes to accept. */
  @IsOptional()
  @ValidateNested()
  @Type(() => VarcsBody)
  varcs?: VarcsBody | null;

  /** Feedback; for products the assessor's evaluation (U40-R6). */
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  comment?: string | null;

  /** Why it is returned. */
  @ApiProperty({ enum: RETURN_REASONS, isArray: true, required: false })
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(RETURN_REASONS, { each: true })
  reasons?: ReturnReason[];

  /** A word on each claim; those not named stay proposed and do not count. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ClaimDecisionBody)
  claims?: ClaimDecisionBody[];

  /** For testimonies: how the assessor made sure who the witness is. */
  @IsOptional()
  @ValidateNested()
  @Type(() => WitnessVerificationBody)
  witnessVerification?: WitnessVerificationBody | null;
}

export class WithdrawEvidenceBody {
  @ApiProperty({ enum: WITHDRAWAL_REASONS })
  @IsIn(WITHDRAWAL_REASONS)
  reason: WithdrawalReason;
}

export class ReasonBody {
  /** Why, in words; it goes into the trail. */
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'reason must say why' })
  reason: string;
}

export class ApproveRplBody {
  /** The IQA confirms that the mapping was assessed like any other evidence (§3.9). */
  @Equals(true)
  approved: true;

  /** The awarding organisation's reference where it wants to see prior learning before it is used; may follow later. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  aoReference?: string | null;
}
