import { Module } from '@nestjs/common';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { AddCommunication } from './add-communication.js';
import { CaseDesk } from './case-desk.js';
import { ComplaintsController } from './complaints.controller.js';
import { ComplaintsPresenter } from './complaints.presenter.js';
import { ComplaintsReader } from './complaints.reader.js';
import { ComplaintsStore } from './complaints.store.js';
import { CreateCase } from './create-case.js';
import { EditCase } from './edit-case.js';
import { ImportCases } from './import-cases.js';
import { MoveCase } from './move-case.js';

@Module({
  imports: [RegistrationsModule, EvidenceModule],
  controllers: [ComplaintsController],
  providers: [
    ComplaintsReader,
    ComplaintsStore,
    ComplaintsPresenter,
    CaseDesk,
    CreateCase,
    EditCase,
    MoveCase,
    AddCommunication,
    ImportCases,
  ],
  exports: [ComplaintsReader],
})
export class ComplaintsModule {}
