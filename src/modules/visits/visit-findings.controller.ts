import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, isVisitor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { AnswerVisitAction } from './answer-visit-action.js';
import { CloseVisitAction } from './close-visit-action.js';
import { IssueOutcome } from './issue-outcome.js';
import {
  AnswerVisitActionBody,
  CloseVisitActionBody,
  IssueOutcomeBody,
  toNoteView,
  VisitActionView,
  VisitNotePage,
  VisitNoteView,
  VisitOutcomeView,
  WriteNoteBody,
} from './visit-findings.dto.js';
import { VisitsPresenter } from './visits.presenter.js';
import { VisitsReader } from './visits.reader.js';
import { WriteNote } from './write-note.js';

/** What a verifier writes: notes, one outcome, and what becomes of its actions. */
@ApiTags('external verification')
@Controller('api/eqa-visits/:id')
export class VisitFindingsController {
  constructor(
    private readonly writeNote: WriteNote,
    private readonly issueOutcome: IssueOutcome,
    private readonly answerAction: AnswerVisitAction,
    private readonly closeAction: CloseVisitAction,
    private readonly reader: VisitsReader,
    private readonly presenter: VisitsPresenter,
  ) {}

  @Post('notes')
  @Operates('visit:record', 'Note something; it is yours alone until you issue the outcome')
  async note(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() body: WriteNoteBody): Promise<VisitNoteView> {
    const idIn = (value: string | null | undefined): string | null => value?.toLowerCase() ?? null;
    const note = await this.writeNote.run(actor, id, {
      registrationId: idIn(body.registrationId),
      criterion: body.criterion ?? null,
      evidenceId: idIn(body.evidenceId),
      sampleId: idIn(body.sampleId),
      text: body.text,
    });
    return toNoteView(note);
  }

  @Get('notes')
  @Operates('visit:read', 'The notes of a visit, oldest first: empty for everybody but their author until the outcome')
  async notes(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitNotePage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const visit = await this.reader.visitFor(actor, id);
    if (visit.concludedAt === null && !(isVisitor(actor) && visit.eqaId === actor.userId)) {
      return { items: [], nextCursor: null };
    }
    const page = toPage(await this.reader.notesPage(id, limit + 1, decodeCursor(cursor)), limit, toNoteView);
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Post('outcome')
  @Operates('visit:record', 'Sign what you found, once; with it the visit is over')
  async conclude(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: IssueOutcomeBody,
  ): Promise<VisitOutcomeView> {
    await this.issueOutcome.run(actor, id, {
      ...{ decision: body.decision, summary: body.summary },
      actions: body.actions,
      releases: body.releases.map(({ registrationId, decision, note }) => ({
        ...{ registrationId: registrationId.toLowerCase(), decision, note: note ?? null },
      })),
      recommendDirectClaims: body.recommendDirectClaims ?? false,
    });
    return this.presenter.outcome(id);
  }

  @Get('outcome')
  @Operates('visit:read', 'The outcome of a visit, with its actions and what was released')
  async outcome(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<VisitOutcomeView> {
    await this.reader.visitFor(actor, id);
    return this.presenter.outcome(id);
  }

  @Post('actions/:actionId/response')
  @HttpCode(200)
  @Operates('visit:oversee', 'Say what the centre did about an action')
  async answer(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('actionId') actionId: string,
    @Body() body: AnswerVisitActionBody,
  ): Promise<VisitActionView> {
    return this.presenter.action(await this.answerAction.run(actor, id, actionId, body.response));
  }

  @Post('actions/:actionId/closure')
  @HttpCode(200)
  @Operates('visit:record', 'Close an action on the centre’s answer, saying what settles it')
  async close(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('actionId') actionId: string,
    @Body() body: CloseVisitActionBody,
  ): Promise<VisitActionView> {
    return this.presenter.action(await this.closeAction.run(actor, id, actionId, body.note));
  }
}
