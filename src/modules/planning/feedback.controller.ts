import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { readsAssessorsSide } from '../../domain/planning/feedback.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { FeedbackPage, FeedbackView, toFeedbackView, WriteFeedbackBody } from './feedback.dto.js';
import { FeedbackReader } from './feedback.reader.js';
import { WriteFeedback } from './write-feedback.js';

/** What people say about a learner's work. */
@ApiTags('planning')
@Controller('api/registrations/:id/feedback')
export class FeedbackController {
  constructor(
    private readonly writeFeedback: WriteFeedback,
    private readonly registrations: RegistrationsReader,
    private readonly reader: FeedbackReader,
    private readonly identity: IdentityReader,
  ) {}

  @Post()
  @Operates('feedback:write', 'Write to the learner or to the assessors’ side, or answer a message')
  async write(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: WriteFeedbackBody,
  ): Promise<FeedbackView> {
    const message = await this.writeFeedback.run(actor, id, {
      text: body.text,
      audience: body.audience ?? null,
      criterion: body.criterion ?? null,
      evidenceId: body.evidenceId?.toLowerCase() ?? null,
      inReplyTo: body.inReplyTo?.toLowerCase() ?? null,
    });
    return toFeedbackView(message, await this.identity.names([message.authorId]));
  }

  @Get()
  @Operates('feedback:read', 'The thread, oldest first, as far as you may read it')
  async list(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FeedbackPage> {
    const { relations } = await this.registrations.forOperation(actor, id, 'feedback:read');
    const { limit = DEFAULT_PAGE, cursor } = query;
    const rows = await this.reader.page(id, readsAssessorsSide(relations), limit + 1, decodeCursor(cursor));
    const names = await this.identity.names(rows.map(({ authorId }) => authorId));
    const page = toPage(rows, limit, (row) => toFeedbackView(row, names));
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }
}
