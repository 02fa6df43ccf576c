import { Entity, Unique } from 'typeorm';
import type { AxisCover } from '../../domain/sampling/camera-cover.js';
import type { AssessorShare, DrawFacts } from '../../domain/sampling/draw.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
} from '../../platform/database/columns.js';

/** Why a plan was drawn: for the first time, because somebody asked for it, or because an IQA disagreed (§4.2). */
export const DRAW_CAUSES = ['first', 'asked', 'disagreement'] as const;
export type DrawCause = (typeof DRAW_CAUSES)[number];

/** One draw of a plan, with every fact it was drawn from. Rows are only added (§4.1: a changed plan is a new version). */
@Entity('sampling_plan_versions')
@Unique('uq_sampling_plan_versions_version', ['planId', 'version'])
export class SamplingPlanVersionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'SamplingPlanRecord', as: 'fk_sampling_plan_versions_plan' })
  planId: string;

  @IntegerColumn()
  version: number;

  @CodeColumn()
  cause: DrawCause;

  /** Version of the centre's sampling policy; 0 is the default of the product. */
  @IntegerColumn()
  policyVersion: number;

  @JsonColumn()
  facts: DrawFacts;

  /** Of the canonical text of the units and risks that were drawn from. */
  @Sha256Column()
  populationSha256: string;

  @JsonColumn()
  shares: readonly AssessorShare[];

  @JsonColumn()
  cover: readonly AxisCover[];

  @RefColumn({ to: 'UserRecord', as: 'fk_sampling_plan_versions_drawer' })
  drawnById: string;

  @InstantColumn()
  drawnAt: string;
}
