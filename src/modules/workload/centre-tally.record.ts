import { Entity, Unique } from 'typeorm';
import type { Tally } from '../../domain/workload/tallies.js';
import { CodeColumn, IdColumn, IntegerColumn, RefColumn } from '../../platform/database/columns.js';

/** One count of a centre's unit, kept by difference so that reading it costs the same however many registrations there are. */
@Entity('centre_tallies')
@Unique('uq_centre_tallies_key', ['centreId', 'unitKey', 'tally', 'subject', 'detail'])
export class CentreTallyRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'CentreRecord', as: 'fk_centre_tallies_centre' })
  centreId: string;

  @CodeColumn()
  unitKey: string;

  @CodeColumn()
  tally: Tally;

  @CodeColumn()
  subject: string;

  @CodeColumn()
  detail: string;

  @IntegerColumn()
  count: number;
}
