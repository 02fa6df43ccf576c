import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { AnswerLearnerAction } from './answer-learner-action.js';
import { CloseLearnerAction } from './close-learner-action.js';
import type { LearnerActionRecord } from './learner-action.record.js';
import {
  AnswerLearnerActionBody,
  CloseLearnerActionBody,
  LearnerActionPage,
  LearnerActionView,
  ListLearnerActionsQuery,
  toLearnerActionView,
} from './learner-actions.dto.js';
import { LearnerActionsReader } from './learner-actions.reader.js';

/** What a learner has been asked to do: in reviews, with judgements, and when evidence came back. */
@ApiTags('planning')
@Controller('api/registrations/:id/learner-actions')
export class LearnerActionsController {
  constructor(
    private readonly answerAction: AnswerLearnerAction,
    private readonly closeAction: CloseLearnerAction,
    private readonly registrations: RegistrationsReader,
    private readonly reader: LearnerActionsReader,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operates('learner_action:read', 'What the learner has been asked to do, oldest first')
  async list(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: ListLearnerActionsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LearnerActionPage> {
    await this.registrations.forOperation(actor, id, 'learner_action:read');
    const { limit = DEFAULT_PAGE, cursor, status } = query;
    const rows = await this.reader.page(id, status, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, (row) => row);
    linkNext(request, reply, page);
    return { items: await this.show(page.items), nextCursor: page.nextCursor };
  }

  @Post(':actionId/response')
  @HttpCode(200)
  @Operates('learner_action:answer', 'Say what you did')
  async answer(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('actionId') actionId: string,
    @Body() body: AnswerLearnerActionBody,
  ): Promise<LearnerActionView> {
    return this.showOne(await this.answerAction.run(actor, id, actionId, body.response));
  }

  @Post(':actionId/closure')
  @HttpCode(200)
  @Operates('learner_action:close', 'Say that an action of the learner’s is done with')
  async close(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('actionId') actionId: string,
    @Body() body: CloseLearnerActionBody,
  ): Promise<LearnerActionView> {
    return this.showOne(await this.closeAction.run(actor, id, actionId, body.note?.trim() || null));
  }

  private async showOne(action: LearnerActionRecord): Promise<LearnerActionView> {
    const names = await this.identity.names([action.raisedById, action.closedById]);
    return toLearnerActionView(action, names, this.clock.today());
  }

  private async show(actions: readonly LearnerActionRecord[]): Promise<LearnerActionView[]> {
    const names = await this.identity.names(actions.flatMap(({ raisedById, closedById }) => [raisedById, closedById]));
    const today = this.clock.today();
    return actions.map((action) => toLearnerActionView(action, names, today));
  }
}
