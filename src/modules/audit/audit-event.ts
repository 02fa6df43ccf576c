/** Everything the trail can say, by type: the facts each event carries. Past tense: these things have happened. */
export interface AuditFacts {
  'user.created': { userId: string; roles: readonly string[] };
  'user.changed': { userId: string; fields: readonly string[]; roles: readonly string[]; isActive: boolean };
  'user.password_changed': Record<string, never>;
  'session.started': Record<string, never>;
  'session.ended': Record<string, never>;
  'registration.created': {
    unit: string;
    specificationVersion: string;
    assessorId: string;
    coAssessorId: string | null;
    iqaId: string;
    countersignerId: string | null;
    countersigningIqaId: string | null;
  };
  'registration.changed': {
    fields: readonly string[];
    before: Readonly<Record<string, unknown>>;
    after: Readonly<Record<string, unknown>>;
  };
  'interest.declared': { personId: string; kind: string };
  'interest.ended': { interestId: string; personId: string; kind: string; reason: string };
  'qualification.recorded': {
    qualificationId: string;
    personId: string;
    kind: string;
    status: string;
    isConfirmed: boolean;
    followsId: string | null;
  };
  'competence.recorded': { competenceId: string; personId: string; unit: string; isConfirmed: boolean };
  'countersigner.linked': {
    linkId: string;
    traineeId: string;
    qualifiedId: string;
    from: string;
    until: string | null;
  };
  'staff_record.confirmed': { kind: string; recordId: string; personId: string; originalSeenOn: string | null };
  'staff_record.ended': { kind: string; recordId: string; personId: string; reason: string };
  'cpd.logged': { entryId: string; on: string; minutes: number };
  'cpd.withdrawn': { entryId: string; reason: string };
  'assessor.observed': { observationId: string; assessorId: string; unit: string; registrationId: string | null };
  'evidence.created': { ref: string; method: string };
  'evidence.edited': { ref: string; fields: readonly string[] };
  'evidence.file_added': { ref: string; fileId: string; sha256: string; size: number; mediaType: string };
  'evidence.file_infected': { ref: string; fileId: string; sha256: string };
  'evidence.file_removed': { ref: string; fileId: string; sha256: string };
  /** Counts only: the words that were asked for are customers' names. */
  'evidence.file_redacted': {
    ref: string;
    fileId: string;
    sha256: string;
    originalId: string;
    originalSha256: string;
    regions: number;
    occurrences: number;
    wordsNotFound: number;
    note: string | null;
  };
  'evidence.sealed_file_opened': { ref: string; fileId: string; sha256: string };
  'evidence.files_purged': { ref: string; fileIds: readonly string[]; sha256s: readonly string[] };
  'evidence.claims_changed': { ref: string; claims: readonly string[] };
  'evidence.submitted': { ref: string; contentSha256: string; declarationVersion: string | null };
  'evidence.recalled': { ref: string };
  'evidence.signed': { ref: string; role: string; contentSha256: string };
  'evidence.accepted': { ref: string; confirmed: readonly string[]; declined: readonly string[] };
  'evidence.returned': { ref: string; reasons: readonly string[] };
  'evidence.version_opened': { ref: string; replaces: string };
  'evidence.superseded': { ref: string; by: string };
  'evidence.withdrawn': { ref: string; reason: string };
  'evidence.reopened': { ref: string; reason: string };
  'evidence.held': { ref: string; reason: string };
  'evidence.released': { ref: string; reason: string };
  'rpl.approved': { ref: string; rplState: string };
  'witness.invited': { ref: string; invitationId: string; relationship: string; category: number; expiresAt: string };
  'witness.invitation_revoked': { ref: string; invitationId: string; cause: 'revoked' | 'replaced' };
  'testimony.given': { ref: string; invitationId: string; contentSha256: string; declarationVersion: string };
  'witness.verified': { ref: string; method: string; verifiedOn: string };
  'case.created': { caseId: string; caseRef: string; status: string };
  'case.edited': { caseId: string; caseRef: string; fields: readonly string[] };
  'case.moved': { caseId: string; caseRef: string; event: string; from: string; to: string; reason: string | null };
  'case.communication_added': { caseId: string; caseRef: string; communicationId: string; purpose: string };
  'cases.imported': { sha256: string; caseRefs: readonly string[] };
  'judgement.recorded': {
    criterion: string;
    outcome: string;
    judgementId: string;
    isOverride: boolean;
    isProvisional: boolean;
  };
  'judgement.countersigned': { criterion: string; judgementId: string; result: string };
  'judgement.released': { criterion: string; judgementId: string; reason: string };
  'assessment_plan.recorded': { planId: string; version: number; criteria: readonly string[]; nextReviewOn: string };
  'assessment_plan.answered': { planId: string; version: number; isAgreed: boolean };
  'review.recorded': { reviewId: string; heldOn: string; nextReviewOn: string | null };
  'review.answered': { reviewId: string; heldOn: string; isAgreed: boolean };
  /** Without the words: some of them are not for everybody who may read the trail. */
  'feedback.written': { messageId: string };
  'learner_action.raised': { actionId: string; origin: string; criterion: string | null; dueOn: string | null };
  'learner_action.answered': { actionId: string };
  'learner_action.closed': { actionId: string; cause: string };
  'diary.opened': { personId: string };
  'diary.closed': { personId: string };
  'unit.signed': { stage: string; snapshotSha256: string; route: string | null; decision: string | null };
  'unit.signatures_voided': { stages: readonly string[]; cause: string };
  'unit.reopened': { reason: string };
  'sampling_policy.changed': { version: number };
  'sampling_plan.drawn': {
    planId: string;
    unit: string;
    version: number;
    cause: string;
    policyVersion: number;
    populationSha256: string;
    planned: number;
  };
  'sample.taken': { sampleId: string; stage: string; criteria: readonly string[]; snapshotSha256: string };
  'sample.signed': {
    sampleId: string;
    stage: string;
    decision: string;
    decisions: readonly { criterion: string; decision: string }[];
  };
  'action.raised': {
    actionId: string;
    severity: string;
    against: string;
    subject: string | null;
    dueDate: string;
    ownerId: string;
  };
  'action.answered': { actionId: string };
  'action.closed': { actionId: string; severity: string; subject: string | null };
  'standardisation.arranged': {
    eventId: string;
    unit: string;
    criteria: readonly string[];
    pieces: number;
    participantIds: readonly string[];
    facilitatorId: string;
  };
  'standardisation.changed': { eventId: string; fields: readonly string[] };
  'standardisation.opened': { eventId: string; sheets: readonly string[] };
  'evidence.shared_anonymised': { eventId: string; contentSha256: string };
  /** That, and not what: before the reveal the trail knows no more than the participants. */
  'standardisation.decided': { eventId: string };
  'standardisation.revealed': { eventId: string; cause: string; reason: string | null; absentIds: readonly string[] };
  'standardisation.concluded': { eventId: string; heldOn: string; contentSha256: string; actions: number };
  'standardisation.dissent_added': { eventId: string; criterion: string | null; evidence: number | null };
  'standardisation.action_answered': { eventId: string; actionId: string };
  'standardisation.action_closed': { eventId: string; actionId: string };
  'visit.planned': {
    visitId: string;
    eqaId: string;
    awardingOrganisation: string;
    kind: string;
    units: readonly string[];
    opensAt: string;
    closesAt: string;
  };
  'visit.changed': { visitId: string; fields: readonly string[]; opensAt: string; closesAt: string };
  'visit.suspended': { visitId: string; reason: string };
  'visit.registrations_selected': { visitId: string; registrationIds: readonly string[]; reason: string };
  'visit.outcome_issued': {
    visitId: string;
    decision: string;
    statementSha256: string;
    recommendDirectClaims: boolean;
    actions: number;
    releases: readonly { registrationId: string; decision: string }[];
  };
  'visit.action_answered': { visitId: string; actionId: string };
  'visit.action_closed': { visitId: string; actionId: string; severity: string };
  'unit.externally_decided': { visitId: string; decision: string; snapshotSha256: string | null };
  'appeal_policy.changed': { version: number };
  'appeal.lodged': { appealId: string; kind: string; criterion: string | null; isLate: boolean };
  'appeal.acknowledged': { appealId: string };
  'appeal.panel_appointed': { appealId: string; memberIds: readonly string[] };
  /** Without the vote: the learner may read the trail, and votes are the panel's own. */
  'appeal.voted': { appealId: string };
  'appeal.decided': { appealId: string; stage: string; outcome: string; byAnotherAssessor: boolean };
  'appeal.escalated': { appealId: string; to: string; isLate: boolean };
  'appeal.accepted': { appealId: string; outcome: string | null };
  'appeal.lapsed': { appealId: string; outcome: string | null };
  'appeal.withdrawn': { appealId: string };
  'appeal.ao_reported': { appealId: string; outcome: string; reference: string; decidedOn: string };
  'appeal.redecided': { appealId: string; criterion: string | null };
  'appeal.redecision_waived': { appealId: string };
  'appeal.traced': { appealId: string };
  'qualification.created': { qualificationId: string; number: string; units: readonly string[] };
  'direct_claims.recorded': { qualificationId: string; status: string; on: string; reference: string };
  'claim.prepared': ClaimFacts;
  'claim.submitted': ClaimFacts;
  'claim.certificated': ClaimFacts;
  'claim.withdrawn': ClaimFacts;
  'claim.revocation_proposed': ClaimFacts;
  'claim.revocation_refused': ClaimFacts;
  'claim.revoked': ClaimFacts;
  'ao_notification.opened': { notificationId: string; claimId: string; cause: string; reason: string };
  'ao_notification.sent': { notificationId: string; claimId: string; sentOn: string; reference: string };
  'portfolio.requested': { exportId: string; kind: string; manifestSha256: string };
  'eqa_pack.requested': {
    exportId: string;
    visitId: string;
    registrationIds: readonly string[];
    manifestSha256: string;
  };
  'portfolio.exported': { exportId: string; kind: string; sha256: string };
  'portfolio.failed': { exportId: string; reason: string };
  'portfolio.cancelled': { exportId: string };
  'package.requested': { packageId: string; files: number; bytes: number };
  'package.exported': { packageId: string; sha256: string };
  'package.failed': { packageId: string; reason: string };
  'package.cancelled': { packageId: string };
  /** A package of another centre, looked through and not taken in yet. */
  'import.received': { importId: string; packageId: string; sha256: string; size: number };
  'import.withdrawn': { importId: string; packageId: string };
  'import.expired': { importId: string; packageId: string };
  /** What came of it: `drafts` by their references here, everything else as history. */
  'portfolio.imported': {
    importId: string;
    packageId: string;
    sha256: string;
    centre: string;
    drafts: readonly string[];
    files: number;
  };
  /** Copies in what arrived whose bytes were given up with the learner's own evidence. */
  'arrival.files_purged': { fileIds: readonly string[]; sha256s: readonly string[] };
}

/** One step of a claim for certificates, told of each unit in it. */
type ClaimFacts = {
  readonly claimId: string;
  readonly on: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
};

export type AuditEventType = keyof AuditFacts;

/** What an event is about. */
export interface AuditSubject {
  readonly registrationId?: string | null;
  readonly learnerId?: string | null;
  readonly evidenceId?: string;
}
