import { Entity, Unique } from 'typeorm';
import type { ExerciseDecision } from '../../domain/standardisation/exercise.js';
import {
  DateColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
  TextColumn,
} from '../../platform/database/columns.js';

export interface AgreedAnswer extends ExerciseDecision {
  readonly reasoning: string | null;
}

/** What an exercise came to, signed by its facilitator and never changed. */
@Entity('standardisation_conclusions')
@Unique('uq_standardisation_conclusions_event', ['eventId'])
export class StandardisationConclusionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'StandardisationEventRecord', as: 'fk_standardisation_conclusions_event' })
  eventId: string;

  @JsonColumn()
  agreed: readonly AgreedAnswer[];

  @TextColumn()
  minutes: string;

  /** When the meeting was held. */
  @DateColumn()
  heldOn: string;

  @JsonColumn()
  attendeeIds: readonly string[];

  /** Of the canonical text of evidence, decisions and everything above: what the signature binds. */
  @Sha256Column()
  contentSha256: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_standardisation_conclusions_signer' })
  signedById: string;

  @InstantColumn()
  signedAt: string;
}
