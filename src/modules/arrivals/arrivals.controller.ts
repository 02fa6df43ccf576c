import { Controller, Get, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { FileStore } from '../../platform/files/file-store.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { sendFile } from '../../platform/http/send-file.js';
import { ArrivalsView } from './arrivals.dto.js';
import { ArrivalsPresenter } from './arrivals.presenter.js';
import { OpenArrivedFile } from './open-arrived-file.js';

@ApiTags('imports')
@Controller('api/registrations')
export class ArrivalsController {
  constructor(
    private readonly presenter: ArrivalsPresenter,
    private readonly openArrivedFile: OpenArrivedFile,
    private readonly files: FileStore,
  ) {}

  @Get(':id/arrivals')
  @Operates(
    'arrival:read',
    'What came with the learner from other centres: history that is shown and never counted here',
  )
  arrivals(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ArrivalsView> {
    return this.presenter.arrivals(actor, id);
  }

  @Get(':id/arrivals/:arrivalId/files/:fileId')
  @Operates('arrival:read', 'A document or file of what arrived, byte for byte; ranges are supported')
  @ApiProduces('application/octet-stream')
  async download(
    @CurrentActor() actor: Actor,
    @IdParam() registrationId: string,
    @IdParam('arrivalId') arrivalId: string,
    @IdParam('fileId') fileId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await this.openArrivedFile.run(actor, { registrationId, arrivalId, fileId });
    const { sha256, name, mediaType } = file;
    return sendFile(this.files, { sha256, name, mediaType }, request, reply);
  }
}
