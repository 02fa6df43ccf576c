import { Entity, Unique } from 'typeorm';
import type { AppealPolicy } from '../../domain/appeal/appeal-policy.js';
import { IdColumn, InstantColumn, IntegerColumn, JsonColumn, RefColumn } from '../../platform/database/columns.js';

/** One version of a centre's appeals procedure. Versions are only added: every step with a due date names its own. */
@Entity('appeal_policies')
@Unique('uq_appeal_policies_version', ['centreId', 'version'])
export class AppealPolicyRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_appeal_policies_centre' })
  centreId: string;

  /** From 1; version 0 is the default of the product and has no row. */
  @IntegerColumn()
  version: number;

  @JsonColumn()
  policy: AppealPolicy;

  @RefColumn({ to: 'UserRecord', as: 'fk_appeal_policies_creator' })
  createdById: string;

  @InstantColumn()
  createdAt: string;
}
