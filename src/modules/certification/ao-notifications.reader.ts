import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, Not } from 'typeorm';
import type { NotificationStatus } from '../../domain/certification/ao-notification.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { AoNotificationRecord } from './ao-notification.record.js';

@Injectable()
export class AoNotificationsReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  one(centreId: string, id: string): Promise<AoNotificationRecord | null> {
    return this.unitOfWork.reader.findOneBy(AoNotificationRecord, { id, centreId });
  }

  /** Oldest first: what has waited longest is told first. */
  list(
    centreId: string,
    status: NotificationStatus | undefined,
    limit: number,
    after: string | null,
  ): Promise<AoNotificationRecord[]> {
    return this.unitOfWork.reader.find(AoNotificationRecord, {
      where: {
        centreId,
        ...(status === undefined ? {} : { sentOn: status === 'due' ? IsNull() : Not(IsNull()) }),
        ...(after === null ? {} : { id: MoreThan(after) }),
      },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** Those of these registrations about which the awarding organisation has yet to be told something. */
  async dueOn(registrationIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.unitOfWork.reader.find(AoNotificationRecord, {
      select: { id: true, registrationId: true },
      where: { registrationId: In([...registrationIds]), sentOn: IsNull() },
    });
    return new Set(rows.map(({ registrationId }) => registrationId));
  }

  /** Every notification about one unit of one claim. */
  about(claimId: string, registrationId: string): Promise<AoNotificationRecord[]> {
    return this.unitOfWork.reader.findBy(AoNotificationRecord, { claimId, registrationId });
  }
}
