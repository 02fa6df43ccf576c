import { Entity } from 'typeorm';
import { DateColumn, IdColumn, IntegerColumn } from '../../platform/database/columns.js';

/** How far the trail of a centre has been followed; its id is the centre's. */
@Entity('progress_heads')
export class ProgressHeadRecord {
  @IdColumn()
  id: string;

  /** Place of the last event that was looked at. */
  @IntegerColumn()
  sequence: number;

  /** Day for which every letter of the day has been ordered. */
  @DateColumn({ nullable: true })
  digestedOn: string | null;
}
