import { Check, Entity, Index } from 'typeorm';
import { FEEDBACK_AUDIENCES, type FeedbackAudience } from '../../domain/planning/feedback.js';
import { CodeColumn, IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/columns.js';

/** One message about a learner's work. Never edited: who has read it acts on it. */
@Entity('feedback_messages')
@Index('ix_feedback_messages_registration', ['registrationId', 'id'])
@Check(
  'ck_feedback_messages_audience',
  `"audience" IN (${FEEDBACK_AUDIENCES.map((audience) => `'${audience}'`).join(', ')})`,
)
export class FeedbackRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_feedback_messages_registration' })
  registrationId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_feedback_messages_author' })
  authorId: string;

  /** `assessors`: the learner does not see it. */
  @CodeColumn()
  audience: FeedbackAudience;

  @TextColumn()
  text: string;

  @CodeColumn({ nullable: true })
  criterion: string | null;

  @RefColumn({ to: 'EvidenceRecord', as: 'fk_feedback_messages_evidence', nullable: true })
  evidenceId: string | null;

  @RefColumn({ to: 'FeedbackRecord', as: 'fk_feedback_messages_answered', nullable: true })
  inReplyTo: string | null;

  @InstantColumn()
  writtenAt: string;
}
