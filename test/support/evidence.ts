import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import type { Cast, Person } from './people.js';

/** Bytes of one of the real small files in `templates/samples`. */
export function sampleFile(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../templates/samples/${name}`, import.meta.url)));
}

export const VARCS = { valid: true, authentic: true, reliable: true, current: true, sufficient: true } as const;

/** The envelope of an e-mail thread: learner-produced, so it needs a file, a declaration and the assessor's words. */
export const PRODUCT = {
  method: 'work_product',
  title: 'Wrong colour of doors: Customer B by e-mail',
  contextStatement: 'The whole exchange with Customer B, from the first complaint to the agreed solution.',
  activityFrom: '2026-03-02',
  activityTo: '2026-03-06',
  setting: 'workplace',
  channel: 'email',
  customerType: 'external',
  caseRefs: ['C-002'],
  redaction: 'done',
} as const;

/** The envelope of an observation: written by the assessor, signed by the learner. */
export const OBSERVATION = {
  method: 'direct_observation',
  title: 'Scratched worktop: Customer A in the showroom',
  contextStatement: 'Planned observation on the showroom floor, from greeting to agreed solution.',
  activityFrom: '2026-03-10',
  setting: 'workplace',
  channel: 'face_to_face',
  caseRefs: ['C-001'],
  record: { narrative: ['Maya let the customer finish, repeated the complaint back and asked what it meant at home.'] },
} as const;

/** The envelope of a professional discussion about knowledge. */
export const DISCUSSION = {
  method: 'professional_discussion',
  title: 'Professional discussion on monitoring, escalation and liability',
  contextStatement: 'Planned discussion in the meeting room, with prompts agreed the week before.',
  activityFrom: '2026-04-14',
  setting: 'workplace',
  caseRefs: ['C-001', 'C-002'],
  record: {
    summary: [{ at: '00:01:00', text: 'Compares five monitoring techniques and says which suits the showroom.' }],
  },
} as const;

export interface Claim {
  readonly registrationId: string;
  readonly criterion: string;
  readonly facets?: readonly string[];
  readonly locator?: object | null;
  readonly rationale?: string;
}

const KNOWLEDGE = /^(1\.\d|2\.4|2\.5)$/;

/** Claims on whole criteria of one registration. */
export function claimsOn(registrationId: string, criteria: readonly string[]): Claim[] {
  return criteria.map((criterion) => ({ registrationId, criterion, locator: { paragraph: 1 } }));
}

export async function draft(author: Person, body: object): Promise<EvidenceView> {
  const answer = await author.post('/api/evidence', body).expect(201);
  return answer.body as EvidenceView;
}

/** What the API says of an item now. */
export async function evidenceNow(person: Person, id: string): Promise<EvidenceView> {
  const answer = await person.get(`/api/evidence/${id}`).expect(200);
  return answer.body as EvidenceView;
}

/** A product of the learner's with its e-mail file and claims, handed in. */
export async function submittedProduct(cast: Cast, criteria: readonly string[], over: object = {}): Promise<string> {
  const { id } = await draft(cast.learner, { ...PRODUCT, ...over });
  await cast.learner
    .upload(`/api/evidence/${id}/files`, sampleFile('email-thread-c-002.eml'), 'email-thread-c-002.eml')
    .expect(201);
  await cast.learner.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, criteria)).expect(200);
  await cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).expect(200);
  return id;
}

/** An item the assessor (or trainee) writes about the learner, handed in and signed by the learner. */
export async function signedRecord(
  cast: Cast,
  envelope: object,
  criteria: readonly string[],
  author: Person = cast.assessor,
): Promise<string> {
  const { id } = await draft(author, { ...envelope, learnerId: cast.learner.id });
  await author.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, criteria)).expect(200);
  await author.post(`/api/evidence/${id}/submission`).expect(200);
  await cast.learner.post(`/api/evidence/${id}/signatures`).expect(201);
  return id;
}

/** The body that accepts an item and confirms its claims on these criteria. */
export function acceptance(registrationId: string, criteria: readonly string[], over: object = {}): object {
  return {
    outcome: 'accepted',
    varcs: VARCS,
    comment: 'Clear and complete; the exchange shows each step.',
    claims: criteria.map((criterion) => ({
      registrationId,
      criterion,
      outcome: 'confirmed',
      ...(KNOWLEDGE.test(criterion) ? { depthMet: true } : {}),
    })),
    ...over,
  };
}

export async function accept(cast: Cast, id: string, criteria: readonly string[], by: Person = cast.assessor) {
  await by.post(`/api/evidence/${id}/decision`, acceptance(cast.registrationId, criteria)).expect(200);
}
