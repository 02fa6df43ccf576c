import { Entity, Index } from 'typeorm';
import type { InterestKind } from '../../domain/access/declared-interest.js';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** A declared interest of a person in a learner: it bars assessing, verifying and witnessing for them (SOD6). */
@Entity('declared_interests')
@Index('ix_declared_interests_learner', ['learnerId'])
@Index('ix_declared_interests_person', ['personId', 'id'])
@Index('ix_declared_interests_centre', ['centreId', 'id'])
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

  /** `null` while it is in force. What was made before it ended stays barred. */
  @InstantColumn({ nullable: true })
  endedAt: string | null;

  @RefColumn({ nullable: true })
  endedById: string | null;

  @TextColumn({ nullable: true })
  endingReason: string | null;
}
