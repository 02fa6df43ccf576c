import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../domain/access/actor.js';
import { CurrentActor, Operates } from '../../platform/http/access.js';
import { IdParam } from '../../platform/http/id-param.js';
import { CheckPrivacy } from './check-privacy.js';
import { CompareEvidence } from './compare-evidence.js';
import {
  DuplicatesView,
  FileTextQuery,
  FileTextView,
  PrivacyQuery,
  PrivacyWarningsView,
} from './evidence-contents.dto.js';
import { ReadFileText } from './read-file-text.js';

/** What is in the files of an item: their text, and what is conspicuous about it. */
@ApiTags('evidence')
@Controller('api/evidence')
export class EvidenceContentsController {
  constructor(
    private readonly readFileText: ReadFileText,
    private readonly checkPrivacy: CheckPrivacy,
    private readonly compareEvidence: CompareEvidence,
  ) {}

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

  @Get(':id/privacy-warnings')
  @Operates('evidence:check', 'What may be personal data of others: warnings, no certificate that there is none')
  privacyWarnings(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() { names = [] }: PrivacyQuery,
  ): Promise<PrivacyWarningsView> {
    return this.checkPrivacy.run(actor, id, names);
  }

  @Get(':id/duplicates')
  @Operates('evidence:compare', 'The same or nearly the same files elsewhere: a question of authenticity, no verdict')
  duplicates(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<DuplicatesView> {
    return this.compareEvidence.run(actor, id);
  }
}
