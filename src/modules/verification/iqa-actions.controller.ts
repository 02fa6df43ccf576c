import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { AnswerAction } from './answer-action.js';
import { CloseAction } from './close-action.js';
import type { IqaActionRecord } from './iqa-action.record.js';
import { AnswerActionBody, CloseActionBody, ListActionsQuery } from './iqa-actions.dto.js';
import { IqaActionPage, IqaActionView } from './sample-view.dto.js';
import { SamplesPresenter } from './samples.presenter.js';
import { SamplesReader } from './samples.reader.js';

/** What IQAs want done: answered by its owner, closed by an IQA. */
@ApiTags('sampling')
@Controller('api/iqa-actions')
export class IqaActionsController {
  constructor(
    private readonly answerAction: AnswerAction,
    private readonly closeAction: CloseAction,
    private readonly reader: SamplesReader,
    private readonly presenter: SamplesPresenter,
  ) {}

  @Get()
  @Operates('action:list', 'Actions that are yours, or on registrations where you assess or verify')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListActionsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IqaActionPage> {
    const { limit = DEFAULT_PAGE, cursor, ...filter } = query;
    const rows = await this.reader.actions(actor, filter, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, (row) => row);
    linkNext(request, reply, page);
    return { items: await this.presenter.actions(page.items), nextCursor: page.nextCursor };
  }

  @Post(':id/response')
  @HttpCode(200)
  @Operates('action:answer', 'Say what you did about an action of yours')
  async answer(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: AnswerActionBody,
  ): Promise<IqaActionView> {
    return this.show(await this.answerAction.run(actor, id, body.response));
  }

  @Post(':id/closure')
  @HttpCode(200)
  @Operates('action:close', 'Close an action, saying what settles it')
  async close(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: CloseActionBody,
  ): Promise<IqaActionView> {
    return this.show(await this.closeAction.run(actor, id, body.note));
  }

  private async show(row: IqaActionRecord): Promise<IqaActionView> {
    const [view] = await this.presenter.actions([row]);
    if (!view) throw notFound();
    return view;
  }
}
