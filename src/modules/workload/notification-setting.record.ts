import { Check, Entity } from 'typeorm';
import { CodeColumn, IdColumn, IntegerColumn } from '../../platform/database/columns.js';

export const DIGEST_CHOICES = ['daily', 'off'] as const;
export type DigestChoice = (typeof DIGEST_CHOICES)[number];

/** What somebody chose; who never chose has no row and gets the letter of the day. */
@Entity('notification_settings')
@Check('ck_notification_settings_digest', `"digest" IN ('daily', 'off')`)
export class NotificationSettingRecord {
  @IdColumn({ to: 'UserRecord', as: 'fk_notification_settings_person' })
  id: string;

  @CodeColumn()
  digest: DigestChoice;

  @IntegerColumn()
  revision: number;
}
