import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
  ACTION_SEVERITIES,
  ACTION_STATUSES,
  type ActionSeverity,
  actionStatus,
  type ActionStatus,
} from '../../domain/sampling/sample-decision.js';
import { MOST_SELECTED } from '../../domain/visit/visit.js';
import {
  RELEASE_DECISIONS,
  type ReleaseDecision,
  VISIT_DECISIONS,
  type VisitDecision,
} from '../../domain/visit/visit-outcome.js';
import type { VisitActionRecord } from './visit-action.record.js';
import type { VisitNoteRecord } from './visit-note.record.js';
import type { VisitOutcomeRecord } from './visit-outcome.record.js';
import type { VisitReleaseRecord } from './visit-release.record.js';

const WORDS = 5_000;

const NotBlank = (message: string): PropertyDecorator => Matches(/\S/, { message });

export class WriteNoteBody {
  @IsOptional()
  @IsUUID()
  registrationId?: string | null;

  /** Of that registration's unit, such as 2.7. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  criterion?: string | null;

  @IsOptional()
  @IsUUID()
  evidenceId?: string | null;

  @IsOptional()
  @IsUUID()
  sampleId?: string | null;

  /** Yours alone until you issue the outcome; never edited. */
  @IsString()
  @Length(1, WORDS)
  @NotBlank('text must say something')
  text: string;
}

export class VisitActionBody {
  /** What the centre is to do. */
  @IsString()
  @Length(1, WORDS)
  @NotBlank('text must say what is to be done')
  text: string;

  @ApiProperty({ enum: ACTION_SEVERITIES })
  @IsIn(ACTION_SEVERITIES)
  severity: ActionSeverity;

  /** YYYY-MM-DD, not in the past. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  dueOn: string;
}

export class VisitReleaseBody {
  /** One that was selected. */
  @IsUUID()
  registrationId: string;

  /** `released` only where an IQA has released the unit (§3.7). */
  @ApiProperty({ enum: RELEASE_DECISIONS })
  @IsIn(RELEASE_DECISIONS)
  decision: ReleaseDecision;

  /** Needed when the unit is not released. */
  @IsOptional()
  @IsString()
  @MaxLength(WORDS)
  note?: string | null;
}

export class IssueOutcomeBody {
  /** What is not satisfactory comes with an action. */
  @ApiProperty({ enum: VISIT_DECISIONS })
  @IsIn(VISIT_DECISIONS)
  decision: VisitDecision;

  @IsString()
  @Length(1, 20_000)
  @NotBlank('summary must say what was found')
  summary: string;

  @IsArray()
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => VisitActionBody)
  actions: VisitActionBody[];

  @IsArray()
  @ArrayMaxSize(MOST_SELECTED)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => VisitReleaseBody)
  releases: VisitReleaseBody[];

  /** Whether the awarding organisation is advised to let the centre claim directly; a recommendation grants nothing. */
  @IsOptional()
  @IsBoolean()
  recommendDirectClaims?: boolean;
}

export class AnswerVisitActionBody {
  /** What the centre did about it. */
  @IsString()
  @Length(1, WORDS)
  @NotBlank('response must say what was done')
  response: string;
}

export class CloseVisitActionBody {
  /** What settles it. */
  @IsString()
  @Length(1, WORDS)
  @NotBlank('note must say what settles it')
  note: string;
}

export class VisitNoteView {
  id: string;
  registrationId: string | null;
  criterion: string | null;
  evidenceId: string | null;
  sampleId: string | null;
  text: string;
  writtenAt: string;
}

export class VisitNotePage {
  items: VisitNoteView[];
  nextCursor: string | null;
}

export class VisitActionView {
  id: string;
  @ApiProperty({ enum: ACTION_SEVERITIES })
  severity: ActionSeverity;
  text: string;
  dueOn: string;
  @ApiProperty({ enum: ACTION_STATUSES })
  status: ActionStatus;
  response: string | null;
  respondedById: string | null;
  respondedByName: string | null;
  respondedAt: string | null;
  closedById: string | null;
  closedByName: string | null;
  closureNote: string | null;
  closedAt: string | null;
}

export class VisitReleaseView {
  registrationId: string;
  @ApiProperty({ enum: RELEASE_DECISIONS })
  decision: ReleaseDecision;
  note: string | null;
  /** Hash of what the IQA's signature binds that the decision rests on; `null` without one. */
  snapshotSha256: string | null;
}

export class VisitOutcomeView {
  visitId: string;
  @ApiProperty({ enum: VISIT_DECISIONS })
  decision: VisitDecision;
  summary: string;
  recommendDirectClaims: boolean;
  eqaId: string;
  eqaName: string;
  signedAt: string;
  /** Hash of what was signed: the outcome, the notes and the state of everything that was selected. */
  statementSha256: string;
  actions: VisitActionView[];
  releases: VisitReleaseView[];
}

export function toNoteView(row: VisitNoteRecord): VisitNoteView {
  const { id, registrationId, criterion, evidenceId, sampleId, text, writtenAt } = row;
  return { id, registrationId, criterion, evidenceId, sampleId, text, writtenAt };
}

export function toVisitActionView(row: VisitActionRecord, names: ReadonlyMap<string, string>): VisitActionView {
  const { id, severity, text, dueOn, response, respondedById, respondedAt, closedById, closureNote, closedAt } = row;
  return {
    ...{ id, severity, text, dueOn, response, respondedById, respondedAt, closedById, closureNote, closedAt },
    status: actionStatus(row),
    respondedByName: respondedById === null ? null : (names.get(respondedById) ?? ''),
    closedByName: closedById === null ? null : (names.get(closedById) ?? ''),
  };
}

export function toOutcomeView(
  row: VisitOutcomeRecord,
  actions: readonly VisitActionRecord[],
  releases: readonly VisitReleaseRecord[],
  names: ReadonlyMap<string, string>,
): VisitOutcomeView {
  const { visitId, decision, summary, recommendDirectClaims, eqaId, eqaName, signedAt, statementSha256 } = row;
  return {
    ...{ visitId, decision, summary, recommendDirectClaims, eqaId, eqaName, signedAt, statementSha256 },
    actions: actions.map((action) => toVisitActionView(action, names)),
    releases: releases.map(({ registrationId, decision: released, note, snapshotSha256 }) => ({
      ...{ registrationId, decision: released, note, snapshotSha256 },
    })),
  };
}
