import { Controller, Delete, Get, Head, HttpCode, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { type AuthenticatedRequest, CurrentActor, Operates, Public } from '../../platform/http/access.js';
import { TakesByteStream } from '../../platform/http/byte-stream.js';
import { TusAnswer, TusHeaders } from '../../platform/tus/tus-headers.js';
import { TusEndpoint } from '../../platform/tus/tus-endpoint.js';
import { UploadDesk } from './upload-desk.js';
import { toUploadView, UploadView } from './uploads.dto.js';
import { UploadsReader } from './uploads.reader.js';

/** Files in several pieces, for connections that break (tus 1.0, https://tus.io/protocols/resumable-upload). */
@ApiTags('uploads')
@Controller('api/uploads')
export class UploadsController {
  private readonly tus: TusEndpoint;

  constructor(
    private readonly reader: UploadsReader,
    desk: UploadDesk,
  ) {
    this.tus = new TusEndpoint('/api/uploads', desk);
  }

  @Options()
  @HttpCode(204)
  @Public('What the server can do: version, extensions and the longest upload')
  @TusAnswer(204, 'Tus-Version', 'Tus-Extension', 'Tus-Max-Size')
  options(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.tus.answer(request, reply);
  }

  @Post()
  @Operates('evidence:edit', 'Begin a resumable upload of a file for a draft')
  @TakesByteStream()
  @TusHeaders({ 'Upload-Length': true, 'Upload-Metadata': true })
  @TusAnswer(201, 'Location', 'Upload-Expires')
  begin(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.tus.answer(request, reply);
  }

  // Before the route of GET, which Fastify would otherwise let answer HEAD as well.
  @Head(':id')
  @Operates('upload:continue', 'How much of an upload has arrived')
  @TusHeaders({})
  @TusAnswer(200, 'Upload-Offset', 'Upload-Length', 'Upload-Metadata', 'Upload-Expires')
  progress(
    @Param('id') id: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.tus.answer(request, reply, id);
  }

  @Get(':id')
  @Operates('upload:continue', 'How an upload stands and which file it has become; never its bytes')
  async one(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<UploadView> {
    await this.reader.owned(actor, id);
    return toUploadView(await this.reader.progress(id));
  }

  @Patch(':id')
  @HttpCode(204)
  @Operates('upload:continue', 'Send the next piece of an upload; the last one makes it a file of the draft')
  @TakesByteStream()
  @TusHeaders({ 'Upload-Offset': true })
  @TusAnswer(204, 'Upload-Offset', 'Upload-Expires', 'Evidence-File-Id')
  append(
    @Param('id') id: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.tus.answer(request, reply, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Operates('upload:continue', 'Give an unfinished upload up')
  @TusHeaders({})
  @TusAnswer(204)
  abandon(
    @Param('id') id: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return this.tus.answer(request, reply, id);
  }
}
