import { Entity, Index } from 'typeorm';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** What is to be sampled of one unit in one period. What exactly stands in its versions. */
@Entity('sampling_plans')
@Index('ix_sampling_plans_centre', ['centreId', 'id'])
export class SamplingPlanRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_sampling_plans_centre' })
  centreId: string;

  @CodeColumn()
  unitKey: string;

  @DateColumn()
  periodFrom: string;

  @DateColumn()
  periodTo: string;

  /** Whose registrations it draws from; `null` for those of the whole centre. */
  @RefColumn({ to: 'UserRecord', as: 'fk_sampling_plans_iqa', nullable: true })
  iqaId: string | null;

  /** What all versions are drawn with, so that anybody can draw again. */
  @TextColumn()
  seed: string;

  /** The version in force, from 1. */
  @IntegerColumn()
  version: number;

  @RefColumn({ to: 'UserRecord', as: 'fk_sampling_plans_creator' })
  createdById: string;

  @InstantColumn()
  createdAt: string;
}
