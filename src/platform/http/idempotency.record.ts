import { Entity, Index } from 'typeorm';
import { InstantColumn, IntegerColumn, JsonColumn, NaturalKeyColumn, Sha256Column } from '../database/columns.js';

/** A POST that was carried out under an `Idempotency-Key`, and what it answered. */
@Entity('idempotency_keys')
@Index('ix_idempotency_keys_age', ['createdAt'])
export class IdempotencyRecord {
  /** Hash of actor, route and key: the same key from somebody else is another key. */
  @NaturalKeyColumn()
  key: string;

  /** Empty where the body holds a secret (`@Secret`) and while an upload is still arriving. */
  @Sha256Column()
  bodySha256: string;

  /** `null` from the commit of the effect until the answer is stored. */
  @IntegerColumn({ nullable: true })
  status: number | null;

  @JsonColumn({ nullable: true })
  answer: unknown;

  /** Those of the answer's headers that a client goes on with. */
  @JsonColumn({ nullable: true })
  headers: Readonly<Record<string, string>> | null;

  @InstantColumn()
  createdAt: string;
}
