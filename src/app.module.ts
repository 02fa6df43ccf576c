import { type DynamicModule, Module } from '@nestjs/common';
import { AppealsModule } from './modules/appeals/appeals.module.js';
import { AssessmentModule } from './modules/assessment/assessment.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { CertificationModule } from './modules/certification/certification.module.js';
import { ComplaintsModule } from './modules/complaints/complaints.module.js';
import { ContentsModule } from './modules/contents/contents.module.js';
import { CoverageModule } from './modules/coverage/coverage.module.js';
import { CriterionTrailModule } from './modules/criterion-trail/criterion-trail.module.js';
import { EvidenceModule } from './modules/evidence/evidence.module.js';
import { IdentityModule } from './modules/identity/identity.module.js';
import { PlanningModule } from './modules/planning/planning.module.js';
import { PortfolioModule } from './modules/portfolio/portfolio.module.js';
import { RedactionsModule } from './modules/redactions/redactions.module.js';
import { RegistrationsModule } from './modules/registrations/registrations.module.js';
import { SignOffModule } from './modules/sign-off/sign-off.module.js';
import { SpecificationsModule } from './modules/specifications/specifications.module.js';
import { StandardisationModule } from './modules/standardisation/standardisation.module.js';
import { StaffModule } from './modules/staff/staff.module.js';
import { UploadsModule } from './modules/uploads/uploads.module.js';
import { WitnessesModule } from './modules/witnesses/witnesses.module.js';
import { VerificationModule } from './modules/verification/verification.module.js';
import { VisitsModule } from './modules/visits/visits.module.js';
import { TrackingSheetsModule } from './modules/tracking-sheets/tracking-sheets.module.js';
import { ArrivalsModule } from './modules/arrivals/arrivals.module.js';
import { PackagesModule } from './modules/packages/packages.module.js';
import { DiariesModule } from './modules/diaries/diaries.module.js';
import { WorkloadModule } from './modules/workload/workload.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import type { Env } from './platform/config/env.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { FilesModule } from './platform/files/files.module.js';
import { HealthModule } from './platform/health/health.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { MalwareModule } from './platform/malware/malware.module.js';
import { MailModule } from './platform/mail/mail.module.js';
import { SecretsModule } from './platform/secrets/secrets.module.js';
import { SigningModule } from './platform/signing/signing.module.js';
import { TimeModule } from './platform/time/time.module.js';
import { SCHEMA } from './schema.js';

/** The only file that knows every room. */
@Module({})
export class AppModule {
  static with(env: Env): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(env),
        TimeModule,
        DatabaseModule.with(SCHEMA),
        FilesModule,
        JobsModule,
        MalwareModule,
        MailModule,
        SecretsModule,
        SigningModule,
        HttpModule,
        HealthModule,
        AuditModule,
        IdentityModule,
        SpecificationsModule,
        RegistrationsModule,
        StaffModule,
        ContentsModule,
        EvidenceModule,
        ComplaintsModule,
        UploadsModule,
        WitnessesModule,
        RedactionsModule,
        AssessmentModule,
        PlanningModule,
        CoverageModule,
        AppealsModule,
        SignOffModule,
        VerificationModule,
        StandardisationModule,
        CriterionTrailModule,
        VisitsModule,
        CertificationModule,
        PortfolioModule,
        TrackingSheetsModule,
        ArrivalsModule,
        PackagesModule,
        WorkloadModule,
        DiariesModule,
      ],
    };
  }
}
