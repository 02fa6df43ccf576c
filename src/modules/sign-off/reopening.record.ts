import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** A unit that was opened again after somebody had signed it. */
@Entity('reopenings')
@Index('ix_reopenings_registration', ['registrationId', 'id'])
export class ReopeningRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_reopenings_registration' })
  registrationId: string;

  @RefColumn({ nullable: true })
  reopenedById: string | null;

  @TextColumn()
  reason: string;

  @InstantColumn()
  reopenedAt: string;
}
