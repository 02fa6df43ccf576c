import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { notFound } from '../../domain/kernel/domain-error.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { CountersignBody, JudgementPage, JudgementView } from './assessment.dto.js';
import { CountersignJudgement } from './countersign-judgement.js';
import { CountersignJudgements } from './countersign-judgements.js';
import {
  CountersignAllBody,
  PendingCountersignaturePage,
  ReleaseJudgementBody,
  toPendingView,
} from './countersigning.dto.js';
import { CountersigningReader } from './countersigning.reader.js';
import type { JudgementEntry } from './judgements.reader.js';
import { JudgementsPresenter } from './judgements.presenter.js';
import { ReleaseJudgement } from './release-judgement.js';

/** What becomes of trainees' judgements. */
@ApiTags('assessment')
@Controller('api')
export class CountersigningController {
  constructor(
    private readonly countersignJudgement: CountersignJudgement,
    private readonly countersignJudgements: CountersignJudgements,
    private readonly releaseJudgement: ReleaseJudgement,
    private readonly reader: CountersigningReader,
    private readonly presenter: JudgementsPresenter,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  @Get('countersignatures/pending')
  @Operates('countersignature:list', 'Trainees’ judgements that wait for you to countersign, oldest first')
  async pending(
    @CurrentActor() actor: Actor,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PendingCountersignaturePage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const rows = await this.reader.waitingFor(actor, limit + 1, decodeCursor(cursor));
    const names = await this.identity.names(rows.flatMap((row) => [row.assessorId, row.registration.learnerId]));
    const now = this.clock.nowMs();
    const page = toPage(rows, limit, (row) => toPendingView(row, names, now));
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Post('registrations/:id/judgements/:judgementId/countersignature')
  @HttpCode(200)
  @Operates('judgement:countersign', 'Agree with or refuse a trainee’s judgement')
  async countersign(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('judgementId') judgementId: string,
    @Body() body: CountersignBody,
  ): Promise<JudgementView> {
    return this.show(await this.countersignJudgement.run(actor, id, judgementId, body));
  }

  @Post('registrations/:id/countersignatures')
  @Operates('judgement:countersign', 'Agree with or refuse several of a trainee’s judgements: all of them, or none')
  async countersignAll(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: CountersignAllBody,
  ): Promise<JudgementPage> {
    const judgementIds = body.judgementIds.map((judgementId) => judgementId.toLowerCase());
    const settled = await this.countersignJudgements.run(actor, id, { ...body, judgementIds });
    return { items: await this.presenter.judgements(settled), nextCursor: null };
  }

  @Post('registrations/:id/judgements/:judgementId/release')
  @HttpCode(200)
  @Operates('judgement:release', 'Give effect to what somebody judged as a trainee who is qualified by now')
  async release(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('judgementId') judgementId: string,
    @Body() body: ReleaseJudgementBody,
  ): Promise<JudgementView> {
    return this.show(await this.releaseJudgement.run(actor, id, judgementId, body.reason));
  }

  private async show(entry: JudgementEntry): Promise<JudgementView> {
    const [view] = await this.presenter.judgements([entry]);
    if (!view) throw notFound();
    return view;
  }
}
