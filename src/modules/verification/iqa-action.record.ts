import { Check, Entity, Index } from 'typeorm';
import {
  ACTION_SEVERITIES,
  ACTION_SUBJECTS,
  type ActionSeverity,
  type ActionSubject,
} from '../../domain/sampling/sample-decision.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');

/** What an IQA wants done (§4.2). The owner answers it, an IQA closes it; an essential one blocks release till then. */
@Entity('iqa_actions')
@Index('ix_iqa_actions_registration', ['registrationId', 'id'])
@Index('ix_iqa_actions_owner', ['ownerId', 'id'])
@Index('ix_iqa_actions_centre', ['centreId', 'id'])
@Check('ck_iqa_actions_severity', `"severity" IN (${quoted(ACTION_SEVERITIES)})`)
@Check('ck_iqa_actions_against', `"against" IN (${quoted(ACTION_SUBJECTS)})`)
export class IqaActionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_iqa_actions_centre' })
  centreId: string;

  @RefColumn({ to: 'IqaSampleRecord', as: 'fk_iqa_actions_sample' })
  sampleId: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_iqa_actions_registration' })
  registrationId: string;

  @CodeColumn()
  severity: ActionSeverity;

  @CodeColumn()
  against: ActionSubject;

  /** The criterion or the ref of the evidence; `null` for assessor and process. */
  @CodeColumn({ nullable: true })
  subject: string | null;

  /** Place in the ledger of the judgement that was not agreed with; it must be judged again before this is closed. */
  @IntegerColumn({ nullable: true })
  disputedSequence: number | null;

  @TextColumn()
  text: string;

  @DateColumn()
  dueDate: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_iqa_actions_owner' })
  ownerId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_iqa_actions_raiser' })
  raisedById: string;

  @InstantColumn()
  raisedAt: string;

  @TextColumn({ nullable: true })
  response: string | null;

  @InstantColumn({ nullable: true })
  respondedAt: string | null;

  @RefColumn({ nullable: true })
  closedById: string | null;

  @TextColumn({ nullable: true })
  closureNote: string | null;

  @InstantColumn({ nullable: true })
  closedAt: string | null;
}
