import { Entity } from 'typeorm';
import { CodeColumn, IdColumn, IntegerColumn, Sha256Column } from '../../platform/database/columns.js';

/** The end of one centre's chain. Locked while an event is added, so that the chain never forks. */
@Entity('audit_heads')
export class AuditHeadRecord {
  @IdColumn()
  id: string;

  @IntegerColumn()
  sequence: number;

  @Sha256Column()
  sha256: string;

  /** Which key sealed the last event; `null` as on the event itself. */
  @CodeColumn({ nullable: true })
  keyId: string | null;
}
