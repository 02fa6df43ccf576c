import { Global, Module } from '@nestjs/common';
import { AssessmentModule } from '../assessment/assessment.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { UnitSignatures } from '../registrations/unit-signatures.js';
import { ReopenUnit } from './reopen-unit.js';
import { SignOffController } from './sign-off.controller.js';
import { SignOffPresenter } from './sign-off.presenter.js';
import { SignOffReader } from './sign-off.reader.js';
import { SignOffStore } from './sign-off.store.js';
import { SignUnit } from './sign-unit.js';
import { VoidSignatures } from './void-signatures.js';

/** Global because earlier rooms ask it, through `UnitSignatures`, about what was signed. */
@Global()
@Module({
  imports: [RegistrationsModule, EvidenceModule, AssessmentModule],
  controllers: [SignOffController],
  providers: [
    SignOffReader,
    SignOffStore,
    SignOffPresenter,
    SignUnit,
    ReopenUnit,
    { provide: UnitSignatures, useClass: VoidSignatures },
  ],
  exports: [SignOffReader, UnitSignatures],
})
export class SignOffModule {}
