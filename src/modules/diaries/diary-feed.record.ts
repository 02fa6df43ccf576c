import { Entity, Unique } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, Sha256Column } from '../../platform/database/columns.js';

/** The one address at which a person's diary can be read by a calendar program; whoever has it needs no session. */
@Entity('diary_feeds')
@Unique('uq_diary_feeds_person', ['userId'])
@Unique('uq_diary_feeds_token', ['tokenSha256'])
export class DiaryFeedRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_diary_feeds_person' })
  userId: string;

  /** Of the secret in the address; the secret itself lies nowhere. */
  @Sha256Column()
  tokenSha256: string;

  @InstantColumn()
  createdAt: string;
}
