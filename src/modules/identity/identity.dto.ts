import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  Length,
  MaxLength,
} from 'class-validator';
import { type Role, ROLES } from '../../domain/access/actor.js';
import { PageQuery } from '../../platform/http/paging.js';
import { PASSWORD_MAX } from './passwords.js';
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
}

export class CreateUserBody {
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** Full name as it is to be printed in portfolios. */
  @IsString()
  @Length(1, 200)
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

export class ListUsersQuery extends PageQuery {
  @ApiProperty({ enum: ROLES, required: false })
  @IsOptional()
  @IsIn(ROLES)
  role?: Role;
}

export class UserView {
  id: string;
  name: string;
  email: string;
  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];
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
  user: UserView;
}

export class CentreView {
  id: string;
  name: string;
  /** The awarding organisation's centre number, `null` when not stated. */
  number: string | null;
}

export class MeView extends UserView {
  centre: CentreView;
}

export class UserPage {
  items: UserView[];
  nextCursor: string | null;
}

export function toUserView(user: UserRecord): UserView {
  return { id: user.id, name: user.name, email: user.email, roles: user.roles };
}

export function toCentreView(centre: CentreRecord): CentreView {
  return { id: centre.id, name: centre.name, number: centre.number };
}
