import type { AoNotificationPage, AoNotificationView } from '../../src/modules/certification/ao-notifications.dto.js';
import type {
  CertificateClaimView,
  ClaimReadinessView,
} from '../../src/modules/certification/certificate-claim-view.dto.js';
import type { QualificationView } from '../../src/modules/certification/qualifications.dto.js';
import type { Cast, Person } from './people.js';

export const DIPLOMA = {
  number: '601/6718/X',
  title: 'Level 3 Diploma in Customer Service',
  awardingOrganisation: 'Pearson',
  units: ['U40'],
};
export const GRANTED = { status: 'granted', on: '2026-01-05', reference: 'DCS letter 17' } as const;
export const SUBMITTED = { aoReference: 'AO-2026-118', claimedOn: '2026-06-01' } as const;
export const ISSUED = { number: 'C-900417', issuedOn: '2026-06-01' } as const;
export const TOLD = {
  sentOn: '2026-06-01',
  reference: 'Mail to the AO, 14:02',
  summary: 'The unit was claimed in error; the assessor judges AC1.1 again.',
} as const;

export async function offer(manager: Person, over: object = {}): Promise<QualificationView> {
  return (await manager.post('/api/qualifications', { ...DIPLOMA, ...over }).expect(201)).body as QualificationView;
}

export function sayDirectClaims(manager: Person, qualificationId: string, over: object = {}) {
  return manager.post(`/api/qualifications/${qualificationId}/direct-claims-status`, { ...GRANTED, ...over });
}

export function prepare(by: Person, qualificationId: string, casts: readonly Cast[], over: object = {}) {
  const registrationIds = casts.map(({ registrationId }) => registrationId);
  return by.post('/api/certificate-claims', { qualificationId, registrationIds, ...over });
}

/** A step of a claim: its path after the claim's own, and what is sent. */
export function step(by: Person, claimId: string, path: string, body: object = {}) {
  return by.post(`/api/certificate-claims/${claimId}/${path}`, body);
}

export async function prepared(by: Person, qualificationId: string, casts: readonly Cast[], over: object = {}) {
  return (await prepare(by, qualificationId, casts, over).expect(201)).body as CertificateClaimView;
}

export async function certificated(by: Person, qualificationId: string, casts: readonly Cast[]) {
  const claim = await prepared(by, qualificationId, casts);
  await step(by, claim.id, 'submission', SUBMITTED).expect(200);
  const { body } = await step(by, claim.id, 'certificate', ISSUED).expect(200);
  return body as CertificateClaimView;
}

/** What the awarding organisation must be told about one learner's unit. */
export async function dueAbout(manager: Person, { registrationId }: Cast): Promise<AoNotificationView[]> {
  const { body } = await manager.get('/api/ao-notifications?status=due&limit=100').expect(200);
  return (body as AoNotificationPage).items.filter((each) => each.registrationId === registrationId);
}

/** The lines that keep a certificate from being claimed, by gate. */
export async function missing(by: Person, { registrationId }: Cast, query = ''): Promise<string[]> {
  const { body } = await by.get(`/api/registrations/${registrationId}/claim-readiness${query}`).expect(200);
  const { lines, ready } = body as ClaimReadinessView;
  const shut = lines.filter(({ open }) => !open).map(({ gate }) => gate);
  if (ready !== (shut.length === 0)) throw new Error('the answer disagrees with its own lines');
  return shut;
}
