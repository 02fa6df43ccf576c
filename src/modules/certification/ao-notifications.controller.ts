import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import {
  AoNotificationPage,
  AoNotificationView,
  ListAoNotificationsQuery,
  SendAoNotificationBody,
} from './ao-notifications.dto.js';
import { AoNotificationsReader } from './ao-notifications.reader.js';
import { CertificationPresenter } from './certification.presenter.js';
import { SendAoNotification } from './send-ao-notification.js';

/** What the awarding organisation must be told after a claim: nothing is put right silently (§3.7). */
@ApiTags('certification')
@Controller('api/ao-notifications')
export class AoNotificationsController {
  constructor(
    private readonly sendNotification: SendAoNotification,
    private readonly reader: AoNotificationsReader,
    private readonly presenter: CertificationPresenter,
  ) {}

  @Get()
  @Operates('ao_notification:list', 'What the awarding organisation must be told or was told, oldest first')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListAoNotificationsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AoNotificationPage> {
    const { limit = DEFAULT_PAGE, cursor, status } = query;
    const rows = await this.reader.list(actor.centreId, status, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, (row) => row);
    linkNext(request, reply, page);
    return { items: await this.presenter.notifications(page.items), nextCursor: page.nextCursor };
  }

  @Post(':id/sending')
  @HttpCode(200)
  @Operates('ao_notification:send', 'Record that the awarding organisation was told, and what')
  async send(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: SendAoNotificationBody,
  ): Promise<AoNotificationView> {
    return this.presenter.notification(await this.sendNotification.run(actor, id, body));
  }
}
