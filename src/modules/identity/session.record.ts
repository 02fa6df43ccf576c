import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, Sha256Column } from '../../platform/database/columns.js';

/** A live sign-in. Only the hash of its token is kept. */
@Entity('sessions')
@Index('uq_sessions_token', ['tokenSha256'], { unique: true })
@Index('ix_sessions_expiry', ['expiresAt'])
export class SessionRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_sessions_user' })
  userId: string;

  @Sha256Column()
  tokenSha256: string;

  @InstantColumn()
  createdAt: string;

  /** Moved forward at most once a minute. */
  @InstantColumn()
  lastSeenAt: string;

  /** End at the latest, however busy. */
  @InstantColumn()
  expiresAt: string;
}
