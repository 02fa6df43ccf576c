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
import { CreateAssessmentPlans1795503600000 } from '../migrations/1795503600000-create-assessment-plans.js';
import { ReleaseJudgements1795503660000 } from '../migrations/1795503660000-release-judgements.js';
import { CreateAppeals1795507200000 } from '../migrations/1795507200000-create-appeals.js';
import { IndexEvidenceDecisions1795507260000 } from '../migrations/1795507260000-index-evidence-decisions.js';
import { CompleteSignOff1795510800000 } from '../migrations/1795510800000-complete-sign-off.js';
import { CreateCertificateClaims1795510860000 } from '../migrations/1795510860000-create-certificate-claims.js';
import { CreateEqaVisits1795514400000 } from '../migrations/1795514400000-create-eqa-visits.js';
import { IndexRegistrationsByUnit1795514460000 } from '../migrations/1795514460000-index-registrations-by-unit.js';
import { CreateStandardisation1795518000000 } from '../migrations/1795518000000-create-standardisation.js';
import { CreateWorkload1795521600000 } from '../migrations/1795521600000-create-workload.js';
import { CreateDiaryFeeds1796000400000 } from '../migrations/1796000400000-create-diary-feeds.js';
import { KeepDrafts1795700000000 } from '../migrations/1795700000000-keep-drafts.js';
import { CreatePortfolioPackages1795532400000 } from '../migrations/1795532400000-create-portfolio-packages.js';
import { ExportSeveralUnits1795900000000 } from '../migrations/1795900000000-export-several-units.js';
import { EndLongWork1795800000000 } from '../migrations/1795800000000-end-long-work.js';
import { CreateArrivals1795600000000 } from '../migrations/1795600000000-create-arrivals.js';
import { AppealPanelMemberRecord } from './modules/appeals/appeal-panel-member.record.js';
import { AppealPolicyRecord } from './modules/appeals/appeal-policy.record.js';
import { AppealStepRecord } from './modules/appeals/appeal-step.record.js';
import { AppealRecord } from './modules/appeals/appeal.record.js';
import { ArrivedFileRecord } from './modules/arrivals/arrived-file.record.js';
import { PortfolioImportRecord } from './modules/arrivals/portfolio-import.record.js';
import { CountersignatureRecord } from './modules/assessment/countersignature.record.js';
import { JudgementRecord } from './modules/assessment/judgement.record.js';
import { AuditEventRecord } from './modules/audit/audit-event.record.js';
import { AuditHeadRecord } from './modules/audit/audit-head.record.js';
import { AoNotificationRecord } from './modules/certification/ao-notification.record.js';
import { CertificateClaimRecord } from './modules/certification/certificate-claim.record.js';
import { CertificateClaimStepRecord } from './modules/certification/certificate-claim-step.record.js';
import { ClaimedUnitRecord } from './modules/certification/claimed-unit.record.js';
import { DirectClaimsEntryRecord } from './modules/certification/direct-claims-entry.record.js';
import { QualificationRecord } from './modules/certification/qualification.record.js';
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
import { AssessmentPlanRecord } from './modules/planning/assessment-plan.record.js';
import { FeedbackRecord } from './modules/planning/feedback.record.js';
import { LearnerActionRecord } from './modules/planning/learner-action.record.js';
import { LearnerRemarkRecord } from './modules/planning/learner-remark.record.js';
import { ReviewRecord } from './modules/planning/review.record.js';
import { DiaryFeedRecord } from './modules/diaries/diary-feed.record.js';
import { PackageContentRecord } from './modules/packages/package-content.record.js';
import { PortfolioPackageRecord } from './modules/packages/portfolio-package.record.js';
import { PortfolioExportRecord } from './modules/portfolio/portfolio-export.record.js';
import { PortfolioExportUnitRecord } from './modules/portfolio/portfolio-export-unit.record.js';
import { PortfolioManifestRecord } from './modules/portfolio/portfolio-manifest.record.js';
import { InterestRecord } from './modules/registrations/interest.record.js';
import { RegistrationRecord } from './modules/registrations/registration.record.js';
import { ReopeningRecord } from './modules/sign-off/reopening.record.js';
import { SignOffRecord } from './modules/sign-off/sign-off.record.js';
import { BlindDecisionRecord } from './modules/standardisation/blind-decision.record.js';
import { SharedEvidenceRecord } from './modules/standardisation/shared-evidence.record.js';
import { StandardisationActionRecord } from './modules/standardisation/standardisation-action.record.js';
import { StandardisationConclusionRecord } from './modules/standardisation/standardisation-conclusion.record.js';
import { StandardisationDissentRecord } from './modules/standardisation/standardisation-dissent.record.js';
import { StandardisationEventRecord } from './modules/standardisation/standardisation-event.record.js';
import { StandardisationParticipantRecord } from './modules/standardisation/standardisation-participant.record.js';
import { AssessorObservationRecord } from './modules/staff/assessor-observation.record.js';
import { CompetenceRecord } from './modules/staff/competence.record.js';
import { CountersignerLinkRecord } from './modules/staff/countersigner-link.record.js';
import { CpdEntryRecord } from './modules/staff/cpd-entry.record.js';
import { StaffQualificationRecord } from './modules/staff/staff-qualification.record.js';
import { UnitVersionRecord } from './modules/specifications/unit-version.record.js';
import { UploadRecord } from './modules/uploads/upload.record.js';
import { WitnessInvitationRecord } from './modules/witnesses/witness-invitation.record.js';
import { IqaActionRecord } from './modules/verification/iqa-action.record.js';
import { IqaSampleRecord } from './modules/verification/iqa-sample.record.js';
import { PlannedSampleRecord } from './modules/verification/planned-sample.record.js';
import { SamplingPlanRecord } from './modules/verification/sampling-plan.record.js';
import { SamplingPlanVersionRecord } from './modules/verification/sampling-plan-version.record.js';
import { SamplingPolicyRecord } from './modules/verification/sampling-policy.record.js';
import { EqaVisitRecord } from './modules/visits/eqa-visit.record.js';
import { VisitActionRecord } from './modules/visits/visit-action.record.js';
import { VisitNoteRecord } from './modules/visits/visit-note.record.js';
import { VisitOutcomeRecord } from './modules/visits/visit-outcome.record.js';
import { VisitReleaseRecord } from './modules/visits/visit-release.record.js';
import { VisitSelectionRecord } from './modules/visits/visit-selection.record.js';
import { VisitViewRecord } from './modules/visits/visit-view.record.js';
import { CentreTallyRecord } from './modules/workload/centre-tally.record.js';
import { DigestRecord } from './modules/workload/digest.record.js';
import { NotificationRecord } from './modules/workload/notification.record.js';
import { NotificationSettingRecord } from './modules/workload/notification-setting.record.js';
import { ProgressHeadRecord } from './modules/workload/progress-head.record.js';
import { ProgressMarkRecord } from './modules/workload/progress-mark.record.js';
import { RegistrationProgressRecord } from './modules/workload/registration-progress.record.js';
import { WaitingWorkRecord } from './modules/workload/waiting-work.record.js';
import type { Schema } from './platform/database/data-sources.js';
import { IdempotencyRecord } from './platform/http/idempotency.record.js';
import { JobRecord } from './platform/jobs/job.record.js';

/** Every row of every room, and how the tables came about. Migrations are imported, not globbed: a build has them all. */
export const SCHEMA: Schema = {
  records: [
    AssessmentPlanRecord,
    AppealPanelMemberRecord,
    AppealPolicyRecord,
    AppealRecord,
    AppealStepRecord,
    AoNotificationRecord,
    ArrivedFileRecord,
    AssessorObservationRecord,
    AuditEventRecord,
    AuditHeadRecord,
    BlindDecisionRecord,
    CaseCommunicationRecord,
    CaseMoveRecord,
    CentreRecord,
    CentreTallyRecord,
    CertificateClaimRecord,
    CertificateClaimStepRecord,
    ClaimedUnitRecord,
    CompetenceRecord,
    ComplaintCaseRecord,
    ContentBandRecord,
    ContentPassageRecord,
    ContentReadingRecord,
    ContentWordRecord,
    CountersignatureRecord,
    EqaVisitRecord,
    DigestRecord,
    DirectClaimsEntryRecord,
    CountersignerLinkRecord,
    CpdEntryRecord,
    EvidenceClaimRecord,
    EvidenceDecisionRecord,
    EvidenceFileRecord,
    EvidenceRecord,
    EvidenceRevisionRecord,
    FeedbackRecord,
    IdempotencyRecord,
    InterestRecord,
    IqaActionRecord,
    IqaSampleRecord,
    JobRecord,
    JudgementRecord,
    LearnerActionRecord,
    LearnerRemarkRecord,
    NotificationRecord,
    NotificationSettingRecord,
    PlannedSampleRecord,
    PortfolioPackageRecord,
    DiaryFeedRecord,
    PackageContentRecord,
    PortfolioExportRecord,
    PortfolioExportUnitRecord,
    PortfolioImportRecord,
    PortfolioManifestRecord,
    ProgressHeadRecord,
    ProgressMarkRecord,
    RegistrationProgressRecord,
    QualificationRecord,
    StaffQualificationRecord,
    RegistrationRecord,
    ReopeningRecord,
    ReviewRecord,
    SamplingPlanRecord,
    SamplingPlanVersionRecord,
    SamplingPolicyRecord,
    SessionRecord,
    SharedEvidenceRecord,
    SignInFailureRecord,
    SignOffRecord,
    StandardisationActionRecord,
    StandardisationConclusionRecord,
    StandardisationDissentRecord,
    StandardisationEventRecord,
    StandardisationParticipantRecord,
    UnitVersionRecord,
    UploadRecord,
    UserRecord,
    VisitActionRecord,
    VisitNoteRecord,
    VisitOutcomeRecord,
    VisitReleaseRecord,
    VisitSelectionRecord,
    VisitViewRecord,
    WaitingWorkRecord,
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
    CreateAssessmentPlans1795503600000,
    ReleaseJudgements1795503660000,
    CreateAppeals1795507200000,
    IndexEvidenceDecisions1795507260000,
    CompleteSignOff1795510800000,
    CreateCertificateClaims1795510860000,
    CreateEqaVisits1795514400000,
    IndexRegistrationsByUnit1795514460000,
    CreateStandardisation1795518000000,
    CreateWorkload1795521600000,
    CreatePortfolioPackages1795532400000,
    CreateArrivals1795600000000,
    KeepDrafts1795700000000,
    EndLongWork1795800000000,
    ExportSeveralUnits1795900000000,
    CreateDiaryFeeds1796000400000,
  ],
};
