import { ApiExtraModels, ApiProperty, type ApiPropertyOptions, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { EVIDENCE_METHODS, type EvidenceMethod } from '../../../domain/evidence/evidence-method.js';
import type { FormField, FormFields } from '../../../domain/evidence/forms/form.js';
import { METHOD_FORMS } from '../../../domain/evidence/forms/method-forms.js';
import { isDay } from '../../../domain/kernel/day.js';

/*
 * The bodies of the methods' records are made of the forms themselves: one description says what a field is called, how
 * it is validated, what OpenAPI shows of it and how it is printed, so none of these can drift from the others.
 */

export type RecordBody = new () => object;

const MAX_ROWS = 200;
const TIME = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const PLACE = /^(\d{1,4}|\d{1,2}:[0-5]\d(:[0-5]\d)?)$/;

const isWords = (value: unknown): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.every((entry) => typeof entry === 'string'));
const isPlace = (value: unknown): boolean =>
  typeof value === 'string' ? PLACE.test(value) : Number.isSafeInteger(value) && (value as number) > 0;

/** A field left blank is no fault: half a form is what a draft is. */
const Answered = () => ValidateIf((_: object, value: unknown) => value !== undefined && value !== null && value !== '');

function fits(name: string, test: (value: unknown) => boolean, message: string): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: test, defaultMessage: () => message } });
}

const WORDS = fits('isWords', isWords, 'must be a text or a list of texts');
const WORDS_SCHEMA = [{ type: 'string' }, { type: 'array', items: { type: 'string' } }];
const NUMBERS = { type: 'array', items: { type: 'integer', minimum: 1 } } as const;
const inner = new Map<FormFields, RecordBody>();

/** One class for each set of fields, however many forms share it. */
function innerBody(name: string, fields: FormFields): RecordBody {
  const body = inner.get(fields) ?? bodyOf(`Record${name.charAt(0).toUpperCase()}${name.slice(1)}`, fields);
  inner.set(fields, body);
  return body;
}

/** The decorators that validate a field, and what OpenAPI says of it. */
function rulesOf(name: string, field: FormField): { checks: PropertyDecorator[]; schema: ApiPropertyOptions } {
  switch (field.kind) {
    case 'line':
      return { checks: [IsString()], schema: { type: 'string' } };
    case 'code':
      return { checks: [IsString(), MaxLength(20)], schema: { type: 'string', maxLength: 20 } };
    case 'text':
    case 'paragraphs':
    case 'codes':
      return { checks: [WORDS], schema: { oneOf: WORDS_SCHEMA } };
    case 'day':
      return {
        checks: [fits('isDay', (value) => typeof value === 'string' && isDay(value), 'must be a day, YYYY-MM-DD')],
        schema: { type: 'string', format: 'date' },
      };
    case 'time':
      return {
        checks: [Matches(TIME, { message: 'must be a time of day, hh:mm' })],
        schema: { type: 'string', example: '14:05' },
      };
    case 'flag':
      return { checks: [IsBoolean()], schema: { type: 'boolean' } };
    case 'count':
      return { checks: [IsInt(), Min(1)], schema: { type: 'integer', minimum: 1 } };
    case 'paragraph_numbers':
      return {
        checks: [IsArray(), ArrayMaxSize(MAX_ROWS), IsInt({ each: true }), Min(1, { each: true })],
        schema: NUMBERS,
      };
    case 'place':
      return {
        checks: [fits('isPlace', isPlace, 'must be a time in the recording, hh:mm:ss, or the number of a paragraph')],
        schema: {
          oneOf: [
            { type: 'string', example: '00:04:10' },
            { type: 'integer', minimum: 1 },
          ],
        },
      };
    case 'choice': {
      const choices = Object.keys(field.choices);
      return { checks: [IsIn(choices)], schema: { type: 'string', enum: choices } };
    }
    case 'group':
    case 'rows':
      return compoundRules(name, field);
  }
}

function compoundRules(
  name: string,
  field: Extract<FormField, { fields: FormFields }>,
): { checks: PropertyDecorator[]; schema: ApiPropertyOptions } {
  const body = innerBody(name, field.fields);
  const each = field.kind === 'rows';
  const shape = each ? [IsArray(), ArrayMaxSize(MAX_ROWS), IsObject({ each })] : [IsObject()];
  const checks = [...shape, ValidateNested({ each }), Type(() => body)];
  if (!field.mayBeWords) return { checks, schema: { type: () => (each ? [body] : body) } };
  const isNotWords = ValidateIf((_: object, value: unknown) => !isWords(value) || (value as unknown[]).length === 0);
  const $ref = getSchemaPath(body);
  const groups = each ? { type: 'array', maxItems: MAX_ROWS, items: { $ref } } : { $ref };
  return { checks: [isNotWords, ...checks], schema: { oneOf: [groups, ...WORDS_SCHEMA] } };
}

function bodyOf(recordName: string, fields: FormFields): RecordBody {
  // The name of a class is the name of its schema.
  const body = { [recordName]: class {} }[recordName] as RecordBody;
  for (const [name, field] of Object.entries(fields)) {
    const { checks, schema } = rulesOf(name, field);
    const description = [field.label, field.hint].filter(Boolean).join('. ');
    const described = ApiProperty({ ...schema, description, required: false, nullable: true } as ApiPropertyOptions);
    // The compiler leaves the type of a property for the description; here there is no property to compile.
    const typed = Reflect.metadata('design:type', Object) as PropertyDecorator;
    for (const decorate of [typed, Answered(), ...checks, described]) decorate(body.prototype as object, name);
    if ('fields' in field) ApiExtraModels(innerBody(name, field.fields))(body);
  }
  return body;
}

/** The body of each method's record. */
export const RECORD_BODIES = Object.fromEntries(
  EVIDENCE_METHODS.map((method) => [method, bodyOf(METHOD_FORMS[method].recordName, METHOD_FORMS[method].fields)]),
) as Readonly<Record<EvidenceMethod, RecordBody>>;
