import { Entity, Index } from 'typeorm';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** A participant's word that they do not share what was agreed. Rows are only added. */
@Entity('standardisation_dissents')
@Index('ix_standardisation_dissents_event', ['eventId', 'id'])
export class StandardisationDissentRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'StandardisationEventRecord', as: 'fk_standardisation_dissents_event' })
  eventId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_standardisation_dissents_person' })
  personId: string;

  /** `null` when it is about the whole. */
  @CodeColumn({ nullable: true })
  criterion: string | null;

  @IntegerColumn({ nullable: true })
  evidence: number | null;

  @TextColumn()
  note: string;

  @InstantColumn()
  addedAt: string;
}
