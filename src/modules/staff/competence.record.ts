import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** That somebody knows the occupation a unit is about, and what that rests on. Confirmed by somebody else. */
@Entity('staff_competences')
@Index('ix_staff_competences_person', ['personId', 'id'])
export class CompetenceRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_staff_competences_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_staff_competences_person' })
  personId: string;

  @CodeColumn()
  unitKey: string;

  @TextColumn()
  statement: string;

  /** What it rests on: years in the job, a reference, an occupational qualification. */
  @TextColumn()
  basis: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_staff_competences_recorder' })
  recordedById: string;

  @InstantColumn()
  recordedAt: string;

  @RefColumn({ nullable: true })
  confirmedById: string | null;

  @InstantColumn({ nullable: true })
  confirmedAt: string | null;

  @RefColumn({ nullable: true })
  endedById: string | null;

  @InstantColumn({ nullable: true })
  endedAt: string | null;

  @TextColumn({ nullable: true })
  endingReason: string | null;
}
