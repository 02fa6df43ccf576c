import { Check, Entity, Index, Unique } from 'typeorm';
import type { EvidenceMethod } from '../../domain/evidence/evidence-method.js';
import type { ChoiceReason } from '../../domain/sampling/draw.js';
import { SAMPLE_STAGES, type SampleStage } from '../../domain/sampling/sampling-facts.js';
import { RISK_LEVELS, type RiskLevel } from '../../domain/sampling/sampling-policy.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');

/** One learner's unit in one version of a plan (§4.1 plan fields). */
@Entity('planned_samples')
@Unique('uq_planned_samples_choice', ['planId', 'version', 'registrationId'])
@Index('ix_planned_samples_iqa', ['iqaId', 'id'])
@Check('ck_planned_samples_stage', `"stage" IN (${quoted(SAMPLE_STAGES)})`)
@Check('ck_planned_samples_risk', `"riskLevel" IN (${quoted(RISK_LEVELS)})`)
export class PlannedSampleRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'SamplingPlanRecord', as: 'fk_planned_samples_plan' })
  planId: string;

  @IntegerColumn()
  version: number;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_planned_samples_registration' })
  registrationId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_planned_samples_learner' })
  learnerId: string;

  @JsonColumn()
  assessorIds: readonly string[];

  /** Who is to take it. */
  @RefColumn({ to: 'UserRecord', as: 'fk_planned_samples_iqa' })
  iqaId: string;

  @CodeColumn()
  stage: SampleStage;

  @JsonColumn()
  criteria: readonly string[];

  @JsonColumn()
  methods: readonly EvidenceMethod[];

  @TextColumn({ nullable: true })
  location: string | null;

  @CodeColumn()
  riskLevel: RiskLevel;

  /** In words. */
  @JsonColumn()
  riskReasons: readonly string[];

  @JsonColumn()
  reasons: readonly ChoiceReason[];

  @DateColumn()
  plannedOn: string;

  /** The sample that was taken; `null` until then. */
  @RefColumn({ nullable: true })
  sampleId: string | null;
}
