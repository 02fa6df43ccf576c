import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn } from '../../platform/database/columns.js';

export const INTEREST_KINDS = ['family', 'financial', 'line_management'] as const;
export type InterestKind = (typeof INTEREST_KINDS)[number];

/** A declared interest of a person in a learner: it bars assessing, verifying and witnessing for them (SOD6). */
@Entity('declared_interests')
@Index('ix_declared_interests_learner', ['learnerId'])
export class InterestRecord {
  @IdColumn()
  id: string;

  @RefColumn()
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_declared_interests_person' })
  personId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_declared_interests_learner' })
  learnerId: string;

  @CodeColumn()
  kind: InterestKind;

  @RefColumn()
  declaredById: string;

  @InstantColumn()
  declaredAt: string;
}
