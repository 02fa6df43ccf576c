import type { CaseCommunication, ComplaintCase } from '../../../src/domain/complaint/complaint-case.js';

export const TODAY = '2026-06-01';

export const message = (over: Partial<CaseCommunication> = {}): CaseCommunication => ({
  at: '2026-03-03T10:00:00.000Z',
  direction: 'outward',
  party: 'customer',
  channel: 'email',
  purpose: 'update',
  summary: 'Told Customer A that the fitter would call by Friday.',
  isPublic: false,
  ...over,
});

/** A case of which every rule is content: resolved, with diagnosis, updates, targets and authority on record. */
export const resolvedCase = (over: Partial<ComplaintCase> = {}): ComplaintCase => ({
  caseRef: 'C-001',
  status: 'closed',
  customerLabel: 'Customer A',
  customerType: 'external',
  specialCategoryData: 'none',
  verifiableAt: 'Showroom manager',
  receivedAt: '2026-03-02T09:00:00.000Z',
  channel: 'email',
  receivedBy: 'Showroom desk',
  stage: 'initial',
  referral: null,
  category: 'Product',
  nature: 'The doors came in another colour than the sample.',
  cause: 'The wrong batch was packed.',
  rootCause: {
    text: 'Two batches share one shelf label.',
    establishedBy: 'Walked the pick with the warehouse',
    recordedAt: '2026-03-04',
  },
  customerImplications: 'The kitchen stands unfinished.',
  organisationImplications: 'A second delivery, and a bad review if it takes long.',
  acknowledgedAt: '2026-03-02T11:00:00.000Z',
  ownerIsLearner: true,
  ownedFrom: '2026-03-02',
  ownedTo: '2026-03-09',
  ownershipNotes: 'Mine from the first call to the follow-up.',
  investigationSteps: [{ at: '2026-03-03', source: 'service_records', finding: 'The pick list names batch 12.' }],
  optionsConsidered: [
    {
      option: 'Replace the doors',
      customerAdvantages: 'Gets what was ordered',
      customerLimitations: 'Waits five days',
      organisationAdvantages: 'Keeps the customer',
      organisationLimitations: 'Pays a second delivery',
      isChosen: true,
    },
  ],
  solution: {
    agreed: 'New doors by Friday',
    howAgreed: 'By e-mail, which Customer A confirmed',
    agreedAt: '2026-03-05',
    remedy: 'replacement',
    valuePence: 18_000,
  },
  authorityLimit: { maxPence: 20_000, remedies: ['replacement', 'apology'] },
  withinAuthority: true,
  authorisedBy: null,
  escalation: null,
  policiesApplied: ['Complaints procedure v3'],
  lawApplied: ['Consumer Rights Act 2015'],
  ethicalPoints: null,
  targets: { acknowledgeBy: '2026-03-03', resolveBy: '2026-03-13', updateEveryDays: 4 },
  outcome: {
    result: 'resolved',
    at: '2026-03-09',
    remedy: 'Doors replaced on 6 March',
    followUp: 'Rang on 9 March: content',
    customerFeedback: 'Thanked for the plain words',
  },
  recordedAt: '2026-03-02T11:10:00.000Z',
  recordedIn: 'Complaints log',
  lessonsLearned: 'Compare the batch before packing.',
  recommendations: [],
  issueKey: 'wrong-colour',
  communications: [
    message({ at: '2026-03-02T11:00:00.000Z', purpose: 'acknowledge' }),
    message({ at: '2026-03-05T15:00:00.000Z', purpose: 'offer' }),
    message({ at: '2026-03-09T10:00:00.000Z', purpose: 'outcome' }),
  ],
  ...over,
});

/** Handed over in good order and never resolved. */
export const unresolvedCase = (over: Partial<ComplaintCase> = {}): ComplaintCase =>
  resolvedCase({
    caseRef: 'C-002',
    status: 'unresolved_closed',
    customerLabel: 'Customer B',
    issueKey: 'missed-call',
    solution: null,
    escalation: {
      to: 'Regional manager',
      at: '2026-03-05',
      reason: 'Asked for more than the branch may grant',
      handoverNote: 'Passed on with the whole record',
      customerTold: 'Who would ring, and by when',
    },
    outcome: {
      result: 'unresolved',
      at: '2026-03-09',
      remedy: null,
      followUp: null,
      customerFeedback: 'Went to the ombudsman',
    },
    ...over,
  });

/** Three customers with one fault within the window, each case otherwise as it should be. */
export const threeAlike = (): ComplaintCase[] =>
  ['A', 'B', 'C'].map((letter, index) =>
    resolvedCase({ caseRef: `C-01${index}`, customerLabel: `Customer ${letter}`, issueKey: 'late-delivery' }),
  );
