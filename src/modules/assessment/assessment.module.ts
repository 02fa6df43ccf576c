import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AssessmentController } from './assessment.controller.js';
import { AssessmentStore } from './assessment.store.js';
import { CountersignJudgement } from './countersign-judgement.js';
import { CoverageFactsReader } from './coverage-facts.reader.js';
import { JudgementsReader } from './judgements.reader.js';
import { RecordJudgement } from './record-judgement.js';

@Module({
  imports: [SpecificationsModule, RegistrationsModule, EvidenceModule],
  controllers: [AssessmentController],
  providers: [AssessmentStore, JudgementsReader, CoverageFactsReader, RecordJudgement, CountersignJudgement],
  exports: [JudgementsReader, CoverageFactsReader],
})
export class AssessmentModule {}
