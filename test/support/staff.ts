import type { AssessorObservationView } from '../../src/modules/staff/practice.dto.js';
import type {
  CompetenceView,
  CountersignerLinkView,
  QualificationView,
  StaffView,
} from '../../src/modules/staff/staff-view.dto.js';
import type { Person } from './people.js';

/** An assessor's qualification, on its certificate. */
export const HELD = {
  kind: 'assessor',
  title: 'Level 3 Certificate in Assessing Vocational Achievement',
  awardingOrganisation: 'City & Guilds',
  status: 'held',
  awardedOn: '2019-07-04',
  certificateNumber: 'AC-0419',
} as const;

/** One that somebody is in the middle of. */
export const TRAINING = {
  kind: 'assessor',
  title: 'Level 3 Award in Assessing Competence in the Work Environment',
  awardingOrganisation: 'Highfield',
  status: 'working_towards',
  startedOn: '2025-09-30',
} as const;

export const COMPETENCE = {
  unit: 'U40',
  statement: 'Ran a complaints desk of eight people.',
  basis: 'Nine years at Harbour Lane Kitchens; reference from the operations director.',
} as const;

export const CPD = {
  on: '2026-05-12',
  hours: 2.5,
  activity: 'Standardisation of three recorded discussions.',
  learned: 'Ask for the limits of authority before the options, not after.',
} as const;

export const OBSERVED_PRACTICE = {
  unit: 'U40',
  observedOn: '2026-05-20',
  activity: 'A professional discussion about two complaints.',
  strengths: 'Open questions; let the learner finish.',
  feedback: 'Say which criterion each question is for.',
} as const;

export async function qualify(by: Person, person: Person, over: object = {}): Promise<QualificationView> {
  const body = { ...HELD, originalSeenOn: '2026-05-01', ...over };
  const answer = await by.post(`/api/staff/${person.id}/qualifications`, body).expect(201);
  return answer.body as QualificationView;
}

export async function vouch(by: Person, person: Person, over: object = {}): Promise<CompetenceView> {
  const answer = await by.post(`/api/staff/${person.id}/competences`, { ...COMPETENCE, ...over }).expect(201);
  return answer.body as CompetenceView;
}

export async function link(
  by: Person,
  trainee: Person,
  qualified: Person,
  over: object = {},
): Promise<CountersignerLinkView> {
  const body = { qualifiedId: qualified.id, from: '2026-01-05', ...over };
  const answer = await by.post(`/api/staff/${trainee.id}/countersigner-links`, body).expect(201);
  return answer.body as CountersignerLinkView;
}

export async function observe(by: Person, assessor: Person, over: object = {}): Promise<AssessorObservationView> {
  const body = { ...OBSERVED_PRACTICE, assessorId: assessor.id, ...over };
  return (await by.post('/api/assessor-observations', body).expect(201)).body as AssessorObservationView;
}

export async function endRecord(by: Person, person: Person, path: string): Promise<void> {
  await by.post(`/api/staff/${person.id}/${path}/ending`, { reason: 'Entered for the wrong person.' }).expect(200);
}

export async function staffRecord(by: Person, person: Person): Promise<StaffView> {
  return (await by.get(`/api/staff/${person.id}`).expect(200)).body as StaffView;
}

export const findingsOf = ({ findings }: Pick<StaffView, 'findings'>) => findings.map(({ code }) => code);
