import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { FileStore } from '../../platform/files/file-store.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { ArrayBody } from '../../platform/http/array-body.js';
import { etagOf, type IfMatch, IfMatchHeader } from '../../platform/http/etag.js';
import { IdParam } from '../../platform/http/id-param.js';
import { receiveOneFile } from '../../platform/http/one-file.js';
import { linkNext } from '../../platform/http/paging.js';
import { sendFile } from '../../platform/http/send-file.js';
import { TakesFile } from '../../platform/http/takes-file.js';
import { AttachFile } from './attach-file.js';
import { ClaimCriteria } from './claim-criteria.js';
import { CreateEvidence } from './create-evidence.js';
import { EditEvidence } from './edit-evidence.js';
import { EvidenceFileView } from './evidence-file-view.dto.js';
import { EvidencePage, EvidenceView } from './evidence-view.dto.js';
import { ClaimBody, CreateEvidenceBody, EditEvidenceBody, ListEvidenceQuery, MAX_CLAIMS } from './evidence.dto.js';
import { EvidencePresenter } from './evidence.presenter.js';
import { EvidenceReader } from './evidence.reader.js';
import { FindEvidence } from './find-evidence.js';
import { OpenFile } from './open-file.js';
import { RemoveFile } from './remove-file.js';

/** Capturing evidence: the envelope, its files, its claims. */
@ApiTags('evidence')
@Controller('api/evidence')
export class EvidenceController {
  constructor(
    private readonly createEvidence: CreateEvidence,
    private readonly editEvidence: EditEvidence,
    private readonly attachFile: AttachFile,
    private readonly removeFile: RemoveFile,
    private readonly openFile: OpenFile,
    private readonly claimCriteria: ClaimCriteria,
    private readonly findEvidence: FindEvidence,
    private readonly reader: EvidenceReader,
    private readonly presenter: EvidencePresenter,
    private readonly files: FileStore,
  ) {}

  @Post()
  @Operates('evidence:create', 'Open a draft')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateEvidenceBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.createEvidence.run(actor, body), reply);
  }

  @Get()
  @Operates('evidence:list', 'Evidence in the portfolios you have a part in')
  async list(
    @CurrentActor() actor: Actor,
    @Query() query: ListEvidenceQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidencePage> {
    const page = await this.findEvidence.run(actor, query);
    linkNext(request, reply, page);
    return page;
  }

  @Get(':id')
  @Operates('evidence:read', 'One item')
  async one(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    const { evidence } = await this.reader.forOperation(actor, id, 'evidence:read');
    return this.presenter.show(actor, evidence, reply);
  }

  @Patch(':id')
  @Operates('evidence:edit', 'Edit a draft')
  async edit(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatchHeader() expected: IfMatch,
    @Body() body: EditEvidenceBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.editEvidence.run(actor, id, expected, body), reply);
  }

  @Post(':id/files')
  @Operates('evidence:edit', 'Attach a file to a draft')
  @TakesFile()
  async attach(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceFileView> {
    const { file, evidence } = await receiveOneFile(request, 'file', (upload) =>
      this.attachFile.run(actor, id, upload),
    );
    void reply.header('etag', etagOf(evidence.revision));
    return this.presenter.showFile(actor, file);
  }

  @Get(':id/files/:fileId')
  @Operates('evidence:download', 'The bytes of a file, as an attachment; ranges are supported')
  @ApiProduces('application/octet-stream')
  async download(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(this.files, await this.openFile.run(actor, id, fileId), request, reply);
  }

  @Delete(':id/files/:fileId')
  @HttpCode(204)
  @Operates('evidence:edit', 'Take a file out of a draft')
  remove(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('fileId') fileId: string,
    @IfMatchHeader() expected: IfMatch,
  ): Promise<void> {
    return this.removeFile.run(actor, id, fileId, expected);
  }

  @Put(':id/claims')
  @Operates('evidence:claim', 'Say which criteria it is for')
  @ApiBody({ type: [ClaimBody] })
  async claim(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IfMatchHeader() expected: IfMatch,
    @ArrayBody(ClaimBody, MAX_CLAIMS) claims: ClaimBody[],
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvidenceView> {
    return this.presenter.show(actor, await this.claimCriteria.run(actor, id, expected, claims), reply);
  }
}
