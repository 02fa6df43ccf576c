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

/** One entry of somebody's log of continuing professional development, in their own words. */
@Entity('cpd_entries')
@Index('ix_cpd_entries_person', ['personId', 'id'])
@Index('ix_cpd_entries_day', ['personId', 'doneOn'])
export class CpdEntryRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_cpd_entries_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_cpd_entries_person' })
  personId: string;

  @DateColumn()
  doneOn: string;

  @IntegerColumn()
  minutes: number;

  @TextColumn()
  activity: string;

  /** What was learned. */
  @TextColumn()
  learned: string;

  @CodeColumn({ nullable: true })
  unitKey: string | null;

  @InstantColumn()
  recordedAt: string;

  @RefColumn({ nullable: true })
  endedById: string | null;

  @InstantColumn({ nullable: true })
  endedAt: string | null;

  @TextColumn({ nullable: true })
  endingReason: string | null;
}
