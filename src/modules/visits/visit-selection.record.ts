import { Entity, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** A registration that was opened for a visit. Only ever added: what somebody has seen cannot be unseen. */
@Entity('visit_selections')
@Unique('uq_visit_selections_registration', ['visitId', 'registrationId'])
@Index('ix_visit_selections_visit', ['visitId', 'id'])
export class VisitSelectionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'EqaVisitRecord', as: 'fk_visit_selections_visit' })
  visitId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_visit_selections_registration' })
  registrationId: string;

  @TextColumn()
  reason: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_visit_selections_chooser' })
  selectedById: string;

  @InstantColumn()
  selectedAt: string;
}
