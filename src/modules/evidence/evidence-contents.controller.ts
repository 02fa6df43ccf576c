import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { FileTextQuery, FileTextView } from './evidence-contents.dto.js';
import { ReadFileText } from './read-file-text.js';

/** What is in the files of an item: their text, and what is conspicuous about it. */
@ApiTags('evidence')
@Controller('api/evidence')
export class EvidenceContentsController {
  constructor(private readonly readFileText: ReadFileText) {}

  @Get(':id/files/:fileId/text')
  @Operates('evidence:download', 'The text of a file, passage by passage with its place')
  text(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('fileId') fileId: string,
    @Query() query: FileTextQuery,
  ): Promise<FileTextView> {
    return this.readFileText.run(actor, { id, fileId, ...query });
  }
}
