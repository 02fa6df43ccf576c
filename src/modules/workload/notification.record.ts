import { Entity, Index, Unique } from 'typeorm';
import type { NoticeFacts } from '../../domain/workload/notice-words.js';
import type { Notice } from '../../domain/workload/who-to-tell.js';
import { CodeColumn, IdColumn, InstantColumn, JsonColumn, RefColumn } from '../../platform/database/columns.js';

/** That one person is told of one event: once, however often the trail is followed. */
@Entity('notifications')
@Unique('uq_notifications_event', ['eventId', 'personId'])
@Index('ix_notifications_person', ['personId', 'id'])
@Index('ix_notifications_unread', ['personId', 'readAt', 'id'])
@Index('ix_notifications_centre', ['centreId', 'readAt', 'personId'])
export class NotificationRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_notifications_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_notifications_person' })
  personId: string;

  @RefColumn()
  eventId: string;

  @CodeColumn()
  notice: Notice;

  @RefColumn({ nullable: true })
  learnerId: string | null;

  @RefColumn({ nullable: true })
  registrationId: string | null;

  @RefColumn({ nullable: true })
  evidenceId: string | null;

  @JsonColumn()
  facts: NoticeFacts;

  /** When it happened. */
  @InstantColumn()
  at: string;

  @InstantColumn({ nullable: true })
  readAt: string | null;
}
