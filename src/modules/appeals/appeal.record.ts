import { Check, Entity, Index, Unique } from 'typeorm';
import {
  APPEAL_KINDS,
  APPEAL_STATUSES,
  type AppealKind,
  type AppealOutcome,
  type AppealStatus,
} from '../../domain/appeal/appeal.js';
import {
  BooleanColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');

/** One appeal as it stands; how it came there is in its steps. It is kept for three years from `closedAt` at least (§6.5). */
@Entity('appeals')
@Unique('uq_appeals_open_subject', ['registrationId', 'openSubject'])
@Index('ix_appeals_registration', ['registrationId', 'id'])
@Index('ix_appeals_centre', ['centreId', 'id'])
@Check('ck_appeals_kind', `"kind" IN (${quoted(APPEAL_KINDS)})`)
@Check('ck_appeals_status', `"status" IN (${quoted(APPEAL_STATUSES)})`)
export class AppealRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_appeals_centre' })
  centreId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_appeals_registration' })
  registrationId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_appeals_learner' })
  learnerId: string;

  @CodeColumn()
  kind: AppealKind;

  @RefColumn({ to: 'JudgementRecord', as: 'fk_appeals_judgement', nullable: true })
  judgementId: string | null;

  /** The version of the item that was decided on. */
  @RefColumn({ to: 'EvidenceRecord', as: 'fk_appeals_evidence', nullable: true })
  evidenceId: string | null;

  /** The item's number in the portfolio: whatever version of it is decided on next settles a granted appeal. */
  @IntegerColumn({ nullable: true })
  evidenceNumber: number | null;

  @RefColumn({ to: 'EvidenceDecisionRecord', as: 'fk_appeals_decision', nullable: true })
  decisionId: string | null;

  @CodeColumn({ nullable: true })
  criterion: string | null;

  /** Who took the decision; of a failing, the assessor of the registration at the time. */
  @RefColumn({ to: 'UserRecord', as: 'fk_appeals_decider' })
  decidedById: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_appeals_countersigner', nullable: true })
  countersignedById: string | null;

  /** `null` for a failing. */
  @InstantColumn({ nullable: true })
  decisionTakenAt: string | null;

  /** The qualified assessor who reconsiders. */
  @RefColumn({ to: 'UserRecord', as: 'fk_appeals_stage1_decider' })
  stage1DeciderId: string;

  @TextColumn()
  grounds: string;

  @InstantColumn()
  lodgedAt: string;

  @CodeColumn()
  status: AppealStatus;

  /** What it is about for as long as it is pending, so that there is one at a time; `null` once it is settled. */
  @TextColumn({ nullable: true })
  openSubject: string | null;

  /** By when the next step is due; `null` where no clock of the centre runs. */
  @DateColumn({ nullable: true })
  dueOn: string | null;

  /** What the last stage decided; `null` until then and again once it is taken further. */
  @CodeColumn({ nullable: true })
  outcome: AppealOutcome | null;

  /** The last stage said that somebody else decides anew. */
  @BooleanColumn()
  byAnotherAssessor: boolean;

  @BooleanColumn()
  awaitsRedecision: boolean;

  @InstantColumn({ nullable: true })
  redecidedAt: string | null;

  @TextColumn({ nullable: true })
  aoReference: string | null;

  @DateColumn({ nullable: true })
  aoDecidedOn: string | null;

  /** Whether a failure that was found has been traced to other learners; `null` when none was. */
  @CodeColumn({ nullable: true })
  tracing: 'open' | 'closed' | null;

  @DateColumn({ nullable: true })
  tracingSince: string | null;

  @TextColumn({ nullable: true })
  tracingNote: string | null;

  @InstantColumn({ nullable: true })
  closedAt: string | null;

  /** Number of its last step. */
  @IntegerColumn()
  lastStep: number;
}
