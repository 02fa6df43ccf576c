import { Check, Entity, Unique } from 'typeorm';
import { CodeColumn, DateColumn, IdColumn, InstantColumn, RefColumn } from '../../platform/database/columns.js';

/** `sending`: handed to the mailer; whether it went, nobody knows if the process died there, and it is not sent again. */
export type DigestState = 'queued' | 'sending' | 'sent' | 'failed';

/** The letter of one day to one person. The row comes before the letter, so that there is never a second one. */
@Entity('digests')
@Unique('uq_digests_day', ['personId', 'day'])
@Check('ck_digests_state', `"state" IN ('queued', 'sending', 'sent', 'failed')`)
export class DigestRecord {
  @IdColumn()
  id: string;

  @RefColumn({ to: 'UserRecord', as: 'fk_digests_person' })
  personId: string;

  /** As clocks show it where the centre is. */
  @DateColumn()
  day: string;

  @CodeColumn()
  state: DigestState;

  /** The newest notice that it speaks of: the next letter comes when there is a newer one. */
  @RefColumn()
  upToId: string;

  @InstantColumn()
  orderedAt: string;
}
