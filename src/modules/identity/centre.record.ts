import { Entity } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn, TextColumn } from '../../platform/database/columns.js';

/** An approved provider. Two centres in one installation never see each other. */
@Entity('centres')
export class CentreRecord {
  @IdColumn()
  id: string;

  @TextColumn()
  name: string;

  /** The awarding organisation's number for the centre: opaque, often five digits. */
  @CodeColumn({ nullable: true })
  number: string | null;

  @InstantColumn()
  createdAt: string;
}
