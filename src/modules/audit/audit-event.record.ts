import { Entity, Index, Unique } from 'typeorm';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  RefColumn,
  Sha256Column,
} from '../../platform/database/columns.js';

/** One thing that happened at a centre. Rows are only ever added; each carries the seal of the one before. */
@Entity('audit_events')
@Unique('uq_audit_events_sequence', ['centreId', 'sequence'])
@Index('ix_audit_events_registration', ['registrationId', 'id'])
@Index('ix_audit_events_learner', ['learnerId', 'id'])
export class AuditEventRecord {
  @IdColumn()
  id: string;

  @RefColumn()
  centreId: string;

  /** Position in the centre's chain, from 1, without holes. */
  @IntegerColumn()
  sequence: number;

  /** `judgement.recorded` … */
  @CodeColumn()
  type: string;

  @InstantColumn()
  at: string;

  /** Who did it; `null` for the system itself. */
  @RefColumn({ nullable: true })
  actorId: string | null;

  @RefColumn({ nullable: true })
  registrationId: string | null;

  @RefColumn({ nullable: true })
  learnerId: string | null;

  @RefColumn({ nullable: true })
  evidenceId: string | null;

  /** Facts of the event: ids, codes, hashes, reasons. Never the words of evidence. */
  @JsonColumn()
  facts: Readonly<Record<string, unknown>>;

  @Sha256Column()
  previousSha256: string;

  /** The seal over everything above: HMAC-SHA-256, or plain SHA-256 where there is no `keyId`. */
  @Sha256Column()
  sha256: string;

  /** Which key sealed it; `null` for events from before the trail was sealed. Under the seal as well. */
  @CodeColumn({ nullable: true })
  keyId: string | null;
}
