import { Check, Entity, Index, Unique } from 'typeorm';
import { NOTIFICATION_CAUSES, type NotificationCause } from '../../domain/certification/ao-notification.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** Something the awarding organisation must be told: due until somebody has told them, and then kept as it was said. */
@Entity('ao_notifications')
@Unique('uq_ao_notifications_cause', ['claimId', 'registrationId', 'cause'])
@Index('ix_ao_notifications_centre', ['centreId', 'id'])
@Index('ix_ao_notifications_registration', ['registrationId', 'id'])
@Check('ck_ao_notifications_cause', `"cause" IN (${NOTIFICATION_CAUSES.map((cause) => `'${cause}'`).join(', ')})`)
export class AoNotificationRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_ao_notifications_centre' })
  centreId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_ao_notifications_registration' })
  registrationId: string;

  @RefColumn({ to: 'CertificateClaimRecord', as: 'fk_ao_notifications_claim' })
  claimId: string;

  @CodeColumn()
  cause: NotificationCause;

  /** What happened, in the words of whoever did it. */
  @TextColumn()
  reason: string;

  @InstantColumn()
  openedAt: string;

  @DateColumn({ nullable: true })
  sentOn: string | null;

  /** Under which the awarding organisation was told. */
  @TextColumn({ nullable: true })
  reference: string | null;

  /** What they were told. */
  @TextColumn({ nullable: true })
  summary: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_ao_notifications_sender', nullable: true })
  sentById: string | null;

  @InstantColumn({ nullable: true })
  recordedAt: string | null;
}
