import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { CommentReview } from './comment-review.js';
import { ReviewPage, ReviewView } from './planning-view.dto.js';
import { LearnerRemarkBody, RecordReviewBody } from './planning.dto.js';
import { PlanningPresenter } from './planning.presenter.js';
import { RecordReview } from './record-review.js';

/** Reviews that were held with a learner. */
@ApiTags('planning')
@Controller('api/registrations/:id/reviews')
export class ReviewsController {
  constructor(
    private readonly recordReview: RecordReview,
    private readonly commentReview: CommentReview,
    private readonly registrations: RegistrationsReader,
    private readonly presenter: PlanningPresenter,
  ) {}

  @Post()
  @Operates('review:record', 'Record a review that was held with the learner')
  async record(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: RecordReviewBody,
  ): Promise<ReviewView> {
    const { heldOn, progress, feedback, actions } = body;
    const review = await this.recordReview.run(actor, id, {
      ...{ heldOn, progress, feedback },
      attendees: body.attendees ?? [],
      actions: actions.map(({ text, dueOn, criterion }) => ({ text, dueOn, criterion: criterion ?? null })),
      nextReviewOn: body.nextReviewOn ?? null,
    });
    return this.show(actor, id, review.id);
  }

  @Get()
  @Operates('review:read', 'Every review of the learner’s unit, and when the next is due')
  async list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ReviewPage> {
    const { registration } = await this.registrations.forOperation(actor, id, 'review:read');
    return this.presenter.reviews(registration);
  }

  @Post(':reviewId/learner-comment')
  @HttpCode(200)
  @Operates('review:comment', 'Sign the record of a review, or comment on it')
  async comment(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('reviewId') reviewId: string,
    @Body() body: LearnerRemarkBody,
  ): Promise<ReviewView> {
    await this.commentReview.run(actor, id, reviewId, body);
    return this.show(actor, id, reviewId);
  }

  private async show(actor: Actor, id: string, reviewId: string): Promise<ReviewView> {
    const { items } = await this.list(actor, id);
    const review = items.find((view) => view.id === reviewId);
    if (!review) throw notFound();
    return review;
  }
}
