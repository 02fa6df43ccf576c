import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DigestRecord, type DigestState } from './digest.record.js';
import { NotificationRecord } from './notification.record.js';
import { NotificationSettingRecord } from './notification-setting.record.js';

@Injectable()
export class NotificationsStore {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(rows: readonly NotificationRecord[]): Promise<void> {
    await this.unitOfWork.insert(NotificationRecord, rows);
  }

  /** Marks one notice as read; read already, it stays read since then. */
  async markRead(personId: string, id: string, readAt: string): Promise<void> {
    await this.unitOfWork.update(NotificationRecord, { id, personId, readAt: IsNull() }, { readAt });
  }

  /** Marks everything up to a notice as read. */
  async markReadUpTo(personId: string, id: string, readAt: string): Promise<void> {
    const where = { personId, readAt: IsNull(), id: LessThanOrEqual(id) };
    await this.unitOfWork.update(NotificationRecord, where, { readAt });
  }

  async keepSetting(setting: NotificationSettingRecord): Promise<void> {
    if (setting.revision === 1) await this.unitOfWork.insert(NotificationSettingRecord, setting);
    else await this.unitOfWork.update(NotificationSettingRecord, { id: setting.id }, setting);
  }

  async addDigests(digests: readonly DigestRecord[]): Promise<void> {
    await this.unitOfWork.insert(DigestRecord, digests);
  }

  /** Moves a letter on, if it is where it is thought to be: says whether it was. */
  async moveDigest(id: string, from: readonly DigestState[], to: DigestState): Promise<boolean> {
    return (await this.unitOfWork.update(DigestRecord, { id, state: In([...from]) }, { state: to })) > 0;
  }
}
