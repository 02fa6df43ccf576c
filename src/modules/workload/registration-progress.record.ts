import { Entity, Index } from 'typeorm';
import type { CoverageStatus } from '../../domain/coverage/coverage.js';
import type { SignOffStage, UnitState } from '../../domain/sign-off/sign-off.js';
import type { Contribution } from '../../domain/workload/tallies.js';
import {
  BooleanColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
} from '../../platform/database/columns.js';

/** Stands where nothing waits, because the engines disagree on where NULL sorts. */
export const NOTHING_WAITS = '9999-12-31T23:59:59.999Z';

/** How far a registration has come, as computed after the event in place `sequence`. Shares the registration's id. */
@Entity('registration_progress')
@Index('ix_registration_progress_centre', ['centreId', 'id'])
@Index('ix_registration_progress_learner', ['learnerId', 'id'])
@Index('ix_registration_progress_assessor', ['assessorId', 'waitingSince', 'id'])
@Index('ix_registration_progress_co_assessor', ['coAssessorId', 'waitingSince', 'id'])
@Index('ix_registration_progress_countersigner', ['countersignerId', 'waitingSince', 'id'])
@Index('ix_registration_progress_iqa', ['iqaId', 'waitingSince', 'id'])
export class RegistrationProgressRecord {
  @IdColumn({ to: 'RegistrationRecord', as: 'fk_registration_progress_registration' })
  id: string;

  @RefColumn()
  centreId: string;

  @CodeColumn()
  unitKey: string;

  @RefColumn()
  learnerId: string;

  @RefColumn()
  assessorId: string;

  @RefColumn({ nullable: true })
  coAssessorId: string | null;

  @RefColumn({ nullable: true })
  countersignerId: string | null;

  @RefColumn()
  iqaId: string;

  @CodeColumn()
  state: UnitState;

  @IntegerColumn()
  criteria: number;

  @IntegerColumn()
  met: number;

  @IntegerColumn()
  evidenced: number;

  /** Criteria by status. */
  @JsonColumn()
  counts: Readonly<Record<CoverageStatus, number>>;

  /** Status of each criterion. */
  @JsonColumn()
  statuses: Readonly<Record<string, CoverageStatus>>;

  @BooleanColumn()
  ready: boolean;

  @CodeColumn({ nullable: true })
  nextStage: SignOffStage | null;

  /** Since when the oldest evidence waits for a decision, or `NOTHING_WAITS`. */
  @InstantColumn()
  waitingSince: string;

  /** The earliest day on which something that waits here is due. */
  @DateColumn({ nullable: true })
  nextDueOn: string | null;

  @InstantColumn()
  lastActivityAt: string;

  /** What it brings into the counts of its centre: they are the sum of these. */
  @JsonColumn()
  contribution: Contribution;

  @IntegerColumn()
  sequence: number;

  @InstantColumn()
  computedAt: string;
}
