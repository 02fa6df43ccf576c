import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { CoverageController } from './coverage.controller.js';
import { CoveragePresenter } from './coverage.presenter.js';

@Module({
  imports: [RegistrationsModule, AssessmentModule],
  controllers: [CoverageController],
  providers: [CoveragePresenter],
})
export class CoverageModule {}
