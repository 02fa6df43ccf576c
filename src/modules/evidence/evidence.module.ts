import { Module } from '@nestjs/common';
import { ContentsModule } from '../contents/contents.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AfterDecision } from './after-decision.js';
import { AcceptEvidence } from './accept-evidence.js';
import { ApproveRpl } from './approve-rpl.js';
import { ArrivingDraftsDoor } from './arriving-drafts.door.js';
import { AttachFileDoor } from './attach-file.door.js';
import { AttachFile } from './attach-file.js';
import { CheckPrivacy } from './check-privacy.js';
import { ClaimCriteria } from './claim-criteria.js';
import { ClaimsPolicy } from './claims.policy.js';
import { CompareEvidence } from './compare-evidence.js';
import { CreateEvidence } from './create-evidence.js';
import { DecideEvidence } from './decide-evidence.js';
import { DutiesPolicy } from './duties.policy.js';
import { EditEvidence } from './edit-evidence.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceFilesDoor } from './evidence-files.door.js';
import { EvidenceLifecycleController } from './evidence-lifecycle.controller.js';
import { EvidenceContentsController } from './evidence-contents.controller.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidencePresenter } from './evidence.presenter.js';
import { EvidenceListReader } from './evidence-list.reader.js';
import { EvidenceReader } from './evidence.reader.js';
import { EvidenceStore } from './evidence.store.js';
import { QuarantineDesk } from './quarantine-desk.js';
import { FindEvidence } from './find-evidence.js';
import { EvidenceMethodsController } from './forms/evidence-methods.controller.js';
import { GiveUpContentDoor } from './give-up-content.door.js';
import { HeldContentsReader } from './held-contents.reader.js';
import { HandIn } from './hand-in.js';
import { LocatorsPolicy } from './locators.policy.js';
import { OpenFile } from './open-file.js';
import { OpenVersion } from './open-version.js';
import { OrderReadings } from './order-readings.js';
import { PaperWitnessPolicy } from './paper-witness.policy.js';
import { PurgeEvidence } from './purge-evidence.js';
import { PurgeFiles } from './purge-files.job.js';
import { QueryAuthenticity } from './query-authenticity.js';
import { EvidenceRevisionsController } from './revisions/evidence-revisions.controller.js';
import { EvidenceRevisionsReader } from './revisions/evidence-revisions.reader.js';
import { ReadFileText } from './read-file-text.js';
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
import { WitnessPartiesReader } from './witness-parties.reader.js';

@Module({
  imports: [ContentsModule, RegistrationsModule, SpecificationsModule],
  controllers: [
    EvidenceController,
    EvidenceContentsController,
    EvidenceLifecycleController,
    EvidenceMethodsController,
    EvidenceRevisionsController,
  ],
  providers: [
    EvidenceReader,
    EvidenceListReader,
    HeldContentsReader,
    EvidenceStore,
    EvidenceDesk,
    EvidencePresenter,
    EvidenceRevisionsReader,
    StaleRevisionPolicy,
    ClaimsPolicy,
    LocatorsPolicy,
    SignedUnitsPolicy,
    DutiesPolicy,
    WitnessPartiesReader,
    PaperWitnessPolicy,
    HandIn,
    AcceptEvidence,
    ReturnEvidence,
    CreateEvidence,
    EditEvidence,
    AttachFileDoor,
    ArrivingDraftsDoor,
    AttachFile,
    FindEvidence,
    ReadFileText,
    CheckPrivacy,
    CompareEvidence,
    RemoveFile,
    QuarantineDesk,
    ScreenFile,
    OpenFile,
    OrderReadings,
    EvidenceFilesDoor,
    PurgeEvidence,
    PurgeFiles,
    GiveUpContentDoor,
    ClaimCriteria,
    SubmitEvidence,
    SignEvidence,
    AfterDecision,
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
  exports: [
    EvidenceReader,
    HeldContentsReader,
    AttachFileDoor,
    ArrivingDraftsDoor,
    EvidenceFilesDoor,
    GiveUpContentDoor,
    TestimonyDoor,
    WitnessPartiesReader,
  ],
})
export class EvidenceModule {}
