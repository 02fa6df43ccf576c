import { Check, Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** What the learner says to a plan or to a review: a signature under a statement, a comment, or both. */
@Entity('learner_remarks')
@Index('ix_learner_remarks_registration', ['registrationId', 'id'])
@Check('ck_learner_remarks_subject', `("planId" IS NULL) <> ("reviewId" IS NULL)`)
export class LearnerRemarkRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_learner_remarks_registration' })
  registrationId: string;

  @RefColumn({ to: 'AssessmentPlanRecord', as: 'fk_learner_remarks_plan', nullable: true })
  planId: string | null;

  @RefColumn({ to: 'ReviewRecord', as: 'fk_learner_remarks_review', nullable: true })
  reviewId: string | null;

  /** What was signed; `null` for a comment without agreement. */
  @TextColumn({ nullable: true })
  statement: string | null;

  @TextColumn({ nullable: true })
  comment: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_learner_remarks_learner' })
  learnerId: string;

  @InstantColumn()
  at: string;
}
