import { Entity, Unique } from 'typeorm';
import type { ExerciseDecision } from '../../domain/standardisation/exercise.js';
import { IdColumn, InstantColumn, JsonColumn, RefColumn } from '../../platform/database/columns.js';

export interface BlindAnswer extends ExerciseDecision {
  readonly rationale: string | null;
  /** What was missing, where something was. */
  readonly gapNoted: string | null;
}

/** Everything one person decided in an exercise, at once and for good. Read only through `StandardisationReader`. */
@Entity('blind_decisions')
@Unique('uq_blind_decisions_person', ['eventId', 'personId'])
export class BlindDecisionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'StandardisationEventRecord', as: 'fk_blind_decisions_event' })
  eventId: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_blind_decisions_person' })
  personId: string;

  @JsonColumn()
  answers: readonly BlindAnswer[];

  @InstantColumn()
  decidedAt: string;
}
