import { Controller, Get, Param, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../domain/access/actor.js';
import { FileStore } from '../../platform/files/file-store.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { sendFile } from '../../platform/http/send-file.js';
import { OpenSharedFile } from './open-shared-file.js';
import { ReadSharedEvidence } from './read-shared-evidence.js';
import { ReadSharedText } from './read-shared-text.js';
import { SharedEvidenceView, SharedTextQuery, SharedTextView } from './shared-evidence.dto.js';

const NUMBER = { schema: { type: 'integer', minimum: 1 } } as const;

/** Like ids, numbers of the wrong form are simply numbers that nothing has. */
const toNumber = (named: string): number => (/^[1-9]\d{0,5}$/.test(named) ? Number(named) : 0);

/** What people of an exercise see of its evidence, before it opens as the facilitator's preview. */
@ApiTags('standardisation')
@Controller('api/standardisation-events/:id/evidence/:number')
export class SharedEvidenceController {
  constructor(
    private readonly readEvidence: ReadSharedEvidence,
    private readonly readText: ReadSharedText,
    private readonly openFile: OpenSharedFile,
    private readonly files: FileStore,
  ) {}

  @Get()
  @Operates('standardisation:read_evidence', 'A piece of shared evidence, with labels where names stood')
  @ApiParam({ name: 'number', ...NUMBER })
  one(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('number') number: string,
  ): Promise<SharedEvidenceView> {
    return this.readEvidence.run(actor, id, toNumber(number));
  }

  @Get('files/:file')
  @Operates('standardisation:read_evidence', 'A redacted copy, where the exercise shares them; never an original')
  @ApiParam({ name: 'number', ...NUMBER })
  @ApiParam({ name: 'file', ...NUMBER })
  @ApiProduces('application/octet-stream')
  async download(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('number') number: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const named = await this.openFile.run(actor, id, { number: toNumber(number), file: toNumber(file) });
    return sendFile(this.files, named, request, reply);
  }

  @Get('files/:file/text')
  @Operates('standardisation:read_evidence', 'The text of a file, with labels where names stood')
  @ApiParam({ name: 'number', ...NUMBER })
  @ApiParam({ name: 'file', ...NUMBER })
  text(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('number') number: string,
    @Param('file') file: string,
    @Query() { limit, cursor }: SharedTextQuery,
  ): Promise<SharedTextView> {
    return this.readText.run(actor, id, { number: toNumber(number), file: toNumber(file), from: cursor, limit });
  }
}
