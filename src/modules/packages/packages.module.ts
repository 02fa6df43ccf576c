import { Global, Module } from '@nestjs/common';
import { ArrivalsModule } from '../arrivals/arrivals.module.js';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { PortfolioModule } from '../portfolio/portfolio.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SignOffModule } from '../sign-off/sign-off.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { VerificationModule } from '../verification/verification.module.js';
import { UnfinishedPackages } from '../portfolio/unfinished-packages.js';
import { BuildPackage } from './build-package.job.js';
import { CancelPackage } from './cancel-package.js';
import { ExpirePackage } from './expire-package.job.js';
import { OpenPackage } from './open-package.js';
import { PackageFactsReader } from './package-facts.reader.js';
import { PackageHistoryReader } from './package-history.reader.js';
import { PackagesController } from './packages.controller.js';
import { PackagesReader } from './packages.reader.js';
import { PackagesStore } from './packages.store.js';
import { RequestPackage } from './request-package.js';
import { SignedOffPdfReader } from './signed-off-pdf.reader.js';
import { UnfinishedPackagesCount } from './unfinished-packages-count.js';

/** Global because the portfolio room asks it through `UnfinishedPackages`. */
@Global()
@Module({
  imports: [
    SpecificationsModule,
    RegistrationsModule,
    EvidenceModule,
    ComplaintsModule,
    AssessmentModule,
    PlanningModule,
    SignOffModule,
    VerificationModule,
    PortfolioModule,
    ArrivalsModule,
  ],
  controllers: [PackagesController],
  providers: [
    PackagesReader,
    PackagesStore,
    PackageFactsReader,
    PackageHistoryReader,
    SignedOffPdfReader,
    RequestPackage,
    CancelPackage,
    OpenPackage,
    { provide: UnfinishedPackages, useClass: UnfinishedPackagesCount },
    BuildPackage,
    ExpirePackage,
  ],
  exports: [UnfinishedPackages],
})
export class PackagesModule {}
