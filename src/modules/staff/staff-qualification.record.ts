import { Check, Entity, Index } from 'typeorm';
import {
  QUALIFICATION_KINDS,
  QUALIFICATION_STATUSES,
  type QualificationKind,
  type QualificationStatus,
} from '../../domain/staff/qualification.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** A qualification somebody holds or works towards. It is never edited: a later record follows it, or it ends. */
@Entity('staff_qualifications')
@Index('ix_staff_qualifications_person', ['personId', 'id'])
@Check('ck_staff_qualifications_kind', `"kind" IN (${QUALIFICATION_KINDS.map((kind) => `'${kind}'`).join(', ')})`)
@Check(
  'ck_staff_qualifications_status',
  `"status" IN (${QUALIFICATION_STATUSES.map((status) => `'${status}'`).join(', ')})`,
)
export class StaffQualificationRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_staff_qualifications_centre' })
  centreId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_staff_qualifications_person' })
  personId: string;

  @CodeColumn()
  kind: QualificationKind;

  @TextColumn()
  title: string;

  @TextColumn()
  awardingOrganisation: string;

  @CodeColumn()
  status: QualificationStatus;

  @DateColumn({ nullable: true })
  awardedOn: string | null;

  @TextColumn({ nullable: true })
  certificateNumber: string | null;

  @DateColumn({ nullable: true })
  startedOn: string | null;

  @DateColumn({ nullable: true })
  targetOn: string | null;

  /** The record this one takes the place of, once it is confirmed. */
  @RefColumn({ nullable: true })
  followsId: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_staff_qualifications_recorder' })
  recordedById: string;

  @InstantColumn()
  recordedAt: string;

  /** The day on which whoever confirmed it saw the original certificate. */
  @DateColumn({ nullable: true })
  originalSeenOn: string | null;

  @RefColumn({ nullable: true })
  confirmedById: string | null;

  @InstantColumn({ nullable: true })
  confirmedAt: string | null;

  @RefColumn({ nullable: true })
  endedById: string | null;

  @InstantColumn({ nullable: true })
  endedAt: string | null;

  @TextColumn({ nullable: true })
  endingReason: string | null;
}
