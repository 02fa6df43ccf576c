import { Entity, Unique } from 'typeorm';
import type { SamplingPolicy } from '../../domain/sampling/sampling-policy.js';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, RefColumn } from '../../platform/database/columns.js';

/** One version of a centre's sampling strategy. Versions are only added: every plan names the one it was drawn under. */
@Entity('sampling_policies')
@Unique('uq_sampling_policies_version', ['centreId', 'version'])
export class SamplingPolicyRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_sampling_policies_centre' })
  centreId: string;

  /** From 1; version 0 is the default of the product and has no row. */
  @IntegerColumn()
  version: number;

  @JsonColumn()
  policy: SamplingPolicy;

  @RefColumn({ to: 'UserRecord', as: 'fk_sampling_policies_creator' })
  createdById: string;

  @InstantColumn()
  createdAt: string;
}
