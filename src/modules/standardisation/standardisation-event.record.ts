import { Check, Entity, Index } from 'typeorm';
import { EXERCISE_STATES, type ExerciseState } from '../../domain/standardisation/exercise.js';
import type { Mask } from '../../domain/standardisation/masks.js';
import {
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/columns.js';

/** What ended the blind part: the last decision, or the facilitator, who waited long enough. */
export const REVEAL_CAUSES = ['all_decided', 'facilitator'] as const;
export type RevealCause = (typeof REVEAL_CAUSES)[number];

/** One standardisation exercise (§4.3). Once it is concluded its row never changes again. */
@Entity('standardisation_events')
@Index('ix_standardisation_events_centre', ['centreId', 'id'])
@Index('ix_standardisation_events_unit', ['centreId', 'unitKey', 'id'])
@Check('ck_standardisation_events_state', `"state" IN (${EXERCISE_STATES.map((state) => `'${state}'`).join(', ')})`)
export class StandardisationEventRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_standardisation_events_centre' })
  centreId: string;

  @CodeColumn()
  unitKey: string;

  /** The issue whose criteria are decided on. */
  @CodeColumn()
  specificationVersion: string;

  @TextColumn()
  title: string;

  @JsonColumn()
  criteria: readonly string[];

  /** The day of the meeting, as it is planned; the conclusion says when it was held. */
  @DateColumn()
  heldOn: string;

  /** The last day for decisions. */
  @DateColumn()
  dueBy: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_standardisation_events_creator' })
  createdById: string;

  /** Prepares, opens, reveals, and signs what was agreed. */
  @RefColumn({ to: 'UserRecord', as: 'fk_standardisation_events_facilitator' })
  facilitatorId: string;

  @CodeColumn()
  state: ExerciseState;

  /** Names to mask besides those that the registrations and the evidence know. */
  @JsonColumn()
  alsoMask: readonly string[];

  /** Names that are words as well: alone they are masked only where a capital begins them. */
  @JsonColumn()
  ordinaryWords: readonly string[];

  /** What was masked, as it was when the facilitator confirmed what it makes of the evidence. */
  @JsonColumn({ nullable: true })
  masks: readonly Mask[] | null;

  @InstantColumn()
  createdAt: string;

  @InstantColumn({ nullable: true })
  openedAt: string | null;

  @InstantColumn({ nullable: true })
  revealedAt: string | null;

  @CodeColumn({ nullable: true })
  revealCause: RevealCause | null;

  @TextColumn({ nullable: true })
  revealReason: string | null;

  @InstantColumn({ nullable: true })
  concludedAt: string | null;

  /** Raised by every change; the ETag. */
  @IntegerColumn()
  revision: number;
}
