import type { PortfolioFacts } from '../../src/domain/portfolio/portfolio-facts.js';

const ASSESSOR = 'Daniel Price';

/** Two versions of Aisha's plan, one review, and what she was asked to do. */
export const PLANNING: PortfolioFacts['planning'] = {
  plans: [
    {
      version: 1,
      targets: [
        {
          criteria: ['2.1', '2.3'],
          method: 'direct_observation',
          activity: 'Deal with a complaint on the showroom floor while I watch.',
          location: 'Riverside House',
          targetDate: '2026-05-15',
        },
      ],
      note: null,
      nextReviewOn: '2026-06-01',
      createdByName: ASSESSOR,
      createdAt: '2026-04-02T10:00:00.000Z',
      remarks: [{ statement: null, comment: 'I am on leave in May.', at: '2026-04-02T16:20:00.000Z' }],
    },
    {
      version: 2,
      targets: [
        {
          criteria: ['2.1', '2.3', '2.6', '2.7'],
          method: 'direct_observation',
          activity: 'Deal with a complaint on the showroom floor while I watch.',
          location: 'Riverside House',
          targetDate: '2026-06-19',
        },
        {
          criteria: ['1.1', '1.2', '1.3', '1.4'],
          method: 'professional_discussion',
          activity: 'Talk through how complaints are monitored and when an offer is reviewed.',
          location: null,
          targetDate: '2026-07-10',
        },
      ],
      note: 'Moved because of leave in May.',
      nextReviewOn: '2026-06-22',
      createdByName: ASSESSOR,
      createdAt: '2026-04-07T09:15:00.000Z',
      remarks: [
        {
          statement: 'I have seen this assessment plan and agree with it.',
          comment: null,
          at: '2026-04-07T12:40:00.000Z',
        },
      ],
    },
  ],
  reviews: [
    {
      heldOn: '2026-06-22',
      attendees: ['Petra Lind, team leader'],
      progress: 'The observation is in; nothing yet on when to escalate.',
      feedback: 'Say why you chose an option, not only which.',
      nextReviewOn: null,
      recordedByName: ASSESSOR,
      recordedAt: '2026-06-22T15:05:00.000Z',
      remarks: [],
    },
  ],
  actions: [
    {
      ...{ number: 1, origin: 'review', criterion: '1.6', text: 'Bring the escalation log.', dueOn: '2026-07-03' },
      ...{ raisedByName: ASSESSOR, raisedAt: '2026-06-22T15:05:00.000Z', response: 'It is E004.' },
      ...{ respondedAt: '2026-07-02T08:00:00.000Z', closureNote: null, closedByName: ASSESSOR },
      closedAt: '2026-07-02T17:30:00.000Z',
    },
    {
      ...{ number: 2, origin: 'judgement', criterion: '1.7', text: 'Explain what a regulator may do.' },
      ...{ dueOn: '2026-11-13', raisedByName: ASSESSOR, raisedAt: '2026-11-09T10:10:00.000Z', response: null },
      ...{ respondedAt: null, closureNote: 'AC1.7 was judged met.', closedByName: ASSESSOR },
      closedAt: '2026-11-16T10:17:00.000Z',
    },
    {
      ...{ number: 3, origin: 'returned_evidence', criterion: null, text: 'E011 came back: say which lines show it.' },
      ...{ dueOn: null, raisedByName: ASSESSOR, raisedAt: '2026-11-10T18:30:00.000Z', response: null },
      ...{ respondedAt: null, closureNote: null, closedByName: null, closedAt: null },
    },
  ],
};
