import { Check, Entity, Index } from 'typeorm';
import {
  ACTION_ORIGINS,
  type ActionOrigin,
  CLOSURE_CAUSES,
  type ClosureCause,
} from '../../domain/planning/learner-action.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');

/** Something a learner has been asked to do. They answer it; an assessor closes it, or what it was about settles it. */
@Entity('learner_actions')
@Index('ix_learner_actions_registration', ['registrationId', 'id'])
@Index('ix_learner_actions_origin', ['originId'])
@Check('ck_learner_actions_origin', `"origin" IN (${quoted(ACTION_ORIGINS)})`)
@Check('ck_learner_actions_closure', `"closureCause" IN (${quoted(CLOSURE_CAUSES)})`)
export class LearnerActionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_learner_actions_registration' })
  registrationId: string;

  @CodeColumn()
  origin: ActionOrigin;

  /** The review, judgement or evidence it comes from. */
  @RefColumn()
  originId: string;

  @CodeColumn({ nullable: true })
  criterion: string | null;

  @TextColumn()
  text: string;

  @DateColumn({ nullable: true })
  dueOn: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_learner_actions_raiser' })
  raisedById: string;

  @InstantColumn()
  raisedAt: string;

  @TextColumn({ nullable: true })
  response: string | null;

  @InstantColumn({ nullable: true })
  respondedAt: string | null;

  @CodeColumn({ nullable: true })
  closureCause: ClosureCause | null;

  @TextColumn({ nullable: true })
  closureNote: string | null;

  /** Who closed it, or did what settles it. */
  @RefColumn({ nullable: true })
  closedById: string | null;

  @InstantColumn({ nullable: true })
  closedAt: string | null;
}
