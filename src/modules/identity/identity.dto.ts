import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { type Role, ROLES } from '../../domain/access/actor.js';
import { PageQuery } from '../../platform/http/paging.js';
import { PASSWORD_MAX } from '../../platform/passwords/password-policy.js';
import type { CentreRecord } from './centre.record.js';
import type { UserRecord } from './user.record.js';

const lowerCase = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;

export class SignInBody {
  /** The account's e-mail address; letter case does not matter. */
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email: string;

  @IsString()
  @Length(1, PASSWORD_MAX)
  password: string;

  /** For accounts with a second factor; no account has one yet, so it is not looked at. */
  @IsOptional()
  @IsString()
  @MaxLength(10)
  otp?: string;
}

export class CreateUserBody {
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** Full name as it is to be printed in portfolios. */
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'name must not be blank' })
  name: string;

  /** What the person may be at this centre; what they are to one learner is said by each registration (SOD7). */
  @ApiProperty({ enum: ROLES, isArray: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles: Role[];

  /** Left out: a temporary one is made and returned once. */
  @IsOptional()
  @IsString()
  @MaxLength(PASSWORD_MAX)
  password?: string;
}

/** Left out keeps a field. */
export class ChangeUserBody extends PartialType(PickType(CreateUserBody, ['name', 'roles'] as const), {
  skipNullProperties: false,
}) {
  /** `false`: the person has left; they can no longer sign in. */
  @ValidateIf((body: ChangeUserBody) => body.isActive !== undefined)
  @IsBoolean()
  isActive?: boolean;
}

export class ChangePasswordBody {
  @IsString()
  @Length(1, PASSWORD_MAX)
  currentPassword: string;

  /** At least 12 characters; three or four words do well. */
  @IsString()
  @Length(1, PASSWORD_MAX)
  newPassword: string;
}

export class ListUsersQuery extends PageQuery {
  @ApiProperty({ enum: ROLES, required: false })
  @IsOptional()
  @IsIn(ROLES)
  role?: Role;
}

export class PersonView {
  id: string;
  name: string;
  email: string;
  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];
}

export class UserView extends PersonView {
  /** Whether the person can sign in. */
  isActive: boolean;
}

export class CreatedUserView extends UserView {
  /** Only in the answer to a creation without a password; it cannot be read again. */
  temporaryPassword?: string;
}

export class SessionView {
  /** Send as `Authorization: Bearer …`; browsers get the same as a cookie. */
  token: string;
  /** When the session ends at the latest; 30 idle minutes end it sooner. */
  expiresAt: string;
  user: PersonView;
}

export class CentreView {
  id: string;
  name: string;
  /** The awarding organisation's centre number, `null` when not stated. */
  number: string | null;
}

export class MeView extends PersonView {
  centre: CentreView;
}

export class UserPage {
  items: UserView[];
  nextCursor: string | null;
}

export function toPersonView(user: UserRecord): PersonView {
  return { id: user.id, name: user.name, email: user.email, roles: user.roles };
}

export function toUserView(user: UserRecord): UserView {
  return { ...toPersonView(user), isActive: user.isActive };
}

export function toCentreView(centre: CentreRecord): CentreView {
  return { id: centre.id, name: centre.name, number: centre.number };
}
