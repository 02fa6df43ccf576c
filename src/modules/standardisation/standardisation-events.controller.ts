import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { etagOf, type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { AddDissent } from './add-dissent.js';
import { ArrangeStandardisation } from './arrange-standardisation.js';
import { ChangeStandardisation } from './change-standardisation.js';
import { ConcludeStandardisation } from './conclude-standardisation.js';
import { DecideBlind } from './decide-blind.js';
import { OpenStandardisation } from './open-standardisation.js';
import { RevealDecisions } from './reveal-decisions.js';
import { ConcludeExerciseBody, DissentBody } from './standardisation-conclusion.dto.js';
import type { StandardisationEventRecord } from './standardisation-event.record.js';
import { ExercisePage, ExerciseView } from './standardisation-view.dto.js';
import {
  ArrangeExerciseBody,
  ChangeExerciseBody,
  DecideBlindBody,
  ListExercisesQuery,
  OpenExerciseBody,
  RevealBody,
} from './standardisation.dto.js';
import { StandardisationPresenter } from './standardisation.presenter.js';
import { StandardisationReader } from './standardisation.reader.js';

/** Blind exercises on shared evidence: prepared, opened, decided, revealed, concluded. */
@ApiTags('standardisation')
@Controller('api/standardisation-events')
export class StandardisationEventsController {
  constructor(
    private readonly arrangeStandardisation: ArrangeStandardisation,
    private readonly changeStandardisation: ChangeStandardisation,
    private readonly openStandardisation: OpenStandardisation,
    private readonly decideBlind: DecideBlind,
    private readonly revealDecisions: RevealDecisions,
    private readonly concludeStandardisation: ConcludeStandardisation,
    private readonly addDissent: AddDissent,
    private readonly reader: StandardisationReader,
    private readonly presenter: StandardisationPresenter,
  ) {}

  @Post()
  @Operates(
    'standardisation:arrange',
    'Arrange an exercise: evidence, criteria, people; nobody sees anything of it yet',
  )
  async arrange(
    @CurrentActor() actor: Actor,
    @Body() body: ArrangeExerciseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExerciseView> {
    const { evidence, participantIds, facilitatorId, alsoMask, ordinaryWords, ...rest } = body;
    const event = await this.arrangeStandardisation.run(actor, {
      ...rest,
      evidence: evidence.map(({ evidenceId, shareRedactedFiles }) => ({
        evidenceId: evidenceId.toLowerCase(),
        shareRedactedFiles: shareRedactedFiles ?? false,
      })),
      participantIds: participantIds.map((id) => id.toLowerCase()),
      facilitatorId: facilitatorId?.toLowerCase() ?? null,
      alsoMask: alsoMask ?? [],
      ordinaryWords: ordinaryWords ?? [],
    });
    return this.show(actor, event, reply);
  }

  @Get()
  @Operates('standardisation:read', 'Exercises you are in; the lead IQA and the centre manager see all of the centre')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListExercisesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExercisePage> {
    const { limit = DEFAULT_PAGE, cursor, ...filter } = query;
    const rows = await this.reader.list(actor, filter, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, (row) => row);
    linkNext(request, reply, page);
    return { items: await this.presenter.summaries(actor, page.items), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Operates('standardisation:read', 'One exercise; of what others decided, nothing before the reveal')
  async one(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExerciseView> {
    const { event } = await this.reader.forActor(actor, id);
    return this.show(actor, event, reply);
  }

  @Patch(':id')
  @Operates('standardisation:arrange', 'Mend an exercise before it opens, above all what is masked')
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatchHeader() expected: IfMatch,
    @Body() body: ChangeExerciseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExerciseView> {
    return this.show(actor, await this.changeStandardisation.run(actor, id, expected, body), reply);
  }

  @Post(':id/opening')
  @HttpCode(200)
  @Operates('standardisation:arrange', 'Open it, having looked at everything that participants will see')
  async open(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { anonymityConfirmed }: OpenExerciseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExerciseView> {
    return this.show(actor, await this.openStandardisation.run(actor, id, anonymityConfirmed), reply);
  }

  @Post(':id/decisions')
  @Operates('standardisation:decide', 'Decide on everything, once, before you see what anybody else decided')
  async decide(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: DecideBlindBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExerciseView> {
    const decisions = body.decisions.map(({ criterion, evidence, outcome, rationale, gapNoted }) => ({
      ...{ criterion, evidence, outcome, reasoning: rationale, gapNoted: gapNoted ?? null },
    }));
    return this.show(actor, await this.decideBlind.run(actor, id, decisions), reply);
  }

  @Post(':id/reveal')
  @HttpCode(200)
  @Operates('standardisation:arrange', 'Reveal the decisions over those who have not decided by the last day')
  async reveal(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: RevealBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExerciseView> {
    return this.show(actor, await this.revealDecisions.run(actor, id, reason), reply);
  }

  @Post(':id/conclusion')
  @Operates('standardisation:arrange', 'Sign what was agreed, with minutes, attendance and actions')
  async conclude(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: ConcludeExerciseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExerciseView> {
    const { agreed, minutes, heldOn, attendeeIds, actions } = body;
    const event = await this.concludeStandardisation.run(actor, id, {
      ...{ agreed, minutes, heldOn: heldOn ?? null },
      attendeeIds: attendeeIds.map((attendee) => attendee.toLowerCase()),
      actions: (actions ?? []).map(({ text, ownerId, dueOn }) => ({ text, dueOn, ownerId: ownerId.toLowerCase() })),
    });
    return this.show(actor, event, reply);
  }

  @Post(':id/dissents')
  @Operates('standardisation:decide', 'Say that you do not share what was agreed')
  async dissent(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { note, criterion, evidence }: DissentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExerciseView> {
    const dissent = { note, criterion: criterion ?? null, evidence: evidence ?? null };
    return this.show(actor, await this.addDissent.run(actor, id, dissent), reply);
  }

  private show(actor: Actor, event: StandardisationEventRecord, reply: FastifyReply): Promise<ExerciseView> {
    void reply.header('etag', etagOf(event.revision));
    return this.presenter.exercise(actor, event);
  }
}
