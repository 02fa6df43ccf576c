import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { TESTIMONY_DECLARATION } from '../../domain/evidence/declaration.js';
import { RELATIONSHIP_WORDS, WITNESS_CATEGORY_WORDS } from '../../domain/evidence/witness.js';
import type { Receipt } from './give-testimony.js';
import type { AskedCriterion, RequestedTestimony } from './requested-testimony.reader.js';

const MAX_PARAGRAPHS = 50;
const MAX_PARAGRAPH = 10_000;

/** One text is a list of paragraphs with blank lines between them. */
const toParagraphs = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string'
    ? value
        .split(/\n\s*\n/)
        .map((paragraph) => paragraph.trim())
        .filter((paragraph) => paragraph !== '')
    : value;

export class GiveTestimonyBody {
  /**
   * What you saw the learner do, in your own words, by paragraphs. One text is taken as well: blank lines part its
   * paragraphs.
   */
  @ApiProperty({
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: MAX_PARAGRAPH },
    ...{ minItems: 1, maxItems: MAX_PARAGRAPHS },
  })
  @Transform(toParagraphs)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_PARAGRAPHS)
  @IsString({ each: true })
  @Length(1, MAX_PARAGRAPH, { each: true })
  account: string[];

  /** That the declaration shown with the request is true; without it nothing is taken. */
  @Equals(true)
  statement: true;

  /** Your name: your signature. */
  @IsString()
  @Length(1, 200)
  name: string;

  /** The date of your signature. Left out: today. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  signedOn?: string | null;

  /** When you saw it, in words. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  dates?: string | null;

  /** Where you saw it. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  location?: string | null;

  /** How long you have known the learner, if the request has it wrong. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  knownFor?: string | null;
}

export class AskedCriterionView {
  /** Title of the unit. */
  unit: string;
  code: string;
  statement: string;
}

export class AskedWitnessView {
  name: string;
  role: string;
  organisation: string | null;
  relationship: string;
  status: string;
  knownFor: string | null;
}

export class RequestedTestimonyView {
  /** A link that was used, revoked or has expired is refused (409) and shows nothing. */
  @ApiProperty({ enum: ['open'] })
  state: 'open';
  learnerName: string;
  centreName: string;
  inviterName: string;
  /** What it is about, as the learner or assessor describes it. */
  title: string;
  contextStatement: string;
  activityFrom: string;
  activityTo: string;
  /** What your account may show; an assessor decides. Write only about what you saw. */
  criteria: AskedCriterionView[];
  message: string | null;
  witness: AskedWitnessView;
  /** What you confirm with `statement: true`. */
  declaration: string;
  expiresAt: string;
}

export class ReceiptView {
  @ApiProperty({ enum: ['used'] })
  state: 'used';
  signedName: string;
  signedOn: string;
  receivedAt: string;
  /** SHA-256 of everything you signed: what you were shown and what you wrote. */
  contentSha256: string;
}

export function toRequestedTestimonyView(
  { invitation, evidence, learnerName, centreName, inviterName }: RequestedTestimony,
  criteria: readonly AskedCriterion[],
): RequestedTestimonyView {
  const { name, jobRole, organisation, relationship, category, knownFor, message, expiresAt } = invitation;
  const { title, contextStatement, activityFrom, activityTo } = evidence;
  return {
    state: 'open',
    ...{ learnerName, centreName, inviterName, title, contextStatement, activityFrom, activityTo },
    criteria: [...criteria],
    message,
    witness: {
      ...{ name, role: jobRole, organisation, knownFor },
      relationship: RELATIONSHIP_WORDS[relationship],
      status: WITNESS_CATEGORY_WORDS[category],
    },
    declaration: TESTIMONY_DECLARATION.text,
    expiresAt,
  };
}

export const toReceiptView = (receipt: Receipt): ReceiptView => ({ state: 'used', ...receipt });
