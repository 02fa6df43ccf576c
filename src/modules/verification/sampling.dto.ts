import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { RISK_REASONS, type RiskReasonCode } from '../../domain/sampling/assessor-risk.js';
import { CAMERA_AXES, type CameraAxis } from '../../domain/sampling/camera-cover.js';
import type { ChoiceCode, DrawFacts } from '../../domain/sampling/draw.js';
import { SAMPLE_STAGES, type SampleStage } from '../../domain/sampling/sampling-facts.js';
import { RISK_LEVELS, type RiskLevel } from '../../domain/sampling/sampling-policy.js';
import { DRAW_CAUSES, type DrawCause } from './sampling-plan-version.record.js';

export class AssessorRisksQuery {
  /** Key of the unit: U40. */
  @IsString()
  @Length(1, 20)
  unit: string;
}

export class DrawSamplingPlanBody {
  /** Key of the unit: U40. */
  @IsString()
  @Length(1, 20)
  unit: string;

  /** First day of the period. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  from: string;

  /** Last day of the period. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  to: string;

  /** What chance is drawn from; left out, one is made. Whoever knows it can draw again. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  seed?: string | null;
}

export class PlanVersionQuery {
  /** Left out, the version in force. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  version?: number;
}

export class NamedPerson {
  id: string;
  name: string;
}

export class RiskReasonView {
  @ApiProperty({ enum: RISK_REASONS })
  code: RiskReasonCode;
  sentence: string;
}

export class AssessorRiskView {
  assessorId: string;
  assessorName: string;
  unit: string;
  @ApiProperty({ enum: RISK_LEVELS })
  level: RiskLevel;
  /** Everything that was found, of lower levels too. */
  reasons: RiskReasonView[];
  /** Share of learners to sample, in per cent. */
  learnersPercent: number;
  /** Samples accepted in a row, up to the latest. */
  acceptsInARow: number;
  /** How often a year the policy asks that an IQA observe them at work, at this risk. */
  observationsPerYear: number;
  /** How often one did on this unit in the last twelve months. */
  observationsInYear: number;
  /** Criteria repeatedly not agreed with: like decisions are sampled too. */
  disputedCriteria: string[];
}

export class AssessorRiskPage {
  items: AssessorRiskView[];
  nextCursor: string | null;
}

export class ChoiceReasonView {
  /** `first_on_unit` … (the always-sample triggers), `already_sampled`, `like_decision`, `camera_cover`, `random`. */
  @ApiProperty({ type: String })
  code: ChoiceCode;
  /** The decision it is about; `null` for the unit as a whole. */
  criterion: string | null;
  sentence: string;
}

export class PlannedSampleView {
  id: string;
  planId: string;
  registrationId: string;
  learner: NamedPerson;
  /** Whose decisions are looked at. */
  assessors: NamedPerson[];
  /** Who is to take it. */
  iqa: NamedPerson;
  @ApiProperty({ enum: SAMPLE_STAGES })
  stage: SampleStage;
  criteria: string[];
  methods: string[];
  location: string | null;
  @ApiProperty({ enum: RISK_LEVELS })
  riskLevel: RiskLevel;
  riskReasons: string[];
  reasons: ChoiceReasonView[];
  plannedOn: string;
  /** `taken` once it is frozen, `signed` once the IQA has recorded it. */
  @ApiProperty({ enum: ['planned', 'taken', 'signed'] })
  status: 'planned' | 'taken' | 'signed';
  sampleId: string | null;
  /** The day it was signed. */
  actualDate: string | null;
}

export class PlannedSamplePage {
  items: PlannedSampleView[];
  nextCursor: string | null;
}

export class AxisCoverView {
  @ApiProperty({ enum: CAMERA_AXES })
  axis: CameraAxis;
  /** By name; learners and assessors with their ids. */
  touched: NamedPerson[];
  untouched: NamedPerson[];
}

export class AssessorShareView {
  assessor: NamedPerson;
  @ApiProperty({ enum: RISK_LEVELS })
  level: RiskLevel;
  /** Learners they decided on in the period. */
  learners: number;
  /** What the policy asks for; what must always be sampled can make it more. */
  quota: number;
  sampled: number;
}

export class PlanVersionView {
  version: number;
  @ApiProperty({ enum: DRAW_CAUSES })
  cause: DrawCause;
  policyVersion: number;
  drawnAt: string;
}

export class SamplingPlanSummaryView {
  id: string;
  unit: string;
  from: string;
  to: string;
  /** Whose registrations it draws from; `null` for those of the whole centre. */
  iqaId: string | null;
  seed: string;
  /** The version in force. */
  version: number;
  createdAt: string;
}

export class SamplingPlanPage {
  items: SamplingPlanSummaryView[];
  nextCursor: string | null;
}

export class SamplingPlanView extends SamplingPlanSummaryView {
  /** The version shown. */
  shown: PlanVersionView;
  versions: PlanVersionView[];
  /** Hash of the facts it was drawn from. */
  populationSha256: string;
  /** Whether a new draw would rest on the same facts; if not, re-plan. */
  isCurrent: boolean;
  samples: PlannedSampleView[];
  shares: AssessorShareView[];
  /** CAMERA: what the plan touches on each axis, and what it leaves untouched. */
  cover: AxisCoverView[];
  /** The same for the samples that were signed so far. */
  achieved: AxisCoverView[];
}

export class RedrawnChoice {
  registrationId: string;
  criteria: string[];
}

/** Everything a version was drawn from, and what the draw gives when it is made again. */
export class DrawView {
  version: number;
  populationSha256: string;
  /** The facts as they were: seed, period, policy, outcomes, units, risks. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  facts: DrawFacts;
  redrawn: RedrawnChoice[];
  /** Whether the draw made again is the sample that was planned. */
  agrees: boolean;
}
