import { Injectable } from '@nestjs/common';
import type { Actor } from '../../domain/access/actor.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { assertRevision, type IfMatch } from '../../platform/http/etag.js';
import type { DigestChoice, NotificationSettingRecord } from './notification-setting.record.js';
import { NotificationsReader } from './notifications.reader.js';
import { NotificationsStore } from './notifications.store.js';

/** Whether somebody wants the letter of the day. Revision 0 is the default that nobody has changed. */
@Injectable()
export class ChangeNotificationSettings {
  constructor(
    private readonly reader: NotificationsReader,
    private readonly store: NotificationsStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  run(actor: Actor, expected: IfMatch, input: { digest: DigestChoice }): Promise<NotificationSettingRecord> {
    return this.unitOfWork.run(async () => {
      const revision = (await this.reader.setting(actor.userId))?.revision ?? 0;
      assertRevision(revision, expected);
      const setting = { id: actor.userId, digest: input.digest, revision: revision + 1 };
      await this.store.keepSetting(setting);
      return setting;
    }, [`notification-settings:${actor.userId}`]);
  }
}
