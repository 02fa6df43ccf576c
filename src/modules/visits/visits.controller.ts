import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { etagOf, type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { ChangeVisit } from './change-visit.js';
import type { EqaVisitRecord } from './eqa-visit.record.js';
import { PlanVisit } from './plan-visit.js';
import { SelectRegistrations } from './select-registrations.js';
import { SuspendVisit } from './suspend-visit.js';
import { VisitChecklistReader } from './visit-checklist.reader.js';
import { VisitRegisterReader } from './visit-register.reader.js';
import {
  ChecklistView,
  EqaVisitPage,
  EqaVisitView,
  RegisterPage,
  toViewView,
  VisitSelectionPage,
  VisitViewPage,
} from './visit-views.dto.js';
import {
  ChangeVisitBody,
  instantOf,
  PlanVisitBody,
  RegisterQuery,
  SelectRegistrationsBody,
  SuspendVisitBody,
} from './visits.dto.js';
import { VisitsPresenter } from './visits.presenter.js';
import { VisitsReader } from './visits.reader.js';

/** The passes of external verifiers, what they open, and what was looked at under them. */
@ApiTags('external verification')
@Controller('api/eqa-visits')
export class VisitsController {
  constructor(
    private readonly planVisit: PlanVisit,
    private readonly changeVisit: ChangeVisit,
    private readonly suspendVisit: SuspendVisit,
    private readonly selectRegistrations: SelectRegistrations,
    private readonly reader: VisitsReader,
    private readonly registerReader: VisitRegisterReader,
    private readonly checklistReader: VisitChecklistReader,
    private readonly presenter: VisitsPresenter,
  ) {}

  @Post()
  @Operates('visit:plan', 'Let an external verifier in, from when to when and to which units')
  async plan(
    @CurrentActor() actor: Actor,
    @Body() body: PlanVisitBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EqaVisitView> {
    const visit = await this.planVisit.run(actor, {
      ...body,
      eqaId: body.eqaId.toLowerCase(),
      opensAt: instantOf(body.opensAt, 'opensAt'),
      closesAt: instantOf(body.closesAt, 'closesAt'),
    });
    return this.show(visit, reply);
  }

  @Get()
  @Operates('visit:read', 'Visits you may know of')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EqaVisitPage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const page = toPage(await this.reader.visits(actor, limit + 1, decodeCursor(cursor)), limit, (row) => row);
    linkNext(request, reply, page);
    return { items: await this.presenter.visits(page.items), nextCursor: page.nextCursor };
  }

  @Get(':id')
  @Operates('visit:read', 'One visit')
  async one(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EqaVisitView> {
    return this.show(await this.reader.visitFor(actor, id), reply);
  }

  @Patch(':id')
  @Operates('visit:plan', 'Move a visit that has not begun')
  async change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatchHeader() expected: IfMatch,
    @Body() body: ChangeVisitBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EqaVisitView> {
    const { opensAt, closesAt, agenda } = body;
    const visit = await this.changeVisit.run(actor, id, expected, {
      ...(opensAt === undefined ? {} : { opensAt: instantOf(opensAt, 'opensAt') }),
      ...(closesAt === undefined ? {} : { closesAt: instantOf(closesAt, 'closesAt') }),
      ...(agenda === undefined ? {} : { agenda }),
    });
    return this.show(visit, reply);
  }

  @Post(':id/suspension')
  @HttpCode(200)
  @Operates('visit:plan', 'End a visit before its time, with the reason')
  async suspend(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: SuspendVisitBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EqaVisitView> {
    return this.show(await this.suspendVisit.run(actor, id, body.reason), reply);
  }

  @Get(':id/register')
  @Operates('visit:select', 'The registered learners to choose from')
  async register(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: RegisterQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisterPage> {
    const { limit = DEFAULT_PAGE, cursor, ...filter } = query;
    const visit = await this.reader.insideFor(actor, id);
    const rows = await this.registerReader.page(visit, filter, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, (row) => row);
    linkNext(request, reply, page);
    return { items: await this.presenter.register(visit, page.items), nextCursor: page.nextCursor };
  }

  @Post(':id/selections')
  @Operates('visit:select', 'Open registrations of the register for the visit')
  async select(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: SelectRegistrationsBody,
  ): Promise<VisitSelectionPage> {
    const registrationIds = [...new Set(body.registrationIds.map((one) => one.toLowerCase()))];
    const added = await this.selectRegistrations.run(actor, id, { registrationIds, reason: body.reason });
    return { items: await this.presenter.selections(added), nextCursor: null };
  }

  @Get(':id/selections')
  @Operates('visit:select', 'What is opened for the visit, with who chose it and why')
  async selections(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitSelectionPage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    await this.reader.insideFor(actor, id);
    const rows = await this.reader.selectionsPage(id, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, (row) => row);
    linkNext(request, reply, page);
    return { items: await this.presenter.selections(page.items), nextCursor: page.nextCursor };
  }

  @Get(':id/views')
  @Operates('visit:oversee', 'What the verifier asked for during the visit, oldest first, refusals included')
  async views(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VisitViewPage> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    await this.reader.visitFor(actor, id);
    const page = toPage(await this.reader.views(id, limit + 1, decodeCursor(cursor)), limit, toViewView);
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Get(':id/checklist')
  @Operates('visit:select', 'What external verifiers ask for, where it is and whether it is there')
  async checklist(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ChecklistView> {
    return this.checklistReader.of(await this.reader.insideFor(actor, id));
  }

  private async show(visit: EqaVisitRecord, reply: FastifyReply): Promise<EqaVisitView> {
    void reply.header('etag', etagOf(visit.revision));
    return this.presenter.visit(visit);
  }
}
