import { Entity, Index } from 'typeorm';
import {
  DateColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** A review that was held with a learner. What was agreed in it are actions of their own. */
@Entity('reviews')
@Index('ix_reviews_registration', ['registrationId', 'id'])
export class ReviewRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'RegistrationRecord', as: 'fk_reviews_registration' })
  registrationId: string;

  @DateColumn()
  heldOn: string;

  /** Who took part besides learner and assessor, in words: "Line manager, Anita Rowe". */
  @JsonColumn()
  attendees: string[];

  @TextColumn()
  progress: string;

  @TextColumn()
  feedback: string;

  @DateColumn({ nullable: true })
  nextReviewOn: string | null;

  @RefColumn({ to: 'UserRecord', as: 'fk_reviews_recorder' })
  recordedById: string;

  @InstantColumn()
  recordedAt: string;
}
