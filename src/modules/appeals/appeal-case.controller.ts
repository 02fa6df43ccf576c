import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { FileStore } from '../../platform/files/file-store.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { decodeCursor, DEFAULT_PAGE, linkNext, PageQuery, toPage } from '../../platform/http/paging.js';
import { sendFile } from '../../platform/http/send-file.js';
import { IdentityReader } from '../identity/identity.reader.js';
import { AppealCaseView, LikeDecisionPage, toCaseView, toLikeDecisionView } from './appeal-case.dto.js';
import { AppealCaseReader } from './appeal-case.reader.js';
import { AppealView } from './appeal-view.dto.js';
import { CloseTracingBody } from './appeals.dto.js';
import { AppealsPresenter } from './appeals.presenter.js';
import { AppealsReader } from './appeals.reader.js';
import { CloseTracing } from './close-tracing.js';
import { LikeDecisionsReader } from './like-decisions.reader.js';
import { OpenAppealFile } from './open-appeal-file.js';

/** What an appeal is about, for those who decide on it, and where else its failure may have struck. */
@ApiTags('appeals')
@Controller('api/appeals/:id')
export class AppealCaseController {
  constructor(
    private readonly reader: AppealsReader,
    private readonly cases: AppealCaseReader,
    private readonly likeDecisions: LikeDecisionsReader,
    private readonly openAppealFile: OpenAppealFile,
    private readonly closeTracing: CloseTracing,
    private readonly presenter: AppealsPresenter,
    private readonly identity: IdentityReader,
    private readonly files: FileStore,
  ) {}

  @Get('record')
  @Operates('appeal:read_record', 'The ledger of the criterion and the evidence that the decision rests on')
  async record(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<AppealCaseView> {
    const { appeal } = await this.reader.forOperation(actor, id, 'appeal:read_record');
    const shown = await this.cases.of(appeal);
    const people = [...shown.judgements, ...shown.decisions].map(({ assessorId }) => assessorId);
    return toCaseView(shown, await this.identity.names(people));
  }

  @Get('files/:fileId')
  @Operates('appeal:download', 'The bytes of a file of that evidence, as an attachment; ranges are supported')
  @ApiProduces('application/octet-stream')
  async download(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(this.files, await this.openAppealFile.run(actor, id, fileId), request, reply);
  }

  @Get('like-decisions')
  @Operates(
    'appeal:trace',
    'Decisions of the same assessor on others that may have the same failure; empty if none was found',
  )
  async likes(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() { limit = DEFAULT_PAGE, cursor }: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LikeDecisionPage> {
    const { appeal, registration } = await this.reader.forOperation(actor, id, 'appeal:trace');
    const rows = await this.likeDecisions.page(appeal, registration, limit + 1, decodeCursor(cursor));
    const page = toPage(rows, limit, (row) => row);
    linkNext(request, reply, page);
    const names = await this.identity.names(page.items.map(({ learnerId }) => learnerId));
    return { items: page.items.map((row) => toLikeDecisionView(row, names)), nextCursor: page.nextCursor };
  }

  @Post('tracing')
  @HttpCode(200)
  @Operates('appeal:trace', 'Say what tracing the failure to other learners has found; that closes it')
  async trace(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { note }: CloseTracingBody,
  ): Promise<AppealView> {
    await this.closeTracing.run(actor, id, note.trim());
    return this.presenter.show(actor, id);
  }
}
