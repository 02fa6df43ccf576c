import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import {
  RELEASE_ROUTES,
  type ReleaseRoute,
  SAMPLE_DECISIONS,
  SIGN_OFF_STAGES,
  type SignOffStage,
  UNIT_STATES,
  type UnitState,
} from '../../domain/sign-off/sign-off.js';
import {
  READINESS_CONCERNS,
  READINESS_LINES,
  type ReadinessConcern,
  type ReadinessLineGate,
} from '../../domain/sign-off/explain-readiness.js';
import type { SignOffRecord } from './sign-off.record.js';

export class SignUnitBody {
  @ApiProperty({ enum: SIGN_OFF_STAGES })
  @IsIn(SIGN_OFF_STAGES)
  stage: SignOffStage;

  /** The words signed; left out, the standard declaration of the stage. */
  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  statement?: string | null;

  /** Stage iqa: how the unit comes to its release. */
  @ApiProperty({ enum: RELEASE_ROUTES, required: false, nullable: true })
  @IsOptional()
  @IsIn(RELEASE_ROUTES)
  route?: ReleaseRoute | null;

  /** Stage iqa, route sampled: what the IQA says of the sample. Stage countersigning_iqa: agreed or not_agreed (SOD5). */
  @ApiProperty({ enum: SAMPLE_DECISIONS, required: false, nullable: true })
  @IsOptional()
  @IsIn(SAMPLE_DECISIONS)
  decision?: string | null;

  /** Stage iqa: what was seen, or the strategy of a unit not selected. Stage countersigning_iqa: why it goes back. */
  @IsOptional()
  @IsString()
  @MaxLength(5_000)
  note?: string | null;
}

export class ReopenUnitBody {
  @IsString()
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'reason must say why' })
  reason: string;
}

export class SignOffView {
  id: string;
  @ApiProperty({ enum: SIGN_OFF_STAGES })
  stage: SignOffStage;
  personId: string;
  personName: string;
  statement: string;
  signedAt: string;
  /** Hash of what was signed. */
  snapshotSha256: string;
  @ApiProperty({ enum: RELEASE_ROUTES, nullable: true })
  route: ReleaseRoute | null;
  @ApiProperty({ enum: SAMPLE_DECISIONS, nullable: true })
  decision: string | null;
  note: string | null;
  /** Set once something that was signed has changed; the signature is void from then. */
  voidedAt: string | null;
  voidReason: string | null;
}

export class ReadinessLineView {
  @ApiProperty({ enum: READINESS_LINES })
  gate: ReadinessLineGate;
  /** unit: the unit is ready exactly when all of these are open. signature: about whoever signs next. */
  @ApiProperty({ enum: READINESS_CONCERNS })
  concerns: ReadinessConcern;
  open: boolean;
  /** In plain English. */
  explanation: string;
  /** What keeps it shut, such as the criteria; empty when it is open or the explanation says it all. */
  detail: string[];
}

export class UnitSignOffsView {
  items: SignOffView[];
  nextCursor: string | null;
  /** The state of the unit. */
  @ApiProperty({ enum: UNIT_STATES })
  state: UnitState;
  /** Whether every gate is open for the next signature. */
  ready: boolean;
  /** Why, a line for each gate (§3.7), and who signs next. */
  readiness: ReadinessLineView[];
  /** Who signs next; `null` when nobody can. */
  @ApiProperty({ enum: SIGN_OFF_STAGES, nullable: true })
  nextStage: SignOffStage | null;
  /** Hash of what would be signed now. */
  snapshotSha256: string;
}

export function toSignOffView(row: SignOffRecord): SignOffView {
  const { id, stage, personId, personName, statement, signedAt, snapshotSha256, route, decision, note } = row;
  const { voidedAt, voidReason } = row;
  return {
    ...{ id, stage, personId, personName, statement, signedAt, snapshotSha256, route, decision, note },
    ...{ voidedAt, voidReason },
  };
}
