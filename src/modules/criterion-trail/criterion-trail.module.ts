import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { VerificationModule } from '../verification/verification.module.js';
import { CriterionTrailController } from './criterion-trail.controller.js';
import { CriterionTrailReader } from './criterion-trail.reader.js';

@Module({
  imports: [RegistrationsModule, EvidenceModule, AssessmentModule, VerificationModule],
  controllers: [CriterionTrailController],
  providers: [CriterionTrailReader],
})
export class CriterionTrailModule {}
