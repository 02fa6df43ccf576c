import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { NOTICES, type Notice } from '../../domain/workload/who-to-tell.js';
import { PageQuery } from '../../platform/http/paging.js';
import { DIGEST_CHOICES, type DigestChoice } from './notification-setting.record.js';

export class ListNotificationsQuery extends PageQuery {
  /** `true` for those that are not read yet. */
  @ApiProperty({ enum: ['true', 'false'], required: false })
  @IsOptional()
  @IsIn(['true', 'false'])
  unread?: 'true' | 'false';
}

export class NotificationView {
  id: string;
  @ApiProperty({ enum: NOTICES })
  notice: Notice;
  /** One sentence. */
  text: string;
  /** When it happened. */
  at: string;
  /** When it was marked as read; `null` while it is not. */
  readAt: string | null;
  registrationId: string | null;
  evidenceId: string | null;
  /** Path of what it is about; `null` where there is no one place. */
  href: string | null;
}

export class NotificationPage {
  items: NotificationView[];
  nextCursor: string | null;
  /** How many are not read. */
  unread: number;
}

export class ReadUpToBody {
  /** The newest notice that was seen: it and everything before it counts as read. */
  @IsUUID()
  upToId: string;
}

export class UnreadView {
  /** How many are left that are not read. */
  unread: number;
}

export class NotificationSettingsBody {
  /** `daily`: a letter from seven in the morning on days with something new; `off`: none. */
  @ApiProperty({ enum: DIGEST_CHOICES })
  @IsIn(DIGEST_CHOICES)
  digest: DigestChoice;
}

export class NotificationSettingsView {
  @ApiProperty({ enum: DIGEST_CHOICES })
  digest: DigestChoice;
}
