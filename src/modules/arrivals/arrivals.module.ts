import { Global, Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { FileKeepers } from '../evidence/file-keepers.js';
import { PortfolioModule } from '../portfolio/portfolio.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AcceptImport } from './accept-import.js';
import { AcceptanceDesk } from './acceptance-desk.js';
import { ArrivalsController } from './arrivals.controller.js';
import { ArrivalsPresenter } from './arrivals.presenter.js';
import { ArrivalsReader } from './arrivals.reader.js';
import { ArrivalsStore } from './arrivals.store.js';
import { EndImport } from './end-import.job.js';
import { FilesKept } from './files-kept.js';
import { ImportConflictsReader } from './import-conflicts.reader.js';
import { OpenArrivedFile } from './open-arrived-file.js';
import { PortfolioImportsController } from './portfolio-imports.controller.js';
import { ReceivePackage } from './receive-package.js';
import { SweepPackages } from './sweep-packages.js';
import { TakingDesk } from './taking-desk.js';
import { WithdrawImport } from './withdraw-import.js';

/** Global because the evidence room asks it what else keeps a file, through `FileKeepers`. */
@Global()
@Module({
  imports: [SpecificationsModule, RegistrationsModule, EvidenceModule, ComplaintsModule, PortfolioModule],
  controllers: [PortfolioImportsController, ArrivalsController],
  providers: [
    ArrivalsReader,
    ArrivalsStore,
    ArrivalsPresenter,
    ImportConflictsReader,
    ReceivePackage,
    TakingDesk,
    AcceptanceDesk,
    AcceptImport,
    WithdrawImport,
    OpenArrivedFile,
    EndImport,
    SweepPackages,
    { provide: FileKeepers, useClass: FilesKept },
  ],
  exports: [ArrivalsReader, FileKeepers],
})
export class ArrivalsModule {}
