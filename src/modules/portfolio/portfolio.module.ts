import { Global, Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { ContentsModule } from '../contents/contents.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SignOffModule } from '../sign-off/sign-off.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { StandardisationModule } from '../standardisation/standardisation.module.js';
import { VisitsModule } from '../visits/visits.module.js';
import { VerificationModule } from '../verification/verification.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { WitnessesModule } from '../witnesses/witnesses.module.js';
import { BuildPortfolio } from './build-portfolio.job.js';
import { CentreRecordsReader } from './centre-records.reader.js';
import { ClearWorkshop } from './clear-workshop.js';
import { DrawingDesk } from './drawing-desk.js';
import { ReleaseFollowUp } from '../sign-off/release-follow-up.js';
import { EqaPackFactsReader } from './eqa-pack-facts.reader.js';
import { ExportPolicy } from './export.policy.js';
import { CancelExport } from './cancel-export.js';
import { ExpireExport } from './expire-export.job.js';
import { OrderHolistic } from './order-holistic.js';
import { OrderOnRelease } from './order-on-release.js';
import { OrderPortfolio } from './order-portfolio.js';
import { PortfolioFactsReader } from './portfolio-facts.reader.js';
import { PortfolioFilesReader } from './portfolio-files.reader.js';
import { PortfolioRenderer } from './portfolio-renderer.js';
import { VerificationsController } from './verifications.controller.js';
import { VerificationReader } from './verification.reader.js';
import { PortfolioController } from './portfolio.controller.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';
import { RequestEqaPack } from './request-eqa-pack.js';
import { RequestExport } from './request-export.js';
import { RequestHolistic } from './request-holistic.js';
import { SeveralUnitsController } from './several-units.controller.js';

/** Global because earlier rooms ask it: sign-off through `ReleaseFollowUp`. */
@Global()
@Module({
  imports: [
    SpecificationsModule,
    ContentsModule,
    RegistrationsModule,
    EvidenceModule,
    AssessmentModule,
    PlanningModule,
    SignOffModule,
    VerificationModule,
    StandardisationModule,
    StaffModule,
    VisitsModule,
    WitnessesModule,
  ],
  controllers: [PortfolioController, VerificationsController, SeveralUnitsController],
  providers: [
    PortfolioReader,
    PortfolioStore,
    PortfolioFactsReader,
    PortfolioFilesReader,
    PortfolioRenderer,
    VerificationReader,
    OrderPortfolio,
    RequestExport,
    ExportPolicy,
    CentreRecordsReader,
    EqaPackFactsReader,
    RequestEqaPack,
    OrderHolistic,
    RequestHolistic,
    CancelExport,
    ExpireExport,
    { provide: ReleaseFollowUp, useClass: OrderOnRelease },
    ClearWorkshop,
    DrawingDesk,
    BuildPortfolio,
  ],
  exports: [ReleaseFollowUp, PortfolioReader, PortfolioFactsReader],
})
export class PortfolioModule {}
