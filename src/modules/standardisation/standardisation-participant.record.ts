import { Entity, Index, Unique } from 'typeorm';
import {
  BooleanColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
} from '../../platform/database/columns.js';

/** Somebody in an exercise: whoever decides in it, and who arranged or facilitates it without deciding. */
@Entity('standardisation_participants')
@Unique('uq_standardisation_participants_person', ['eventId', 'personId'])
@Index('ix_standardisation_participants_person', ['personId', 'eventId'])
export class StandardisationParticipantRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'StandardisationEventRecord', as: 'fk_standardisation_participants_event' })
  eventId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_standardisation_participants_person' })
  personId: string;

  /** Whether a decision of theirs is asked for. */
  @BooleanColumn()
  decides: boolean;

  @InstantColumn({ nullable: true })
  decidedAt: string | null;

  /** Numbers of the evidence that they had decided or judged on for its learner, up to the reveal. */
  @JsonColumn()
  decidedOriginally: readonly number[];

  /** `null` until the exercise is concluded. */
  @BooleanColumn({ nullable: true })
  attended: boolean | null;

  /** Of the conclusion: on how many questions they had decided, and on how many of them as was agreed. */
  @IntegerColumn({ nullable: true })
  questionsDecided: number | null;

  @IntegerColumn({ nullable: true })
  decidedAsAgreed: number | null;
}
