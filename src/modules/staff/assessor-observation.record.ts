import { Entity, Index } from 'typeorm';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** What an IQA saw an assessor do with a learner, and said about it. Not evidence of any learner. */
@Entity('assessor_observations')
@Index('ix_assessor_observations_centre', ['centreId', 'id'])
@Index('ix_assessor_observations_assessor', ['assessorId', 'observedOn'])
export class AssessorObservationRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_assessor_observations_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_assessor_observations_assessor' })
  assessorId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_assessor_observations_observer' })
  observerId: string;

  @CodeColumn()
  unitKey: string;

  @DateColumn()
  observedOn: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_assessor_observations_registration', nullable: true })
  registrationId: string | null;

  @TextColumn()
  activity: string;

  @TextColumn()
  strengths: string;

  @TextColumn()
  feedback: string;

  @TextColumn({ nullable: true })
  actionRequired: string | null;

  @InstantColumn()
  recordedAt: string;
}
