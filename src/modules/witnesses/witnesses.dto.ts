import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import type { ListedWitness } from '../../domain/evidence/witness-status-list.js';
import {
  type Relationship,
  RELATIONSHIPS,
  relationshipFrom,
  witnessCategoryFrom,
  WITNESS_CATEGORIES,
  WITNESS_CATEGORY_WORDS,
  type WitnessCategory,
} from '../../domain/evidence/witness.js';
import { etagOf } from '../../platform/http/etag.js';
import { MAX_DAYS } from './invite-witness.js';
import { standingOf } from './invitation-standing.js';
import {
  DELIVERIES,
  type Delivery,
  INVITATION_STATES,
  type InvitationState,
  type WitnessInvitationRecord,
} from './witness-invitation.record.js';
import type { NamedCheck } from './witness-status.reader.js';

/** One line with something on it: it stands in the head of a letter. */
const ONE_LINE = /^(?=.*\S)[^\p{Cc}\u2028\u2029]*$/u;

export class InviteWitnessBody {
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line and not blank' })
  name: string;

  /** Where the link is mailed to. Not that of the learner or of anybody who assesses or verifies them. */
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** What the witness does there: their job role. */
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'role must be one line and not blank' })
  role: string;

  /** What they are to the learner, as a code or in a few words ("Line manager", "her sister"). Relatives are refused (SOD6). */
  @ApiProperty({ enum: RELATIONSHIPS })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (relationshipFrom(value) ?? value) : value,
  )
  @IsIn(RELATIONSHIPS)
  relationship: Relationship;

  /**
   * Category of the witness status list: 1 expert witness, 2 occupational expert not familiar with the standards, 3
   * non-expert familiar with the standards, 4 other.
   */
  @ApiProperty({ type: 'integer', enum: WITNESS_CATEGORIES })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (witnessCategoryFrom(value) ?? value) : value,
  )
  @IsIn(WITNESS_CATEGORIES)
  status: WitnessCategory;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  organisation?: string | null;

  /** How long they have known the learner. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  knownFor?: string | null;

  /** Days for which the link can be used. Left out: 14, the most. */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_DAYS, default: MAX_DAYS, required: false })
  @ValidateIf((_body: object, value: unknown) => value !== undefined)
  @IsInt()
  @Min(1)
  @Max(MAX_DAYS)
  expiresInDays?: number;

  /** Your own words to the witness, in the letter and beside what is asked. */
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  message?: string | null;
}

export class WitnessInvitationView {
  id: string;
  evidenceId: string;
  name: string;
  role: string;
  organisation: string | null;
  @ApiProperty({ enum: RELATIONSHIPS })
  relationship: Relationship;
  @ApiProperty({ type: 'integer', enum: WITNESS_CATEGORIES })
  status: WitnessCategory;
  statusWords: string;
  knownFor: string | null;
  message: string | null;
  /** The address, to assessors, who contact the witness; to the learner only its outline. */
  sentTo: string;
  @ApiProperty({ enum: [...INVITATION_STATES, 'expired'] })
  state: InvitationState | 'expired';
  invitedById: string;
  invitedAt: string;
  expiresAt: string;
  usedAt: string | null;
  revokedAt: string | null;
  /** How far the letter has come; `failed`: no mail server would take it. */
  @ApiProperty({ enum: DELIVERIES })
  delivery: Delivery;
  /** For `If-Match`. */
  etag: string;
}

export class NewWitnessInvitationView extends WitnessInvitationView {
  /**
   * The one-time link, which is mailed to the witness in any case. Only an assessor sees it here, once, to pass it on:
   * with it a learner could write the testimony themselves, so a learner gets `null`.
   */
  link: string | null;
  /** The secret part of the link, on the same terms. */
  token: string | null;
}

export class WitnessInvitationList {
  /** Newest last. */
  items: WitnessInvitationView[];
}

export class WitnessCheckView {
  @ApiProperty({ enum: ['telephone', 'email', 'in_person', 'known_to_assessor'] })
  method: NamedCheck['method'];
  on: string;
  /** The assessor's name. */
  by: string;
}

export class ListedTestimonyView {
  /** Of the evidence: E007. */
  ref: string;
  /** ISO instant; on paper, the day at midnight. `null`: not signed. */
  signedAt: string | null;
  @ApiProperty({ enum: ['link', 'paper'] })
  givenThrough: 'link' | 'paper';
  /** `null`: nobody has made sure yet who the witness is. */
  @ApiProperty({ type: () => WitnessCheckView, nullable: true })
  verified: WitnessCheckView | null;
}

/** One line of the witness status list. Contact details are kept out of it. */
export class ListedWitnessView {
  name: string | null;
  jobRole: string | null;
  organisation: string | null;
  relationship: string | null;
  /** Category 1 to 4; `null` where the form on paper says none of them. */
  @ApiProperty({ type: 'integer', enum: WITNESS_CATEGORIES, nullable: true })
  statusCategory: WitnessCategory | null;
  /** The category in words. */
  status: string | null;
  evidenceRefs: string[];
  testimonies: ListedTestimonyView[];
}

export class WitnessStatusList {
  items: ListedWitnessView[];
}

/** `p…@kitchens.example`: enough to see a slip of the pen, too little to write to. */
const outlineOf = (email: string): string => email.replace(/^(.)[^@]*/u, '$1…');

export function toInvitationView(
  invitation: WitnessInvitationRecord,
  showsAddress: boolean,
  now: string,
): WitnessInvitationView {
  const { id, evidenceId, name, jobRole, organisation, relationship, category, knownFor, message } = invitation;
  const { invitedById, invitedAt, expiresAt, usedAt, revokedAt, delivery, email, revision } = invitation;
  return {
    ...{ id, evidenceId, name, role: jobRole, organisation, relationship, knownFor, message },
    status: category,
    statusWords: WITNESS_CATEGORY_WORDS[category],
    sentTo: showsAddress ? email : outlineOf(email),
    state: standingOf(invitation, now),
    ...{ invitedById, invitedAt, expiresAt, usedAt, revokedAt, delivery },
    etag: etagOf(revision),
  };
}

export function toListedWitnessView(listed: ListedWitness<NamedCheck>): ListedWitnessView {
  const { name, jobRole, organisation, relationship, status, testimonies } = listed;
  return {
    ...{ name, jobRole, organisation, relationship, status },
    statusCategory: WITNESS_CATEGORIES.find((category) => WITNESS_CATEGORY_WORDS[category] === status) ?? null,
    evidenceRefs: testimonies.map(({ ref }) => ref),
    testimonies: testimonies.map(({ ref, signedAt, givenThrough, check }) => ({
      ...{ ref, signedAt, givenThrough },
      verified: check && { method: check.method, on: check.verifiedOn, by: check.by },
    })),
  };
}
