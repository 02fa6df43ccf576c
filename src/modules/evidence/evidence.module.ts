import { Module } from '@nestjs/common';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AcceptEvidence } from './accept-evidence.js';
import { ApproveRpl } from './approve-rpl.js';
import { AttachFileDoor } from './attach-file.door.js';
import { AttachFile } from './attach-file.js';
import { ClaimCriteria } from './claim-criteria.js';
import { ClaimsPolicy } from './claims.policy.js';
import { CreateEvidence } from './create-evidence.js';
import { DecideEvidence } from './decide-evidence.js';
import { DutiesPolicy } from './duties.policy.js';
import { EditEvidence } from './edit-evidence.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceLifecycleController } from './evidence-lifecycle.controller.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidencePresenter } from './evidence.presenter.js';
import { EvidenceReader } from './evidence.reader.js';
import { EvidenceStore } from './evidence.store.js';
import { EvidenceMethodsController } from './forms/evidence-methods.controller.js';
import { HandIn } from './hand-in.js';
import { OpenVersion } from './open-version.js';
import { QueryAuthenticity } from './query-authenticity.js';
import { EvidenceRevisionsController } from './revisions/evidence-revisions.controller.js';
import { EvidenceRevisionsReader } from './revisions/evidence-revisions.reader.js';
import { RecallEvidence } from './recall-evidence.js';
import { RemoveFile } from './remove-file.js';
import { ReopenEvidence } from './reopen-evidence.js';
import { ReturnEvidence } from './return-evidence.js';
import { ScreenFile } from './screen-file.job.js';
import { SignedUnitsPolicy } from './signed-units.policy.js';
import { SignEvidence } from './sign-evidence.js';
import { StaleRevisionPolicy } from './stale-revision.policy.js';
import { SubmitEvidence } from './submit-evidence.js';
import { TestimonyDoor } from './testimony.door.js';
import { VerifyWitness } from './verify-witness.js';
import { WithdrawEvidence } from './withdraw-evidence.js';

@Module({
  imports: [RegistrationsModule, SpecificationsModule],
  controllers: [
    EvidenceController,
    EvidenceLifecycleController,
    EvidenceMethodsController,
    EvidenceRevisionsController,
  ],
  providers: [
    EvidenceReader,
    EvidenceStore,
    EvidenceDesk,
    EvidencePresenter,
    EvidenceRevisionsReader,
    StaleRevisionPolicy,
    ClaimsPolicy,
    SignedUnitsPolicy,
    DutiesPolicy,
    HandIn,
    AcceptEvidence,
    ReturnEvidence,
    CreateEvidence,
    EditEvidence,
    AttachFileDoor,
    AttachFile,
    RemoveFile,
    ScreenFile,
    ClaimCriteria,
    SubmitEvidence,
    SignEvidence,
    DecideEvidence,
    RecallEvidence,
    OpenVersion,
    WithdrawEvidence,
    ReopenEvidence,
    QueryAuthenticity,
    ApproveRpl,
    VerifyWitness,
    TestimonyDoor,
  ],
  exports: [EvidenceReader, AttachFileDoor, TestimonyDoor],
})
export class EvidenceModule {}
