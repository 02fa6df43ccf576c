import { Check, Entity, Index, Unique } from 'typeorm';
import { UNIT_STATES, type UnitState } from '../../domain/sign-off/sign-off.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** A learner on a unit, and the people who assess and quality-assure them there. */
@Entity('registrations')
@Unique('uq_registrations_learner_unit', ['learnerId', 'unitKey'])
@Index('ix_registrations_centre', ['centreId', 'id'])
@Index('ix_registrations_unit', ['centreId', 'unitKey', 'id'])
@Index('ix_registrations_assessor', ['assessorId', 'id'])
@Index('ix_registrations_co_assessor', ['coAssessorId', 'id'])
@Index('ix_registrations_countersigner', ['countersignerId', 'id'])
@Index('ix_registrations_iqa', ['iqaId', 'id'])
@Index('ix_registrations_countersigning_iqa', ['countersigningIqaId', 'id'])
@Check('ck_registrations_status', `"status" IN (${UNIT_STATES.map((state) => `'${state}'`).join(', ')})`)
export class RegistrationRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_registrations_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_registrations_learner' })
  learnerId: string;

  @CodeColumn()
  unitKey: string;

  /** The issue of the specification this learner is pinned to. */
  @CodeColumn()
  specificationVersion: string;

  @DateColumn()
  registeredOn: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_registrations_assessor' })
  assessorId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_registrations_iqa' })
  iqaId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_registrations_countersigner', nullable: true })
  countersignerId: string | null;

  /** A second assessor, such as a trainee beside their mentor. */
  @RefColumn({ to: 'UserRecord', as: 'fk_registrations_co_assessor', nullable: true })
  coAssessorId: string | null;

  /** The qualified IQA who countersigns what a trainee IQA releases (SOD5). */
  @RefColumn({ to: 'UserRecord', as: 'fk_registrations_countersigning_iqa', nullable: true })
  countersigningIqaId: string | null;

  /** The awarding organisation's number for the learner on this qualification: opaque. */
  @TextColumn({ nullable: true })
  registrationNumber: string | null;

  /** Unique learner number; optional, a learner may decline one. */
  @CodeColumn({ nullable: true })
  uln: string | null;

  @TextColumn({ nullable: true })
  site: string | null;

  @TextColumn({ nullable: true })
  employer: string | null;

  @TextColumn({ nullable: true })
  jobRole: string | null;

  /** How far the unit has come; the rooms of sign-off and certification move it through `RegistrationStatusDoor`. */
  @CodeColumn()
  status: UnitState;

  @IntegerColumn()
  revision: number;

  @InstantColumn()
  createdAt: string;
}
