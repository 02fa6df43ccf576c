import { Check, Entity, Unique } from 'typeorm';
import {
  APPEAL_STATUSES,
  APPEAL_STEPS,
  type AppealOutcome,
  type AppealStatus,
  type AppealStepEvent,
} from '../../domain/appeal/appeal.js';
import {
  BooleanColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');

/** One step of an appeal: who did what, when and why. Rows are only added (P5). */
@Entity('appeal_steps')
@Unique('uq_appeal_steps_sequence', ['appealId', 'sequence'])
@Check('ck_appeal_steps_event', `"event" IN (${quoted(APPEAL_STEPS)})`)
@Check('ck_appeal_steps_status', `"status" IN (${quoted(APPEAL_STATUSES)})`)
export class AppealStepRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'AppealRecord', as: 'fk_appeal_steps_appeal' })
  appealId: string;

  /** From 1. */
  @IntegerColumn()
  sequence: number;

  @CodeColumn()
  event: AppealStepEvent;

  /** Where the appeal stood after it. */
  @CodeColumn()
  status: AppealStatus;

  @RefColumn({ to: 'UserRecord', as: 'fk_appeal_steps_actor' })
  actorId: string;

  @InstantColumn()
  at: string;

  /** Of a vote, the member's own note. */
  @TextColumn({ nullable: true })
  reason: string | null;

  /** Why it came later than the policy asks, where it did. */
  @TextColumn({ nullable: true })
  lateReason: string | null;

  @CodeColumn({ nullable: true })
  outcome: AppealOutcome | null;

  /** Whom a panel was made of. */
  @JsonColumn({ nullable: true })
  personIds: string[] | null;

  /** By when the next step is due. */
  @DateColumn({ nullable: true })
  dueOn: string | null;

  /** The policy that the due date was computed under. */
  @IntegerColumn({ nullable: true })
  policyVersion: number | null;

  /** Later than the policy asks: noted, never refused (P1). */
  @BooleanColumn()
  isLate: boolean;
}
