import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, Sha256Column } from '../../platform/database/columns.js';

/** One wrong password, kept for as long as it slows further guesses down. */
@Entity('sign_in_failures')
@Index('ix_sign_in_failures_source', ['sourceSha256', 'at'])
@Index('ix_sign_in_failures_at', ['at'])
export class SignInFailureRecord {
  @IdColumn()
  id: string;

  /** Hash of e-mail and network address, so that a stranger does not lock the owner out elsewhere; or of the address alone. */
  @Sha256Column()
  sourceSha256: string;

  @InstantColumn()
  at: string;
}
