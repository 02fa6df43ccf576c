import { Entity, Index } from 'typeorm';
import { DateColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** Who countersigns and mentors a trainee, from when to when. It allocates nobody: registrations do (SOD7). */
@Entity('countersigner_links')
@Index('ix_countersigner_links_person', ['personId', 'id'])
@Index('ix_countersigner_links_qualified', ['qualifiedId', 'id'])
export class CountersignerLinkRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_countersigner_links_centre' })
  centreId: string;

  /** The trainee. */
  @RefColumn({ to: 'UserRecord', as: 'fk_countersigner_links_person' })
  personId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_countersigner_links_qualified' })
  qualifiedId: string;

  @DateColumn()
  startsOn: string;

  /** The last day; `null` = until it is ended. */
  @DateColumn({ nullable: true })
  endsOn: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_countersigner_links_recorder' })
  recordedById: string;

  @InstantColumn()
  recordedAt: string;

  @RefColumn({ nullable: true })
  endedById: string | null;

  @InstantColumn({ nullable: true })
  endedAt: string | null;

  @TextColumn({ nullable: true })
  endingReason: string | null;
}
