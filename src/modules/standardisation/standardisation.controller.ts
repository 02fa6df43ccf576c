import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { AnswerStandardisationAction } from './answer-standardisation-action.js';
import { CloseStandardisationAction } from './close-standardisation-action.js';
import { ExerciseActionView, StandardisationCoverView } from './standardisation-view.dto.js';
import { AnswerExerciseActionBody, CloseExerciseActionBody } from './standardisation-conclusion.dto.js';
import { CoverQuery } from './standardisation.dto.js';
import { StandardisationPresenter } from './standardisation.presenter.js';

/** What exercises leave to be done, and who has taken part in how many. */
@ApiTags('standardisation')
@Controller('api')
export class StandardisationController {
  constructor(
    private readonly answerAction: AnswerStandardisationAction,
    private readonly closeAction: CloseStandardisationAction,
    private readonly presenter: StandardisationPresenter,
  ) {}

  @Get('standardisation-cover')
  @Operates('standardisation:read', 'Who of a unit was standardised when; all for lead IQA and manager, else yourself')
  async cover(@CurrentActor() actor: Actor, @Query() { unit }: CoverQuery): Promise<StandardisationCoverView> {
    return { items: await this.presenter.cover(actor, unit), nextCursor: null };
  }

  @Post('standardisation-actions/:id/response')
  @HttpCode(200)
  @Operates('standardisation:answer', 'Say what you did about an action of yours')
  async answer(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { response }: AnswerExerciseActionBody,
  ): Promise<ExerciseActionView> {
    return this.presenter.action(await this.answerAction.run(actor, id, response));
  }

  @Post('standardisation-actions/:id/closure')
  @HttpCode(200)
  @Operates('standardisation:close', 'Close an action of somebody else’s, saying what settles it')
  async close(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { note }: CloseExerciseActionBody,
  ): Promise<ExerciseActionView> {
    return this.presenter.action(await this.closeAction.run(actor, id, note));
  }
}
