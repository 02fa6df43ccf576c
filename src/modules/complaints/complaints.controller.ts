import { Body, Controller, Get, HttpCode, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { authorise } from '../../domain/access/permissions.js';
import { COMPLAINT_POLICY } from '../../domain/complaint/complaint-policy.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { receiveOneFile } from '../../platform/http/one-file.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, toPage } from '../../platform/http/paging.js';
import { TakesFile } from '../../platform/http/takes-file.js';
import { Clock } from '../../platform/time/clock.js';
import { RegistrationsReader } from '../registrations/registrations.reader.js';
import { AddCommunication } from './add-communication.js';
import { ComplaintAnalysisView, toComplaintAnalysisView } from './case-analysis.dto.js';
import { changedContent, newContent } from './case-content.js';
import { ComplaintCasePage, ComplaintCaseView, toCaseSummaryView } from './case-view.dto.js';
import { CreateComplaintCaseBody, EditComplaintCaseBody } from './complaint-case.dto.js';
import {
  AddCommunicationBody,
  CaseAnalysisQuery,
  ImportCasesQuery,
  ListComplaintCasesQuery,
  MoveCaseBody,
} from './complaints.dto.js';
import { ComplaintsPresenter } from './complaints.presenter.js';
import { ComplaintsReader } from './complaints.reader.js';
import { CreateCase } from './create-case.js';
import { EditCase } from './edit-case.js';
import { ImportCases } from './import-cases.js';
import { ImportView, toImportView } from './import.dto.js';
import { MoveCase } from './move-case.js';

/** Complaint cases: what they say, their messages, their life, and what they say together. */
@ApiTags('complaint cases')
@Controller('api/complaint-cases')
export class ComplaintsController {
  constructor(
    private readonly createCase: CreateCase,
    private readonly editCase: EditCase,
    private readonly moveCase: MoveCase,
    private readonly addCommunication: AddCommunication,
    private readonly importCases: ImportCases,
    private readonly reader: ComplaintsReader,
    private readonly registrations: RegistrationsReader,
    private readonly presenter: ComplaintsPresenter,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Operates('case:edit', 'Record a case; it starts where its content says it has come to')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateComplaintCaseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintCaseView> {
    const { learnerId, caseRef } = body;
    const row = await this.createCase.run(actor, { learnerId, caseRef, content: newContent(body) });
    return this.presenter.show(actor, row, reply);
  }

  @Get()
  @Operates('case:list', 'Cases in the portfolios you have a part in')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListComplaintCasesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintCasePage> {
    const { limit = DEFAULT_PAGE, cursor, ...filter } = query;
    const rows = await this.reader.list(actor, filter, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, toCaseSummaryView);
    linkNext(request, reply, page);
    return { items: [...page.items], nextCursor: page.nextCursor };
  }

  @Get('analysis')
  @Operates('case:read', 'What a learner’s cases say together: computed, and never a judgement')
  async analysis(@CurrentActor() actor: Actor, @Query() query: CaseAnalysisQuery): Promise<ComplaintAnalysisView> {
    const learnerId = query.learnerId ?? actor.userId;
    authorise('case:read', await this.registrations.relationsToPortfolio(actor, learnerId));
    const window = query.window ?? COMPLAINT_POLICY.repeatWindowDays;
    return toComplaintAnalysisView(learnerId, await this.reader.factsOf(learnerId), window, this.clock.today());
  }

  @Post('imports')
  @Operates('case:edit', 'Import a complaint log from CSV or XLSX, all of it or nothing')
  @TakesFile()
  @ApiCreatedResponse({ type: ImportView, description: 'All of the log was imported.' })
  @ApiOkResponse({ type: ImportView, description: 'A dry run: nothing was made.' })
  async import(
    @CurrentActor() actor: Actor,
    @Query() query: ImportCasesQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportView> {
    const isDryRun = query.dryRun === 'true';
    const plan = await receiveOneFile(request, 'file', (upload) =>
      this.importCases.run(actor, { learnerId: query.learnerId, isDryRun }, upload),
    );
    if (isDryRun) void reply.status(200);
    return toImportView(plan, isDryRun);
  }

  @Get(':id')
  @Operates('case:read', 'One case, with the evidence that refers to it')
  async one(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintCaseView> {
    const { row } = await this.reader.forOperation(actor, id, 'case:read');
    return this.presenter.show(actor, row, reply);
  }

  @Patch(':id')
  @Operates('case:edit', 'Change what an open case says')
  async edit(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatchHeader() expected: IfMatch,
    @Body() body: EditComplaintCaseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintCaseView> {
    return this.presenter.show(actor, await this.editCase.run(actor, id, expected, changedContent(body)), reply);
  }

  @Post(':id/communications')
  @Operates('case:edit', 'Add a message; messages are never changed')
  async communicate(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: AddCommunicationBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintCaseView> {
    const { isPublic = false, ...message } = body;
    return this.presenter.show(actor, await this.addCommunication.run(actor, id, { ...message, isPublic }), reply);
  }

  @Post(':id/events')
  @HttpCode(200)
  @Operates('case:edit', 'Take a case one step further in its life')
  async move(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() body: MoveCaseBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintCaseView> {
    return this.presenter.show(actor, await this.moveCase.run(actor, id, body.event, body.reason ?? null), reply);
  }
}
