import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { AcceptAppealDecision } from './accept-appeal-decision.js';
import { AppealPage, AppealView } from './appeal-view.dto.js';
import {
  AcceptAppealDecisionBody,
  EscalateAppealBody,
  ListAppealsQuery,
  LodgeAppealBody,
  WithdrawAppealBody,
} from './appeals.dto.js';
import { AppealsPresenter } from './appeals.presenter.js';
import { AppealsReader } from './appeals.reader.js';
import { EscalateAppeal } from './escalate-appeal.js';
import { LodgeAppeal } from './lodge-appeal.js';
import { orNull } from './or-null.js';
import { WithdrawAppeal } from './withdraw-appeal.js';

/** What a learner does about a decision they do not accept. */
@ApiTags('appeals')
@Controller('api/appeals')
export class AppealsController {
  constructor(
    private readonly lodgeAppeal: LodgeAppeal,
    private readonly escalateAppeal: EscalateAppeal,
    private readonly acceptDecision: AcceptAppealDecision,
    private readonly withdrawAppeal: WithdrawAppeal,
    private readonly reader: AppealsReader,
    private readonly presenter: AppealsPresenter,
  ) {}

  @Post()
  @Operates('appeal:lodge', 'Appeal against a decision about you, or against how it was come by')
  async lodge(@CurrentActor() actor: Actor, @Body() body: LodgeAppealBody): Promise<AppealView> {
    const { kind, judgementId, evidenceId, criterion } = body.against;
    const { id } = await this.lodgeAppeal.run(actor, {
      registrationId: body.registrationId.toLowerCase(),
      against: {
        ...{ kind, criterion: criterion ?? null },
        judgementId: judgementId?.toLowerCase() ?? null,
        evidenceId: evidenceId?.toLowerCase() ?? null,
      },
      grounds: body.grounds.trim(),
      lateReason: orNull(body.lateReason),
    });
    return this.presenter.show(actor, id);
  }

  @Get()
  @Operates('appeal:list', 'Appeals of yours, on registrations you have a part in, or before a panel you sit on')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListAppealsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AppealPage> {
    const { limit = DEFAULT_PAGE, cursor, ...filter } = query;
    const rows = await this.reader.list(actor, filter, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, (row) => row);
    linkNext(request, reply, page);
    return { items: await this.presenter.summaries(page.items), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Operates('appeal:read', 'One appeal with its steps, oldest first')
  one(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<AppealView> {
    return this.presenter.show(actor, id);
  }

  @Post(':id/escalation')
  @HttpCode(200)
  @Operates('appeal:answer', 'Take an appeal further: from a decision, or from a stage whose time has passed')
  async escalate(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason, lateReason }: EscalateAppealBody,
  ): Promise<AppealView> {
    await this.escalateAppeal.run(actor, id, { reason: reason.trim(), lateReason: orNull(lateReason) });
    return this.presenter.show(actor, id);
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @Operates('appeal:answer', 'Accept what a stage decided: the appeal ends with that')
  async accept(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { note }: AcceptAppealDecisionBody,
  ): Promise<AppealView> {
    await this.acceptDecision.run(actor, id, orNull(note));
    return this.presenter.show(actor, id);
  }

  @Post(':id/withdrawal')
  @HttpCode(200)
  @Operates('appeal:answer', 'Take an appeal back, or give up the new decision that a granted one asks for')
  async withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: WithdrawAppealBody,
  ): Promise<AppealView> {
    await this.withdrawAppeal.run(actor, id, reason.trim());
    return this.presenter.show(actor, id);
  }
}
