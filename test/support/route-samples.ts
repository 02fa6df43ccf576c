import { DEFAULT_APPEAL_POLICY } from '../../src/domain/appeal/appeal-policy.js';
import { DIPLOMA, GRANTED, ISSUED, SUBMITTED, TOLD } from './certification.js';
import { COMPLAINT, MESSAGE } from './complaints.js';
import { acceptance, claimsOn } from './evidence.js';
import { BYTE_STREAM, metadataOf } from './tus.js';
import { ACCOUNT, WITNESS } from './testimony.js';
import { TODAY } from './running-clock.js';
import { MESSAGE_OF_ASSESSOR, PLAN, REVIEW } from './planning.js';
import { DEMAND, outcomeOf, VISIT } from './visits.js';
import { COMPETENCE, CPD, HELD, OBSERVED_PRACTICE } from './staff.js';
import { CALM_POLICY, recordOf } from './sampling.js';
import type { World } from './world.js';

/** One well-formed request: it passes validation, so that what answers is the rule behind it. */
export interface RouteSample {
  /** Value of each `{name}` in the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Content of the one file of a multipart request. */
  readonly file?: string;
  readonly ifMatch?: string;
  /** Others that the request cannot do without. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An ETag that nothing has: whoever may change the thing is told so, and nothing changes. */
const STALE = '"r999999"';

/**
 * A sample for every route of the OpenAPI document, by `METHOD path`. Wherever a route changes something, the sample is
 * one that a rule refuses after the question of who is asking: the same world serves for hundreds of requests.
 */
export function routeSamples(world: World): Readonly<Record<string, RouteSample>> {
  const registration = { id: world.registrationId };
  const item = { id: world.withdrawn.id };
  const file = { ...item, fileId: world.withdrawn.files[0]?.id ?? '' };
  const complaintCase = { id: world.caseId };
  const upload = { id: world.uploadId };
  const arrived = { id: world.arrived.importId };
  const exercise = { id: world.exerciseId };
  const sharedFile = { ...exercise, number: '1', file: '1' };
  const appeal = { id: world.appealId };
  const claim = { id: world.claimId };
  const tus = { 'tus-resumable': '1.0.0' };
  const { id: invitationId, evidenceId } = world.invitation;
  const nobodysToken = { token: 'A'.repeat(27) };
  const plan = { ...registration, planId: world.planned.planId };
  const review = { ...registration, reviewId: world.planned.reviewId };
  const learnerAction = { ...registration, actionId: world.planned.actionId };
  const remark = { statement: 'I agree.', comment: 'Tuesdays suit me.' };
  const visit = { id: world.visitId };
  const { id: earlierVisitId, actionId: visitActionId } = world.earlierVisit;
  const earlierVisit = { id: earlierVisitId };
  const visitAction = { ...earlierVisit, actionId: visitActionId };
  const reason = { reason: 'It was handed in twice.' };
  const assessor = { userId: world.assessor.id };
  const trainee = { userId: world.trainee.id };
  const { qualificationId, competenceId, linkId, cpdId, interestId } = world.ended;
  return {
    'GET /livez': {},
    'GET /readyz': {},
    'POST /api/sessions': { body: { email: 'nobody@demo.test', password: 'not-a-password' } },
    'DELETE /api/sessions/current': {},
    'GET /api/me': {},
    'POST /api/users': { body: { email: world.learner.email, name: 'Maya Okafor', roles: ['learner'] } },
    'GET /api/users': { query: { role: 'assessor', limit: '2' } },
    'GET /api/users/{id}': { params: { id: world.otherIqa.id } },
    'PATCH /api/users/{id}': { params: { id: world.otherIqa.id }, ifMatch: STALE, body: { name: 'Oscar Verifier' } },
    'POST /api/me/password': { body: { currentPassword: 'not-the-password', newPassword: 'quite another phrase' } },
    'GET /api/units': {},
    'GET /api/units/{key}': { params: { key: 'U40' } },
    'POST /api/registrations': {
      body: {
        learnerId: world.learner.id,
        unit: 'U40',
        registeredOn: '2026-01-12',
        assessorId: world.assessor.id,
        iqaId: world.iqa.id,
      },
    },
    'GET /api/registrations': { query: { unit: 'U40', status: 'in_progress', limit: '2' } },
    'GET /api/registrations/{id}': { params: registration },
    'PATCH /api/registrations/{id}': { params: registration, ifMatch: STALE, body: { site: 'Harbour Lane' } },
    'POST /api/interests': { body: { learnerId: world.otherLearner.id, kind: 'family' } },
    'GET /api/interests': { query: { personId: world.assessor.id, learnerId: world.learner.id, limit: '2' } },
    'POST /api/interests/{id}/ending': { params: { id: interestId }, body: reason },
    'GET /api/registrations/{id}/allocations': { params: registration },
    'GET /api/staff': { query: { limit: '2' } },
    'GET /api/staff/{userId}': { params: assessor },
    'POST /api/staff/{userId}/qualifications': {
      params: assessor,
      body: { ...HELD, awardedOn: '2030-01-01', originalSeenOn: '2026-05-01', followsId: qualificationId },
    },
    'POST /api/staff/{userId}/qualifications/{id}/confirmation': {
      params: { ...assessor, id: qualificationId },
      body: { originalSeenOn: '2026-05-01' },
    },
    'POST /api/staff/{userId}/qualifications/{id}/ending': {
      params: { ...assessor, id: qualificationId },
      body: reason,
    },
    'POST /api/staff/{userId}/competences': { params: assessor, body: { ...COMPETENCE, unit: 'U99' } },
    'POST /api/staff/{userId}/competences/{id}/confirmation': { params: { ...assessor, id: competenceId } },
    'POST /api/staff/{userId}/competences/{id}/ending': { params: { ...assessor, id: competenceId }, body: reason },
    'POST /api/staff/{userId}/countersigner-links': {
      params: trainee,
      body: { qualifiedId: world.trainee.id, from: '2026-01-05', until: '2026-12-31' },
    },
    'POST /api/staff/{userId}/countersigner-links/{id}/ending': { params: { ...trainee, id: linkId }, body: reason },
    'GET /api/staff/{userId}/cpd': { params: assessor, query: { limit: '2' } },
    'POST /api/me/cpd': { body: { ...CPD, unit: 'U99' } },
    'POST /api/me/cpd/{id}/withdrawal': { params: { id: cpdId }, body: reason },
    'POST /api/assessor-observations': {
      body: { ...OBSERVED_PRACTICE, assessorId: world.assessor.id, observedOn: '2030-01-01', actionRequired: 'None.' },
    },
    'GET /api/assessor-observations': { query: { assessorId: world.assessor.id, unit: 'U40', limit: '2' } },
    'GET /api/registrations/{id}/audit': { params: registration, query: { limit: '2' } },
    'GET /api/evidence-methods': {},
    'POST /api/evidence': {
      body: {
        learnerId: world.learner.id,
        method: 'work_product',
        title: 'Thread',
        contextStatement: 'Whole thread.',
        activityFrom: '2026-03-02',
        setting: 'workplace',
        caseRefs: ['C-001'],
        record: { note: 'words' },
      },
    },
    'GET /api/evidence': { query: { status: 'draft', method: 'work_product', q: 'thread', limit: '2' } },
    'GET /api/evidence/{id}': { params: item },
    'GET /api/evidence/{id}/revisions': { params: item, query: { limit: '2' } },
    'GET /api/evidence/{id}/revisions/{revision}': { params: { ...item, revision: '1' } },
    'PATCH /api/evidence/{id}': { params: item, ifMatch: STALE, body: { title: 'Another title', caseRefs: ['C-002'] } },
    'POST /api/evidence/{id}/files': { params: item, file: 'words' },
    'GET /api/evidence/{id}/files/{fileId}': { params: file },
    'GET /api/evidence/{id}/files/{fileId}/text': { params: file, query: { limit: '2', cursor: '0' } },
    'GET /api/evidence/{id}/privacy-warnings': { params: item, query: { names: 'Ann Example,Bob' } },
    'GET /api/evidence/{id}/duplicates': { params: item },
    'DELETE /api/evidence/{id}/files/{fileId}': { params: file, ifMatch: STALE },
    'POST /api/evidence/{id}/files/{fileId}/redactions': {
      params: file,
      body: { words: ['Okafor'], regions: [{ page: 1, x: 0, y: 0, width: 0.5, height: 0.5 }] },
    },
    'GET /api/evidence/{id}/files/{fileId}/view': { params: file },
    'PUT /api/evidence/{id}/claims': {
      params: item,
      ifMatch: STALE,
      body: claimsOn(world.registrationId, ['2.6']).map((claim) => ({ ...claim, facets: ['progress'] })),
    },
    'POST /api/evidence/{id}/submission': { params: item, body: { declaration: true } },
    'POST /api/evidence/{id}/signatures': { params: item, body: { statement: 'So it was.' } },
    'POST /api/evidence/{id}/decision': { params: item, body: acceptance(world.registrationId, ['2.6']) },
    'POST /api/evidence/{id}/recall': { params: item },
    'POST /api/evidence/{id}/versions': { params: item },
    'POST /api/evidence/{id}/withdrawal': { params: item, body: { reason: 'duplicate' } },
    'POST /api/evidence/{id}/reopening': { params: item, body: reason },
    'POST /api/evidence/{id}/hold': { params: item, body: reason },
    'POST /api/evidence/{id}/release': { params: item, body: reason },
    'POST /api/evidence/{id}/rpl-approval': { params: item, body: { approved: true } },
    'POST /api/evidence/{id}/witness-verification': {
      params: item,
      body: { method: 'telephone', verifiedOn: '2026-03-02' },
    },
    'POST /api/evidence/{id}/witness-invitations': { params: item, body: { ...WITNESS, expiresInDays: 3 } },
    'GET /api/evidence/{id}/witness-invitations': { params: item },
    'DELETE /api/evidence/{id}/witness-invitations/{invitationId}': {
      params: { id: evidenceId, invitationId },
      ifMatch: STALE,
    },
    'GET /api/registrations/{id}/witnesses': { params: registration },
    'GET /api/witness/{token}': { params: nobodysToken },
    'POST /api/me/diary': {},
    'GET /api/me/diary': {},
    'DELETE /api/me/diary': {},
    'GET /api/diaries/{token}': { params: nobodysToken },
    'POST /api/witness/{token}': {
      params: nobodysToken,
      body: { ...ACCOUNT, signedOn: '2026-06-01', dates: 'In March', location: 'The office', knownFor: 'A year' },
    },
    'POST /api/complaint-cases': { body: { ...COMPLAINT, learnerId: world.learner.id, caseRef: 'C-001' } },
    'GET /api/complaint-cases': { query: { status: 'received', q: 'doors', limit: '2' } },
    'GET /api/complaint-cases/analysis': { query: { learnerId: world.learner.id, window: '30' } },
    'POST /api/complaint-cases/imports': { query: { learnerId: world.learner.id, dryRun: 'true' }, file: 'words' },
    'GET /api/complaint-cases/{id}': { params: complaintCase },
    'PATCH /api/complaint-cases/{id}': { params: complaintCase, ifMatch: STALE, body: { cause: 'Wrong batch' } },
    'POST /api/complaint-cases/{id}/communications': {
      params: complaintCase,
      body: { ...MESSAGE, at: '2026-01-01', isPublic: false },
    },
    'POST /api/complaint-cases/{id}/events': { params: complaintCase, body: { event: 'close', ...reason } },
    'OPTIONS /api/uploads': {},
    'POST /api/uploads': {
      headers: { ...tus, 'upload-length': '5', 'upload-metadata': metadataOf(world.withdrawn.id, 'words.txt') },
    },
    'GET /api/uploads/{id}': { params: upload },
    'HEAD /api/uploads/{id}': { params: upload, headers: tus },
    'PATCH /api/uploads/{id}': {
      params: upload,
      headers: { ...tus, 'upload-offset': '999', 'content-type': BYTE_STREAM },
    },
    'DELETE /api/uploads/{id}': { params: upload, headers: tus },
    'POST /api/registrations/{id}/judgements': {
      params: registration,
      body: { criterion: '9.9', outcome: 'met', rationale: 'x', evidenceIds: [world.withdrawn.id] },
    },
    'POST /api/registrations/{id}/judgement-batches': {
      params: registration,
      body: {
        evidenceIds: [world.withdrawn.id],
        judgements: [{ criterion: '9.9', outcome: 'met', rationale: 'x', evidenceIds: [world.withdrawn.id] }],
      },
    },
    'GET /api/registrations/{id}/judgements': { params: registration },
    'GET /api/countersignatures/pending': { query: { limit: '2' } },
    'POST /api/registrations/{id}/countersignatures': {
      params: registration,
      body: { result: 'agreed', note: 'Agreed.', judgementIds: [world.judgementId] },
    },
    'POST /api/registrations/{id}/judgements/{judgementId}/release': {
      params: { ...registration, judgementId: world.judgementId },
      body: reason,
    },
    'POST /api/registrations/{id}/assessment-plans': {
      params: registration,
      body: { ...PLAN, targets: PLAN.targets.map((target) => ({ ...target, criteria: ['9.9'] })), note: 'As agreed.' },
    },
    'GET /api/registrations/{id}/assessment-plans': { params: registration },
    'POST /api/registrations/{id}/assessment-plans/{planId}/agreement': { params: plan, body: remark },
    'POST /api/registrations/{id}/reviews': { params: registration, body: { ...REVIEW, heldOn: '2099-01-01' } },
    'GET /api/registrations/{id}/reviews': { params: registration },
    'POST /api/registrations/{id}/reviews/{reviewId}/learner-comment': { params: review, body: remark },
    'POST /api/registrations/{id}/feedback': {
      params: registration,
      body: { ...MESSAGE_OF_ASSESSOR, criterion: '9.9' },
    },
    'GET /api/registrations/{id}/feedback': { params: registration, query: { limit: '2' } },
    'GET /api/registrations/{id}/learner-actions': { params: registration, query: { status: 'done', limit: '2' } },
    'POST /api/registrations/{id}/learner-actions/{actionId}/response': {
      params: learnerAction,
      body: { response: 'Done.' },
    },
    'POST /api/registrations/{id}/learner-actions/{actionId}/closure': {
      params: learnerAction,
      body: { note: 'Seen.' },
    },
    'POST /api/registrations/{id}/judgements/{judgementId}/countersignature': {
      params: { ...registration, judgementId: world.judgementId },
      body: { result: 'agreed', note: 'Agreed.' },
    },
    'GET /api/registrations/{id}/coverage': { params: registration, query: { asOf: '2026-06-01' } },
    'POST /api/registrations/{id}/sign-offs': { params: registration, body: { stage: 'learner', statement: 'Mine.' } },
    'GET /api/registrations/{id}/sign-offs': { params: registration },
    'POST /api/registrations/{id}/reopening': { params: registration, body: reason },
    'GET /api/sampling-policy': {},
    'PUT /api/sampling-policy': { ifMatch: STALE, body: CALM_POLICY },
    'GET /api/sampling-policy/versions': {},
    'GET /api/assessor-risks': { query: { unit: 'U40' } },
    'POST /api/sampling-plans': { body: { unit: 'U99', from: '2026-04-01', to: '2026-06-30', seed: 'spring' } },
    'GET /api/sampling-plans': { query: { limit: '2' } },
    'GET /api/sampling-plans/{id}': { params: { id: world.planId }, query: { version: '1' } },
    'GET /api/sampling-plans/{id}/draw': { params: { id: world.planId }, query: { version: '1' } },
    'POST /api/sampling-plans/{id}/versions': { params: { id: world.planId } },
    'GET /api/planned-samples': {},
    'POST /api/registrations/{id}/samples': {
      params: registration,
      body: { stage: 'interim', criteria: ['9.9'], reason: 'Spot check.' },
    },
    'GET /api/registrations/{id}/samples': { params: registration },
    'GET /api/samples/{id}': { params: { id: world.sampleId } },
    'GET /api/samples/{id}/changes': { params: { id: world.sampleId } },
    'POST /api/samples/{id}/record': { params: { id: world.sampleId }, body: recordOf({ criteria: ['1.1'] }) },
    'GET /api/iqa-actions': { query: { status: 'closed', limit: '2' } },
    'POST /api/iqa-actions/{id}/response': { params: { id: world.actionId }, body: { response: 'Done.' } },
    'POST /api/iqa-actions/{id}/closure': { params: { id: world.actionId }, body: { note: 'Seen.' } },
    'POST /api/standardisation-events': {
      body: {
        ...{ title: 'Progress', unit: 'U99', criteria: ['2.6'], heldOn: TODAY, dueBy: TODAY, alsoMask: ['Ann'] },
        evidence: [{ evidenceId: world.withdrawn.id, shareRedactedFiles: true }],
        participantIds: [world.assessor.id, world.trainee.id],
        facilitatorId: world.leadIqa.id,
        ordinaryWords: ['price'],
      },
    },
    'GET /api/standardisation-events': { query: { unit: 'U40', state: 'concluded', limit: '2' } },
    'GET /api/standardisation-events/{id}': { params: exercise },
    'PATCH /api/standardisation-events/{id}': { params: exercise, ifMatch: STALE, body: { title: 'Another title' } },
    'POST /api/standardisation-events/{id}/opening': { params: exercise, body: { anonymityConfirmed: true } },
    'GET /api/standardisation-events/{id}/evidence/{number}': { params: sharedFile },
    'GET /api/standardisation-events/{id}/evidence/{number}/files/{file}': { params: sharedFile },
    'GET /api/standardisation-events/{id}/evidence/{number}/files/{file}/text': {
      params: sharedFile,
      query: { limit: '2', cursor: '0' },
    },
    'POST /api/standardisation-events/{id}/decisions': {
      params: exercise,
      body: { decisions: [{ criterion: '2.6', evidence: 1, outcome: 'met', rationale: 'So.', gapNoted: 'None.' }] },
    },
    'POST /api/standardisation-events/{id}/reveal': { params: exercise, body: reason },
    'POST /api/standardisation-events/{id}/conclusion': {
      params: exercise,
      body: {
        agreed: [{ criterion: '2.6', evidence: 1, outcome: 'met', reasoning: 'So.' }],
        ...{ minutes: 'Talked.', heldOn: TODAY, attendeeIds: [world.assessor.id] },
        actions: [{ text: 'Write it down.', ownerId: world.iqa.id, dueOn: '2026-07-01' }],
      },
    },
    'POST /api/standardisation-events/{id}/dissents': {
      params: exercise,
      body: { note: 'No.', criterion: '9.9', evidence: 1 },
    },
    'POST /api/standardisation-actions/{id}/response': {
      params: { id: world.exerciseActionId },
      body: { response: 'Done.' },
    },
    'POST /api/standardisation-actions/{id}/closure': {
      params: { id: world.exerciseActionId },
      body: { note: 'Seen.' },
    },
    'GET /api/standardisation-cover': { query: { unit: 'U40' } },
    'GET /api/registrations/{id}/criteria/{code}/trail': { params: { ...registration, code: '1.1' } },
    'POST /api/eqa-visits': { body: { ...VISIT, eqaId: world.learner.id } },
    'GET /api/eqa-visits': { query: { limit: '2' } },
    'GET /api/eqa-visits/{id}': { params: visit },
    'PATCH /api/eqa-visits/{id}': {
      params: earlierVisit,
      ifMatch: STALE,
      body: { opensAt: VISIT.opensAt, closesAt: VISIT.closesAt, agenda: 'Another one.' },
    },
    'POST /api/eqa-visits/{id}/suspension': { params: earlierVisit, body: reason },
    'GET /api/eqa-visits/{id}/register': { params: visit, query: { unit: 'U40', status: 'in_progress', limit: '2' } },
    'POST /api/eqa-visits/{id}/selections': {
      params: earlierVisit,
      body: { registrationIds: [world.registrationId], ...reason },
    },
    'GET /api/eqa-visits/{id}/selections': { params: visit, query: { limit: '2' } },
    'GET /api/eqa-visits/{id}/views': { params: visit, query: { limit: '2' } },
    'GET /api/eqa-visits/{id}/checklist': { params: visit },
    'POST /api/eqa-visits/{id}/notes': {
      params: earlierVisit,
      body: { registrationId: world.registrationId, criterion: '1.1', text: 'Well reasoned.' },
    },
    'GET /api/eqa-visits/{id}/notes': { params: visit, query: { limit: '2' } },
    'POST /api/eqa-visits/{id}/outcome': {
      params: earlierVisit,
      body: outcomeOf({
        actions: [DEMAND],
        releases: [{ registrationId: world.registrationId, decision: 'not_released', note: 'Too early.' }],
        recommendDirectClaims: false,
      }),
    },
    'GET /api/eqa-visits/{id}/outcome': { params: earlierVisit },
    'POST /api/eqa-visits/{id}/actions/{actionId}/response': { params: visitAction, body: { response: 'Done.' } },
    'POST /api/eqa-visits/{id}/actions/{actionId}/closure': { params: visitAction, body: { note: 'Seen.' } },
    'GET /api/me/queue': { query: { kind: 'evidence_to_decide', limit: '2' } },
    'GET /api/me/caseload': { query: { limit: '2' } },
    'GET /api/me/notifications': { query: { unread: 'true', limit: '2' } },
    'POST /api/me/notifications/{id}/reading': { params: { id: world.registrationId } },
    'POST /api/me/notifications/reading': { body: { upToId: world.registrationId } },
    'GET /api/me/notification-settings': {},
    'PUT /api/me/notification-settings': { ifMatch: STALE, body: { digest: 'off' } },
    'GET /api/centre/overview': { query: { unit: 'U40' } },
    'GET /api/appeal-policy': {},
    'PUT /api/appeal-policy': { ifMatch: STALE, body: DEFAULT_APPEAL_POLICY },
    'GET /api/appeal-policy/versions': {},
    'POST /api/appeals': {
      body: {
        registrationId: world.registrationId,
        against: { kind: 'judgement', judgementId: world.judgementId },
        grounds: 'It was met.',
        lateReason: 'I was away.',
      },
    },
    'GET /api/appeals': { query: { registrationId: world.registrationId, status: 'withdrawn', limit: '2' } },
    'GET /api/appeals/{id}': { params: appeal },
    'POST /api/appeals/{id}/acknowledgement': { params: appeal, body: { note: 'Received.' } },
    'POST /api/appeals/{id}/decision': {
      params: appeal,
      body: { outcome: 'rejected', reasons: 'It stands.', byAnotherAssessor: false },
    },
    'POST /api/appeals/{id}/escalation': { params: appeal, body: { ...reason, lateReason: 'I was away.' } },
    'POST /api/appeals/{id}/acceptance': { params: appeal, body: { note: 'Fine.' } },
    'POST /api/appeals/{id}/withdrawal': { params: appeal, body: reason },
    'POST /api/appeals/{id}/closure': { params: appeal, body: reason },
    'POST /api/appeals/{id}/panel': {
      params: appeal,
      body: { memberIds: [world.panelMember.id, world.otherIqa.id] },
    },
    'POST /api/appeals/{id}/votes': { params: appeal, body: { outcome: 'upheld', note: 'Convincing.' } },
    'POST /api/appeals/{id}/ao-outcome': {
      params: appeal,
      body: { outcome: 'upheld', reference: 'AO-1', decidedOn: '2026-06-01', reasons: 'x', byAnotherAssessor: true },
    },
    'GET /api/appeals/{id}/record': { params: appeal },
    'GET /api/appeals/{id}/files/{fileId}': { params: { ...appeal, fileId: file.fileId } },
    'GET /api/appeals/{id}/like-decisions': { params: appeal, query: { limit: '2' } },
    'POST /api/appeals/{id}/tracing': { params: appeal, body: { note: 'Nobody else.' } },
    'POST /api/qualifications': { body: DIPLOMA },
    'GET /api/qualifications': { query: { limit: '2' } },
    'POST /api/qualifications/{id}/direct-claims-status': { params: { id: world.qualificationId }, body: GRANTED },
    'GET /api/registrations/{id}/claim-readiness': {
      params: registration,
      query: { qualificationId: world.qualificationId },
    },
    'POST /api/certificate-claims': {
      body: { qualificationId: world.qualificationId, registrationIds: [world.registrationId] },
    },
    'GET /api/certificate-claims': { query: { limit: '2' } },
    'GET /api/certificate-claims/{id}': { params: claim },
    'POST /api/certificate-claims/{id}/submission': { params: claim, body: SUBMITTED },
    'POST /api/certificate-claims/{id}/certificate': { params: claim, body: ISSUED },
    'POST /api/certificate-claims/{id}/withdrawal': { params: claim, body: reason },
    'POST /api/certificate-claims/{id}/revocation': { params: claim, body: reason },
    'POST /api/certificate-claims/{id}/revocation/decision': { params: claim, body: { outcome: 'confirmed' } },
    'GET /api/ao-notifications': { query: { status: 'sent', limit: '2' } },
    'POST /api/ao-notifications/{id}/sending': { params: { id: world.notificationId }, body: TOLD },
    'POST /api/registrations/{id}/portfolio-exports': { params: registration, body: { kind: 'signed_off' } },
    'POST /api/learners/{id}/portfolio-exports': { params: { id: world.learner.id }, body: { kind: 'signed_off' } },
    'POST /api/eqa-visits/{id}/packs': { params: earlierVisit, body: { registrationIds: [world.registrationId] } },
    'GET /api/portfolio-exports/{id}': { params: { id: world.exportId } },
    'GET /api/portfolio-exports/{id}/events': { params: { id: world.exportId } },
    'POST /api/portfolio-exports/{id}/cancellation': { params: { id: world.exportId } },
    'GET /api/portfolio-exports/{id}/file': { params: { id: world.exportId } },
    'GET /api/registrations/{id}/tracking-workbook': { params: registration },
    'GET /api/registrations/{id}/tracking-sheets/{sheet}': { params: { ...registration, sheet: 'matrix' } },
    'POST /api/registrations/{id}/packages': { params: registration },
    'GET /api/packages/{id}': { params: { id: world.packageId } },
    'GET /api/packages/{id}/events': { params: { id: world.packageId } },
    'POST /api/packages/{id}/cancellation': { params: { id: world.packageId } },
    'GET /api/packages/{id}/file': { params: { id: world.packageId } },
    'POST /api/portfolio-imports': { file: 'no package' },
    'GET /api/portfolio-imports': { query: { limit: '2' } },
    'GET /api/portfolio-imports/{id}': { params: arrived },
    'POST /api/portfolio-imports/{id}/acceptance': {
      params: arrived,
      body: { registrationId: world.registrationId, isSameLearner: true },
    },
    'DELETE /api/portfolio-imports/{id}': { params: arrived },
    'GET /api/registrations/{id}/arrivals': { params: registration },
    'GET /api/registrations/{id}/arrivals/{arrivalId}/files/{fileId}': {
      params: { ...registration, arrivalId: world.arrived.importId, fileId: world.arrived.fileId },
    },
    'GET /api/verifications/{code}': { params: { code: 'AAAA-BBBB-CCCC-DDDD' } },
    'GET /api/verifications/{code}/certificate': { params: { code: 'AAAA-BBBB-CCCC-DDDD' } },
    'POST /api/verifications': { file: 'no portfolio' },
  };
}

/** The address of a sample, filled in. */
export function addressOf(route: string, { params = {}, query = {} }: RouteSample): string {
  const [, pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const words = new URLSearchParams(query).toString();
  return words === '' ? path : `${path}?${words}`;
}
