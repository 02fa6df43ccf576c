import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan } from 'typeorm';
import type { UnreadCounts } from '../../domain/workload/digest-letter.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DigestRecord } from './digest.record.js';
import { NotificationRecord } from './notification.record.js';
import { NotificationSettingRecord } from './notification-setting.record.js';

/** Somebody to whom a letter of the day would have something new to say. */
export interface DigestReader {
  readonly personId: string;
  /** Their newest unread notice. */
  readonly newestId: string;
}

/** What people were told. */
@Injectable()
export class NotificationsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first. */
  of(personId: string, unreadOnly: boolean, limit: number, before: string | null): Promise<NotificationRecord[]> {
    return this.unitOfWork.reader.find(NotificationRecord, {
      where: {
        personId,
        ...(unreadOnly ? { readAt: IsNull() } : {}),
        ...(before === null ? {} : { id: LessThan(before) }),
      },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  byId(personId: string, id: string): Promise<NotificationRecord | null> {
    return this.unitOfWork.reader.findOneBy(NotificationRecord, { id, personId });
  }

  countUnread(personId: string): Promise<number> {
    return this.unitOfWork.reader.countBy(NotificationRecord, { personId, readAt: IsNull() });
  }

  /** Who was told of these events already, as `event person`. */
  async toldOf(eventIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.unitOfWork.reader.find(NotificationRecord, {
      select: { id: true, eventId: true, personId: true },
      where: { eventId: In([...eventIds]) },
    });
    return new Set(rows.map(({ eventId, personId }) => `${eventId} ${personId}`));
  }

  setting(personId: string): Promise<NotificationSettingRecord | null> {
    return this.unitOfWork.reader.findOneBy(NotificationSettingRecord, { id: personId });
  }

  /**
   * Active people of a centre who want letters, have had none on `day`, and have something unread that no letter has
   * spoken of yet.
   */
  digestReaders(centreId: string, day: string, limit: number): Promise<DigestReader[]> {
    return this.unitOfWork.reader.sql<DigestReader[]>`
      SELECT n."personId", MAX(n.id) AS "newestId"
      FROM notifications n JOIN users u ON u.id = n."personId"
      LEFT JOIN notification_settings s ON s.id = n."personId"
      WHERE n."centreId" = ${centreId} AND n."readAt" IS NULL
        AND u."isActive" = ${() => (this.unitOfWork.onPostgres ? 'TRUE' : '1')}
        AND COALESCE(s.digest, 'daily') = 'daily'
        AND n.id > COALESCE((SELECT MAX(d."upToId") FROM digests d WHERE d."personId" = n."personId"), '')
        AND NOT EXISTS (SELECT 1 FROM digests d WHERE d."personId" = n."personId" AND d.day = ${day})
      GROUP BY n."personId" LIMIT ${limit}`;
  }

  digest(id: string): Promise<DigestRecord | null> {
    return this.unitOfWork.reader.findOneBy(DigestRecord, { id });
  }

  async unreadCounts(personId: string): Promise<UnreadCounts> {
    const rows = await this.unitOfWork.reader.sql<{ notice: string; count: number | string }[]>`
      SELECT notice, COUNT(*) AS count FROM notifications
      WHERE "personId" = ${personId} AND "readAt" IS NULL GROUP BY notice`;
    return Object.fromEntries(rows.map(({ notice, count }) => [notice, Number(count)]));
  }
}
