import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AssessmentController } from './assessment.controller.js';
import { ConsequencesDesk } from './consequences-desk.js';
import { AssessmentStore } from './assessment.store.js';
import { CountersignJudgement } from './countersign-judgement.js';
import { CountersignJudgements } from './countersign-judgements.js';
import { CountersignerPolicy } from './countersigner.policy.js';
import { CountersigningController } from './countersigning.controller.js';
import { CountersigningDesk } from './countersigning-desk.js';
import { CountersigningReader } from './countersigning.reader.js';
import { CoverageFactsReader } from './coverage-facts.reader.js';
import { JudgementsPresenter } from './judgements.presenter.js';
import { JudgementsReader } from './judgements.reader.js';
import { JudgingDesk } from './judging-desk.js';
import { RecordJudgement } from './record-judgement.js';
import { RecordJudgementBatch } from './record-judgement-batch.js';
import { ReleaseJudgement } from './release-judgement.js';

@Module({
  imports: [SpecificationsModule, RegistrationsModule, EvidenceModule],
  controllers: [AssessmentController, CountersigningController],
  providers: [
    AssessmentStore,
    JudgementsReader,
    CoverageFactsReader,
    CountersigningReader,
    JudgementsPresenter,
    CountersignerPolicy,
    ConsequencesDesk,
    JudgingDesk,
    CountersigningDesk,
    RecordJudgement,
    RecordJudgementBatch,
    CountersignJudgement,
    CountersignJudgements,
    ReleaseJudgement,
  ],
  exports: [JudgementsReader, CoverageFactsReader],
})
export class AssessmentModule {}
