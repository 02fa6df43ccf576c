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
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { DomainError } from '../../domain/kernel/domain-error.js';
import { UNIT_STATES, type UnitState } from '../../domain/sign-off/sign-off.js';
import { MOST_SELECTED, VISIT_KINDS, type VisitKind } from '../../domain/visit/visit.js';
import { PageQuery } from '../../platform/http/paging.js';

const WORDS = 5_000;

/** An instant in UTC, such as `2026-06-01T09:00:00.000Z`. */
const IsInstant = (): PropertyDecorator => (target, property) => {
  Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/, { message: '$property must be an instant in UTC' })(
    target,
    property,
  );
  IsISO8601({ strict: true })(target, property);
};

const NotBlank = (message: string): PropertyDecorator => Matches(/\S/, { message });

/**
 * The one form in which instants are kept.
 * @throws DomainError VALIDATION_FAILED for a time that no day has
 */
export function instantOf(text: string, path: string): string {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new DomainError('VALIDATION_FAILED', 'There is no such time.', [{ path, message: 'is no time of any day' }]);
}

export class PlanVisitBody {
  /** The external verifier, who has an account with the role eqa and no other. */
  @IsUUID()
  eqaId: string;

  /** For whom they verify. */
  @IsString()
  @Length(1, 200)
  @NotBlank('awardingOrganisation must name one')
  awardingOrganisation: string;

  @ApiProperty({ enum: VISIT_KINDS })
  @IsIn(VISIT_KINDS)
  kind: VisitKind;

  /** From when on they are let in; an instant that is over means now. */
  @IsInstant()
  opensAt: string;

  /** When everything is closed to them again, at most 92 days later (policy). */
  @IsInstant()
  closesAt: string;

  /** Keys of the units whose learners can be chosen, such as U40. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(/^[A-Z0-9]{2,10}$/, { each: true })
  units: string[];

  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  agenda?: string | null;
}

/** Left out keeps a field, `null` clears the agenda. */
export class ChangeVisitBody {
  @ValidateIf((body: ChangeVisitBody) => body.opensAt !== undefined)
  @IsInstant()
  opensAt?: string;

  @ValidateIf((body: ChangeVisitBody) => body.closesAt !== undefined)
  @IsInstant()
  closesAt?: string;

  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  agenda?: string | null;
}

export class SuspendVisitBody {
  /** Why the visit ends before its time. */
  @IsString()
  @Length(1, 2_000)
  @NotBlank('reason must say why')
  reason: string;
}

export class RegisterQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(10)
  unit?: string;

  @IsOptional()
  @IsUUID()
  assessorId?: string;

  @IsOptional()
  @IsUUID()
  iqaId?: string;

  @ApiProperty({ enum: UNIT_STATES, required: false })
  @IsOptional()
  @IsIn(UNIT_STATES)
  status?: UnitState;
}

export class SelectRegistrationsBody {
  /** From the register of the visit; what is selected already stays so. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_SELECTED)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  registrationIds: string[];

  /** Why these. */
  @IsString()
  @Length(1, 2_000)
  @NotBlank('reason must say why these')
  reason: string;
}
