import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { cpdTotals, totalsSince } from '../../domain/staff/cpd.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { LogCpd } from './log-cpd.js';
import { ObserveAssessor } from './observe-assessor.js';
import {
  AssessorObservationPage,
  AssessorObservationView,
  CpdEntryView,
  CpdPage,
  ListObservationsQuery,
  LogCpdBody,
  ObserveAssessorBody,
  toCpdEntryView,
  toCpdTotalView,
  toObservationView,
  WithdrawCpdBody,
} from './practice.dto.js';
import { PracticeReader } from './practice.reader.js';
import { StaffPolicy } from './staff.policy.js';
import { WithdrawCpd } from './withdraw-cpd.js';

/** What people do to stay good at assessing and verifying, and what IQAs saw of it. */
@ApiTags('staff')
@Controller('api')
export class PracticeController {
  constructor(
    private readonly logCpd: LogCpd,
    private readonly withdrawCpd: WithdrawCpd,
    private readonly observeAssessor: ObserveAssessor,
    private readonly reader: PracticeReader,
    private readonly policy: StaffPolicy,
    private readonly identity: IdentityReader,
    private readonly clock: Clock,
  ) {}

  @Post('me/cpd')
  @Operates('cpd:log', 'Log continuing professional development of your own')
  async log(@CurrentActor() actor: Actor, @Body() body: LogCpdBody): Promise<CpdEntryView> {
    return toCpdEntryView(await this.logCpd.run(actor, body));
  }

  @Post('me/cpd/:id/withdrawal')
  @HttpCode(200)
  @Operates('cpd:log', 'Withdraw an entry of your own, with a reason; it can still be read')
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: WithdrawCpdBody,
  ): Promise<CpdEntryView> {
    return toCpdEntryView(await this.withdrawCpd.run(actor, id, body.reason));
  }

  @Get('staff/:userId/cpd')
  @Operates('cpd:read', 'Somebody’s CPD log with its totals; your own, or as verifier and manager anybody’s')
  async cpd(
    @CurrentActor() actor: Actor,
    @IdParam('userId') userId: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CpdPage> {
    await this.policy.readable(actor, userId);
    const { limit = DEFAULT_PAGE, cursor } = query;
    const today = this.clock.today();
    const page = toPage(await this.reader.cpdLog(userId, limit + 1, decodeCursor(cursor)), limit, toCpdEntryView);
    const totals = cpdTotals(await this.reader.cpdSince(userId, totalsSince(today)), today);
    linkNext(request, reply, page);
    return { items: [...page.items], totals: totals.map(toCpdTotalView), nextCursor: page.nextCursor };
  }

  @Post('assessor-observations')
  @Operates('assessor_observation:record', 'Record what you saw of an assessor at work')
  async observe(@CurrentActor() actor: Actor, @Body() body: ObserveAssessorBody): Promise<AssessorObservationView> {
    const row = await this.observeAssessor.run(actor, body);
    return toObservationView(row, await this.identity.names([row.assessorId, row.observerId]));
  }

  @Get('assessor-observations')
  @Operates('assessor_observation:list', 'Observations of your practice, or as verifier and manager of anybody’s')
  async observations(
    @CurrentActor() actor: Actor,
    @Query() query: ListObservationsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssessorObservationPage> {
    const { limit = DEFAULT_PAGE, cursor, assessorId, unit } = query;
    const about = this.policy.readsAll(actor) ? null : actor.userId;
    const rows = await this.reader.observations(
      actor.centreId,
      { assessorId, unit, about },
      limit + 1,
      decodeCursor(cursor),
    );
    const names = await this.identity.names(rows.flatMap((row) => [row.assessorId, row.observerId]));
    const page = toPage(rows, limit, (row) => toObservationView(row, names));
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }
}
