import { Body, Controller, Get, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { Secret } from '../../platform/http/secret.js';
import { sendBytes } from '../../platform/http/send-file.js';
import { RedactFile } from './redact-file.js';
import { RedactFileBody, RedactionView } from './redactions.dto.js';
import { ViewPicture } from './view-picture.js';

/** Files without the personal data of people who did not join the programme (domain.md §6.4). */
@ApiTags('evidence')
@Controller('api/evidence/:id/files/:fileId')
export class RedactionsController {
  constructor(
    private readonly redactFile: RedactFile,
    private readonly viewPicture: ViewPicture,
  ) {}

  @Post('redactions')
  // The words are customers' names: not even a hash of them is kept for a repeated request.
  @Secret()
  @Operates('evidence:edit', 'Put a redacted copy beside a file of a draft and seal the original')
  async redact(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('fileId') fileId: string,
    @Body() body: RedactFileBody,
  ): Promise<RedactionView> {
    const { regions = [], words = [], passages = [], note = null } = body;
    const { file, derivative } = await this.redactFile.run(actor, id, fileId, { regions, words, passages, note });
    const { id: copyId, name, mediaType, size, sha256 } = file;
    const outcomes = words.map((word, index) => ({ word, ...derivative.words[index]! }));
    return {
      file: { id: copyId, name, mediaType, size, sha256, derivedFromId: fileId },
      words: outcomes,
      notFound: outcomes.filter(({ replaced }) => replaced === 0).map(({ word }) => word),
      picturePages: [...derivative.picturePages],
    };
  }

  @Get('view')
  @Operates('evidence:download', 'A picture to look at: upright, at most 2,000 pixels a side, without place or camera')
  @ApiProduces('application/octet-stream')
  async view(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('fileId') fileId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { chunks, mediaType, extension } = await this.viewPicture.run(actor, id, fileId);
    return sendBytes(Buffer.concat(chunks), { name: `view.${extension}`, mediaType }, reply);
  }
}
