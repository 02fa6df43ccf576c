import { Check, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, IntegerColumn, RefColumn } from '../../platform/database/columns.js';

/** A learner (or the centre itself) whose derived rows are behind; the row goes in the transaction that brings them up. */
@Entity('progress_marks')
@Index('ix_progress_marks_centre', ['centreId', 'sequence', 'id'])
@Check('ck_progress_marks_scope', `"scope" IN ('learner', 'centre')`)
export class ProgressMarkRecord {
  /** Of the learner or of the centre. */
  @IdColumn()
  id: string;

  @RefColumn()
  centreId: string;

  @CodeColumn()
  scope: 'learner' | 'centre';

  /** Place of the last event that touched it. */
  @IntegerColumn()
  sequence: number;

  /** Instant of the first event that its derived rows do not know. */
  @InstantColumn()
  since: string;
}
