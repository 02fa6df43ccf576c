import { Module } from '@nestjs/common';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { SpecificationsModule } from '../specifications/specifications.module.js';
import { AcceptEvidence } from './accept-evidence.js';
import { ApproveRpl } from './approve-rpl.js';
import { AttachFile } from './attach-file.js';
import { ClaimCriteria } from './claim-criteria.js';
import { ClaimsPolicy } from './claims.policy.js';
import { CreateEvidence } from './create-evidence.js';
import { DecideEvidence } from './decide-evidence.js';
import { EditEvidence } from './edit-evidence.js';
import { EvidenceDesk } from './evidence-desk.js';
import { EvidenceFilesDoor } from './evidence-files.door.js';
import { EvidenceLifecycleController } from './evidence-lifecycle.controller.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidencePresenter } from './evidence.presenter.js';
import { EvidenceReader } from './evidence.reader.js';
import { EvidenceStore } from './evidence.store.js';
import { OpenFile } from './open-file.js';
import { OpenVersion } from './open-version.js';
import { PurgeEvidence } from './purge-evidence.js';
import { PurgeFiles } from './purge-files.job.js';
import { PurgeDoor } from './purge.door.js';
import { QueryAuthenticity } from './query-authenticity.js';
import { RecallEvidence } from './recall-evidence.js';
import { RemoveFile } from './remove-file.js';
import { ReopenEvidence } from './reopen-evidence.js';
import { ReturnEvidence } from './return-evidence.js';
import { SignedUnitsPolicy } from './signed-units.policy.js';
import { SignEvidence } from './sign-evidence.js';
import { SubmitEvidence } from './submit-evidence.js';
import { WithdrawEvidence } from './withdraw-evidence.js';

@Module({
  imports: [RegistrationsModule, SpecificationsModule],
  controllers: [EvidenceController, EvidenceLifecycleController],
  providers: [
    EvidenceReader,
    EvidenceStore,
    EvidenceDesk,
    EvidencePresenter,
    ClaimsPolicy,
    SignedUnitsPolicy,
    AcceptEvidence,
    ReturnEvidence,
    CreateEvidence,
    EditEvidence,
    AttachFile,
    RemoveFile,
    OpenFile,
    EvidenceFilesDoor,
    PurgeEvidence,
    PurgeFiles,
    PurgeDoor,
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
  ],
  exports: [EvidenceReader, EvidenceFilesDoor, PurgeDoor],
})
export class EvidenceModule {}
