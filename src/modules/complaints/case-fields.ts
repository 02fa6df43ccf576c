import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { toMoment } from '../../domain/complaint/moment.js';

/*
 * One decorator per field of a case: what it may hold, how it is converted and how OpenAPI describes it. `orNull` fields
 * may be left out or cleared; the others may neither.
 */

interface Presence {
  readonly orNull?: boolean;
}

/** The longest text of a field; an account longer than this is evidence of its own. */
export const WORDS = 10_000;
export const LINE = 200;
const MAX_LIST = 50;
const MAX_PENCE = 100_000_000;

const presence = ({ orNull }: Presence): PropertyDecorator[] => (orNull ? [IsOptional()] : []);
const described = ({ orNull }: Presence) => (orNull ? { required: false, nullable: true } : {});

/** May be absent, but not `null`: there is no empty value of it. */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_body: object, value: unknown) => value !== undefined);

/** Text with something in it to read. */
export const TextField = (max: number, options: Presence = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(options),
    IsString(),
    Length(1, max),
    Matches(/\S/, { message: '$property must not be blank' }),
    ApiProperty({ type: String, minLength: 1, maxLength: max, ...described(options) }),
  );

export const CodeField = (codes: readonly string[], options: Presence = {}): PropertyDecorator =>
  applyDecorators(...presence(options), IsIn(codes), ApiProperty({ enum: [...codes], ...described(options) }));

/** A day, or an instant with its offset, which is kept in UTC. */
export const MomentField = (options: Presence = {}): PropertyDecorator =>
  applyDecorators(
    ...presence(options),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (toMoment(value) ?? value) : value)),
    ValidateBy({
      name: 'isMoment',
      validator: {
        validate: (value) => typeof value === 'string' && toMoment(value) === value,
        defaultMessage: () => '$property must be a day (2026-03-02) or an instant with its offset (2026-03-02T14:05Z)',
      },
    }),
    ApiProperty({ type: String, example: '2026-03-02', ...described(options) }),
  );

export const PenceField = (): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    IsInt(),
    Min(0),
    Max(MAX_PENCE),
    ApiProperty({ type: 'integer', minimum: 0, maximum: MAX_PENCE, required: false, nullable: true }),
  );

/** A list that may be left out, which keeps it, but not `null`. */
export const TextListField = (max: number): PropertyDecorator =>
  applyDecorators(
    MayBeLeftOut(),
    IsArray(),
    ArrayMaxSize(MAX_LIST),
    IsString({ each: true }),
    Length(1, max, { each: true }),
    Matches(/\S/, { each: true, message: 'each value in $property must not be blank' }),
    ApiProperty({ type: [String], maxItems: MAX_LIST, required: false }),
  );

/** Something must be left of a theme when it is normalised. */
export const THEME = /[\p{L}\p{N}]/u;

/** A theme by which cases are compared. */
export const IssueField = (): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    IsString(),
    Length(1, LINE),
    Matches(THEME, { message: '$property must name a theme, such as “late delivery”' }),
    ApiProperty({ type: String, maxLength: LINE, example: 'late delivery', required: false, nullable: true }),
  );

/** A part of the case that is written as a whole; `null` clears it. */
export const PartField = (part: () => new () => object): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    ValidateBy({
      name: 'isPart',
      validator: {
        validate: (value) => typeof value === 'object' && !Array.isArray(value),
        defaultMessage: () => '$property must be an object',
      },
    }),
    ValidateNested(),
    Type(part),
    // Swagger knows a class that comes later by the name of the function, which is that of the property.
    ApiProperty({ type: () => part(), required: false, nullable: true }),
  );

/** A list of parts that is written as a whole. */
export const PartListField = (part: () => new () => object): PropertyDecorator =>
  applyDecorators(
    MayBeLeftOut(),
    IsArray(),
    ArrayMaxSize(MAX_LIST),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(part),
    ApiProperty({ type: () => part(), isArray: true, required: false }),
  );
