import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import {
  NOTIFICATION_CAUSES,
  NOTIFICATION_STATUSES,
  type NotificationCause,
  type NotificationStatus,
  notificationStatus,
} from '../../domain/certification/ao-notification.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { RegistrationRecord } from '../registrations/registration.record.js';
import type { AoNotificationRecord } from './ao-notification.record.js';

export class ListAoNotificationsQuery extends PageQuery {
  @ApiProperty({ enum: NOTIFICATION_STATUSES, required: false })
  @IsOptional()
  @IsIn(NOTIFICATION_STATUSES)
  status?: NotificationStatus;
}

export class SendAoNotificationBody {
  /** Day on which the awarding organisation was told; not before it happened and not in the future. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  sentOn: string;

  /** The letter, message or case number. */
  @IsString()
  @Length(1, 200)
  @Matches(/\S/, { message: 'reference must not be blank' })
  reference: string;

  /** What they were told, without customers' names. */
  @IsString()
  @Length(1, 5_000)
  @Matches(/\S/, { message: 'summary must say what they were told' })
  summary: string;
}

export class AoNotificationView {
  id: string;
  registrationId: string;
  learnerId: string;
  learnerName: string;
  unit: string;
  claimId: string;
  /** release_voided: what was claimed on has changed. revoked: the certificate was revoked. */
  @ApiProperty({ enum: NOTIFICATION_CAUSES })
  cause: NotificationCause;
  /** What happened. */
  reason: string;
  openedAt: string;
  @ApiProperty({ enum: NOTIFICATION_STATUSES })
  status: NotificationStatus;
  sentOn: string | null;
  reference: string | null;
  summary: string | null;
  sentById: string | null;
  sentByName: string | null;
}

export class AoNotificationPage {
  items: AoNotificationView[];
  nextCursor: string | null;
}

export function toNotificationView(
  row: AoNotificationRecord,
  registrations: ReadonlyMap<string, RegistrationRecord>,
  names: ReadonlyMap<string, string>,
): AoNotificationView {
  const { id, registrationId, claimId, cause, reason, openedAt, sentOn, reference, summary, sentById } = row;
  const { learnerId = '', unitKey = '' } = registrations.get(registrationId) ?? {};
  return {
    ...{ id, registrationId, learnerId, learnerName: names.get(learnerId) ?? '', unit: unitKey },
    ...{ claimId, cause, reason, openedAt, status: notificationStatus(row) },
    ...{ sentOn, reference, summary, sentById },
    sentByName: sentById === null ? null : (names.get(sentById) ?? ''),
  };
}
