import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** A qualification that a centre offers: what certificates are claimed for. */
@Entity('qualifications')
@Unique('uq_qualifications_number', ['centreId', 'number'])
@Index('ix_qualifications_centre', ['centreId', 'id'])
export class QualificationRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_qualifications_centre' })
  centreId: string;

  /** As Ofqual gives it: 601/6718/X. */
  @CodeColumn()
  number: string;

  @TextColumn()
  title: string;

  @TextColumn()
  awardingOrganisation: string;

  /** Keys of its units. */
  @JsonColumn()
  units: readonly string[];

  @RefColumn({ to: 'UserRecord', as: 'fk_qualifications_creator' })
  createdById: string;

  @InstantColumn()
  createdAt: string;
}
