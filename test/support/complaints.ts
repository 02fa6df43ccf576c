import type { ComplaintAnalysisView } from '../../src/modules/complaints/case-analysis.dto.js';
import type { ComplaintCaseView } from '../../src/modules/complaints/case-view.dto.js';
import type { Person } from './people.js';

/** The least that a case must say: a complaint has come in. */
export const COMPLAINT = {
  customerLabel: 'Customer A',
  customerType: 'external',
  specialCategoryData: 'none',
  receivedAt: '2026-03-02T09:00:00Z',
  channel: 'email',
  nature: 'The doors came in another colour than the sample.',
} as const;

/** All that a well-kept case says at its end. */
export const WHOLE_CASE = {
  ...COMPLAINT,
  verifiableAt: 'Showroom manager',
  receivedBy: 'Showroom desk',
  category: 'Product',
  cause: 'The wrong batch was packed.',
  rootCause: { text: 'Two batches share one shelf label.', establishedBy: 'Walked the pick', recordedAt: '2026-03-04' },
  customerImplications: 'The kitchen stands unfinished.',
  organisationImplications: 'A second delivery.',
  acknowledgedAt: '2026-03-02T11:00:00Z',
  ownerIsLearner: true,
  ownedFrom: '2026-03-02',
  ownedTo: '2026-03-09',
  ownershipNotes: 'Mine from the first call to the follow-up.',
  investigationSteps: [{ at: '2026-03-03', source: 'service_records', finding: 'The pick list names batch 12.' }],
  optionsConsidered: [{ option: 'Replace the doors', customerAdvantages: 'Gets what was ordered', isChosen: true }],
  solution: { agreed: 'New doors by Friday', agreedAt: '2026-03-05', remedy: 'replacement', valuePence: 18_000 },
  authorityLimit: { maxPence: 20_000 },
  withinAuthority: true,
  policiesApplied: ['Complaints procedure v3'],
  lawApplied: ['Consumer Rights Act 2015'],
  targets: { acknowledgeBy: '2026-03-03', resolveBy: '2026-03-13', updateEveryDays: 4 },
  outcome: { result: 'resolved', at: '2026-03-09', remedy: 'Doors replaced', followUp: 'Rang on 9 March: content' },
  recordedAt: '2026-03-02T11:10:00Z',
  recordedIn: 'Complaints log',
  lessonsLearned: 'Compare the batch before packing.',
  issueKey: 'Wrong colour',
} as const;

export const MESSAGE = {
  at: '2026-03-03T10:00:00Z',
  direction: 'outward',
  party: 'customer',
  channel: 'email',
  purpose: 'update',
  summary: 'Told Customer A that the fitter would call by Friday.',
} as const;

export async function record(person: Person, over: object = {}): Promise<ComplaintCaseView> {
  const answer = await person.post('/api/complaint-cases', { ...COMPLAINT, ...over }).expect(201);
  return answer.body as ComplaintCaseView;
}

export async function caseNow(person: Person, id: string): Promise<ComplaintCaseView> {
  return (await person.get(`/api/complaint-cases/${id}`).expect(200)).body as ComplaintCaseView;
}

export async function analysisOf(person: Person, query = ''): Promise<ComplaintAnalysisView> {
  return (await person.get(`/api/complaint-cases/analysis${query}`).expect(200)).body as ComplaintAnalysisView;
}
