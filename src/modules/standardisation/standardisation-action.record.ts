import { Entity, Index } from 'typeorm';
import { DateColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** What an exercise left somebody to do. Its owner answers it, another IQA closes it. */
@Entity('standardisation_actions')
@Index('ix_standardisation_actions_event', ['eventId', 'id'])
@Index('ix_standardisation_actions_owner', ['ownerId', 'eventId'])
export class StandardisationActionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'StandardisationEventRecord', as: 'fk_standardisation_actions_event' })
  eventId: string;

  @TextColumn()
  text: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_standardisation_actions_owner' })
  ownerId: string;

  @DateColumn()
  dueOn: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_standardisation_actions_raiser' })
  raisedById: string;

  @InstantColumn()
  raisedAt: string;

  @TextColumn({ nullable: true })
  response: string | null;

  @InstantColumn({ nullable: true })
  respondedAt: string | null;

  @RefColumn({ nullable: true })
  closedById: string | null;

  @TextColumn({ nullable: true })
  closureNote: string | null;

  @InstantColumn({ nullable: true })
  closedAt: string | null;
}
