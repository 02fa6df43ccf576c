import { Global, Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { ContentsModule } from '../contents/contents.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SignOffModule } from '../sign-off/sign-off.module.js';
import { VerificationModule } from '../verification/verification.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { WitnessesModule } from '../witnesses/witnesses.module.js';
import { FileKeepers } from '../evidence/file-keepers.js';
import { BuildPortfolio } from './build-portfolio.job.js';
import { ClearWorkshop } from './clear-workshop.js';
import { DrawingDesk } from './drawing-desk.js';
import { ReleaseFollowUp } from '../sign-off/release-follow-up.js';
import { ExportsKept } from './exports-kept.js';
import { OrderOnRelease } from './order-on-release.js';
import { OrderPortfolio } from './order-portfolio.js';
import { PortfolioFactsReader } from './portfolio-facts.reader.js';
import { PortfolioFilesReader } from './portfolio-files.reader.js';
import { PortfolioRenderer } from './portfolio-renderer.js';
import { VerificationReader } from './verification.reader.js';
import { PortfolioController } from './portfolio.controller.js';
import { PortfolioReader } from './portfolio.reader.js';
import { PortfolioStore } from './portfolio.store.js';
import { RequestExport } from './request-export.js';

/** Global because earlier rooms ask it: sign-off through `ReleaseFollowUp`, evidence through `FileKeepers`. */
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
    WitnessesModule,
  ],
  controllers: [PortfolioController],
  providers: [
    PortfolioReader,
    PortfolioStore,
    PortfolioFactsReader,
    PortfolioFilesReader,
    PortfolioRenderer,
    VerificationReader,
    OrderPortfolio,
    RequestExport,
    { provide: ReleaseFollowUp, useClass: OrderOnRelease },
    { provide: FileKeepers, useClass: ExportsKept },
    ClearWorkshop,
    DrawingDesk,
    BuildPortfolio,
  ],
  exports: [ReleaseFollowUp, FileKeepers, PortfolioReader],
})
export class PortfolioModule {}
