import { Module } from '@nestjs/common';
import { Redactor } from '../../platform/redaction/redactor.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RedactFile } from './redact-file.js';
import { RedactionsController } from './redactions.controller.js';
import { ViewPicture } from './view-picture.js';

@Module({
  imports: [EvidenceModule],
  controllers: [RedactionsController],
  providers: [Redactor, RedactFile, ViewPicture],
})
export class RedactionsModule {}
