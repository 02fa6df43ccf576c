import { CreateMainJob1795305600000 } from '../migrations/1795305600000-create-main-job.js';
import { CreateComplaintCases1795340400000 } from '../migrations/1795340400000-create-complaint-cases.js';
import { CreateEvidenceRevisions1795410000000 } from '../migrations/1795410000000-create-evidence-revisions.js';
import { CreateWitnessInvitations1795413600000 } from '../migrations/1795413600000-create-witness-invitations.js';
import { CreateUploads1795417200000 } from '../migrations/1795417200000-create-uploads.js';
import { ScreenFiles1795417260000 } from '../migrations/1795417260000-screen-files.js';
import { CreateContents1795420800000 } from '../migrations/1795420800000-create-contents.js';
import { AddRedactions1795424400000 } from '../migrations/1795424400000-add-redactions.js';
import { SealAuditTrail1795428000000 } from '../migrations/1795428000000-seal-audit-trail.js';
import { CreateSampling1795431600000 } from '../migrations/1795431600000-create-sampling.js';
import { CreateStaffRecords1795500000000 } from '../migrations/1795500000000-create-staff-records.js';
import { EndInterests1795500060000 } from '../migrations/1795500060000-end-interests.js';
import { CountersignatureRecord } from './modules/assessment/countersignature.record.js';
import { JudgementRecord } from './modules/assessment/judgement.record.js';
import { AuditEventRecord } from './modules/audit/audit-event.record.js';
import { AuditHeadRecord } from './modules/audit/audit-head.record.js';
import { CaseCommunicationRecord } from './modules/complaints/case-communication.record.js';
import { CaseMoveRecord } from './modules/complaints/case-move.record.js';
import { ComplaintCaseRecord } from './modules/complaints/complaint-case.record.js';
import { ContentBandRecord } from './modules/contents/content-band.record.js';
import { ContentPassageRecord } from './modules/contents/content-passage.record.js';
import { ContentReadingRecord } from './modules/contents/content-reading.record.js';
import { ContentWordRecord } from './modules/contents/content-word.record.js';
import { EvidenceClaimRecord } from './modules/evidence/evidence-claim.record.js';
import { EvidenceDecisionRecord } from './modules/evidence/evidence-decision.record.js';
import { EvidenceFileRecord } from './modules/evidence/evidence-file.record.js';
import { EvidenceRevisionRecord } from './modules/evidence/evidence-revision.record.js';
import { EvidenceRecord } from './modules/evidence/evidence.record.js';
import { CentreRecord } from './modules/identity/centre.record.js';
import { SessionRecord } from './modules/identity/session.record.js';
import { SignInFailureRecord } from './modules/identity/sign-in-failure.record.js';
import { UserRecord } from './modules/identity/user.record.js';
import { PortfolioExportRecord } from './modules/portfolio/portfolio-export.record.js';
import { PortfolioManifestRecord } from './modules/portfolio/portfolio-manifest.record.js';
import { InterestRecord } from './modules/registrations/interest.record.js';
import { RegistrationRecord } from './modules/registrations/registration.record.js';
import { ReopeningRecord } from './modules/sign-off/reopening.record.js';
import { SignOffRecord } from './modules/sign-off/sign-off.record.js';
import { AssessorObservationRecord } from './modules/staff/assessor-observation.record.js';
import { CompetenceRecord } from './modules/staff/competence.record.js';
import { CountersignerLinkRecord } from './modules/staff/countersigner-link.record.js';
import { CpdEntryRecord } from './modules/staff/cpd-entry.record.js';
import { QualificationRecord } from './modules/staff/qualification.record.js';
import { UnitVersionRecord } from './modules/specifications/unit-version.record.js';
import { UploadRecord } from './modules/uploads/upload.record.js';
import { WitnessInvitationRecord } from './modules/witnesses/witness-invitation.record.js';
import { IqaActionRecord } from './modules/verification/iqa-action.record.js';
import { IqaSampleRecord } from './modules/verification/iqa-sample.record.js';
import { PlannedSampleRecord } from './modules/verification/planned-sample.record.js';
import { SamplingPlanRecord } from './modules/verification/sampling-plan.record.js';
import { SamplingPlanVersionRecord } from './modules/verification/sampling-plan-version.record.js';
import { SamplingPolicyRecord } from './modules/verification/sampling-policy.record.js';
import type { Schema } from './platform/database/data-sources.js';
import { IdempotencyRecord } from './platform/http/idempotency.record.js';
import { JobRecord } from './platform/jobs/job.record.js';

/** Every row of every room, and how the tables came about. Migrations are imported, not globbed: a build has them all. */
export const SCHEMA: Schema = {
  records: [
    AssessorObservationRecord,
    AuditEventRecord,
    AuditHeadRecord,
    CaseCommunicationRecord,
    CaseMoveRecord,
    CentreRecord,
    CompetenceRecord,
    ComplaintCaseRecord,
    ContentBandRecord,
    ContentPassageRecord,
    ContentReadingRecord,
    ContentWordRecord,
    CountersignatureRecord,
    CountersignerLinkRecord,
    CpdEntryRecord,
    EvidenceClaimRecord,
    EvidenceDecisionRecord,
    EvidenceFileRecord,
    EvidenceRecord,
    EvidenceRevisionRecord,
    IdempotencyRecord,
    InterestRecord,
    IqaActionRecord,
    IqaSampleRecord,
    JobRecord,
    JudgementRecord,
    PlannedSampleRecord,
    PortfolioExportRecord,
    PortfolioManifestRecord,
    QualificationRecord,
    RegistrationRecord,
    ReopeningRecord,
    SamplingPlanRecord,
    SamplingPlanVersionRecord,
    SamplingPolicyRecord,
    SessionRecord,
    SignInFailureRecord,
    SignOffRecord,
    UnitVersionRecord,
    UploadRecord,
    UserRecord,
    WitnessInvitationRecord,
  ],
  migrations: [
    CreateMainJob1795305600000,
    CreateComplaintCases1795340400000,
    CreateEvidenceRevisions1795410000000,
    CreateWitnessInvitations1795413600000,
    CreateUploads1795417200000,
    ScreenFiles1795417260000,
    CreateContents1795420800000,
    AddRedactions1795424400000,
    SealAuditTrail1795428000000,
    CreateSampling1795431600000,
    CreateStaffRecords1795500000000,
    EndInterests1795500060000,
  ],
};
