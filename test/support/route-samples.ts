import { COMPLAINT, MESSAGE } from './complaints.js';
import { acceptance, claimsOn } from './evidence.js';
import { BYTE_STREAM, metadataOf } from './tus.js';
import { ACCOUNT, WITNESS } from './testimony.js';
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
  const tus = { 'tus-resumable': '1.0.0' };
  const { id: invitationId, evidenceId } = world.invitation;
  const nobodysToken = { token: 'A'.repeat(27) };
  const reason = { reason: 'It was handed in twice.' };
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
    'GET /api/registrations/{id}/judgements': { params: registration },
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
    'POST /api/registrations/{id}/portfolio-exports': { params: registration, body: { kind: 'signed_off' } },
    'GET /api/portfolio-exports/{id}': { params: { id: world.exportId } },
    'GET /api/portfolio-exports/{id}/file': { params: { id: world.exportId } },
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
