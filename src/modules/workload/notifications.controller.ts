import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { etagOf, type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { ChangeNotificationSettings } from './change-notification-settings.js';
import { MarkNoticesRead } from './mark-notices-read.js';
import {
  ListNotificationsQuery,
  NotificationPage,
  NotificationSettingsBody,
  NotificationSettingsView,
  ReadUpToBody,
  UnreadView,
} from './notifications.dto.js';
import { NotificationsPresenter } from './notifications.presenter.js';
import { NotificationsReader } from './notifications.reader.js';

/** What happened that concerns you, and whether you want a letter about it. */
@ApiTags('my work')
@Controller('api/me')
export class NotificationsController {
  constructor(
    private readonly reader: NotificationsReader,
    private readonly presenter: NotificationsPresenter,
    private readonly markRead: MarkNoticesRead,
    private readonly changeSettings: ChangeNotificationSettings,
  ) {}

  @Get('notifications')
  @Operates('notification:read', 'What you were told, newest first')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListNotificationsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NotificationPage> {
    const { limit = DEFAULT_PAGE, cursor, unread } = query;
    const rows = await this.reader.of(actor.userId, unread === 'true', limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, (row) => row);
    linkNext(request, reply, page);
    return {
      items: await this.presenter.views(actor.userId, page.items),
      nextCursor: page.nextCursor,
      unread: await this.reader.countUnread(actor.userId),
    };
  }

  @Post('notifications/:id/reading')
  @HttpCode(200)
  @Operates('notification:change', 'Mark one notice as read')
  async readOne(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<UnreadView> {
    return { unread: await this.markRead.run(actor, id, 'one') };
  }

  @Post('notifications/reading')
  @HttpCode(200)
  @Operates('notification:change', 'Mark everything up to a notice as read')
  async readUpTo(@CurrentActor() actor: Actor, @Body() body: ReadUpToBody): Promise<UnreadView> {
    return { unread: await this.markRead.run(actor, body.upToId, 'up_to') };
  }

  @Get('notification-settings')
  @Operates('notification:read', 'Whether you get the letter of the day')
  async settings(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NotificationSettingsView> {
    const setting = await this.reader.setting(actor.userId);
    void reply.header('etag', etagOf(setting?.revision ?? 0));
    return { digest: setting?.digest ?? 'daily' };
  }

  @Put('notification-settings')
  @Operates('notification:change', 'Choose whether you get the letter of the day')
  async change(
    @CurrentActor() actor: Actor,
    @IfMatchHeader() expected: IfMatch,
    @Body() body: NotificationSettingsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NotificationSettingsView> {
    const { digest, revision } = await this.changeSettings.run(actor, expected, body);
    void reply.header('etag', etagOf(revision));
    return { digest };
  }
}
