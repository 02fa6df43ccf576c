import { Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { CoverageController } from './coverage.controller.js';

@Module({ imports: [RegistrationsModule, AssessmentModule], controllers: [CoverageController] })
export class CoverageModule {}
