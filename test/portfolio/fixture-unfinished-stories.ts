import type { EvidenceMethod } from '../../src/domain/evidence/evidence-method.js';
import type { Channel, EvidenceStatus } from '../../src/domain/evidence/evidence.js';
import type { EvidenceLocator } from '../../src/domain/evidence/locator.js';
import type { PortfolioEvidence } from '../../src/domain/portfolio/portfolio-facts.js';

/** An evidence item in the words that matter; `fixture.ts` adds ids, hashes and signatures. */
export interface Story {
  readonly method: EvidenceMethod;
  readonly status: EvidenceStatus;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly channel: Channel | null;
  readonly cases: readonly string[];
  readonly context: string;
  readonly record: PortfolioEvidence['record'];
  readonly files: readonly { readonly name: string; readonly mediaType: string; readonly sizeBytes: number }[];
  readonly inSitu: string | null;
  readonly feedback: string;
  /** Criterion → where in the item. */
  readonly claims: Readonly<Record<string, EvidenceLocator>>;
}

export const base = { channel: null, cases: [], files: [], inSitu: null, status: 'accepted' } as const;

/** E009 to E012: not yet decided, a draft, a simulation that cannot count, and a return. */
export const UNFINISHED_STORIES: readonly Story[] = [
  {
    ...base,
    method: 'oral_questioning',
    status: 'submitted',
    title: 'Questions after the second observation',
    from: '2026-06-16',
    to: '2026-06-16',
    context: 'Asked directly after the telephone call.',
    record: {
      questions: [
        {
          criterion: '1.4',
          question: 'What do you do when somebody shouts?',
          answer: 'I lower my voice, name what they feel and give them a choice between two next steps.',
          decision: 'Sufficient',
        },
      ],
    },
    feedback: 'Clear and from your own practice.',
    claims: { '1.4': { paragraph: 1 }, '1.5': { paragraph: 1 } },
  },
  {
    ...base,
    method: 'reflective_account',
    status: 'draft',
    title: 'What compensation can and cannot do',
    from: '2026-09-14',
    to: '2026-09-14',
    context: 'Draft on vouchers and goodwill payments.',
    record: { account: 'I am still collecting two more cases.' },
    feedback: '',
    claims: { '1.8': { paragraph: 1 } },
  },
  {
    ...base,
    method: 'simulation',
    title: 'Role-play with the trainer',
    from: '2026-04-20',
    to: '2026-04-20',
    channel: 'face_to_face',
    context: 'Practice in the training room before the first observation.',
    record: { scenario: 'A customer demands a refund without a receipt.' },
    feedback: 'Good practice; it cannot count for this unit.',
    claims: { '2.3': { paragraph: 1 } },
  },
  {
    ...base,
    method: 'work_product',
    status: 'returned',
    title: 'Escalation note to the regional manager',
    from: '2026-09-02',
    to: '2026-09-02',
    channel: 'email',
    cases: ['C-004'],
    context: 'The note with which I handed the case over.',
    record: { productType: 'E-mail', learnerPart: 'I wrote the note.' },
    files: [
      {
        name: 'handover-note.docx',
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        sizeBytes: 21_350,
      },
    ],
    feedback: 'Please say which page shows the decision, and add what the customer was told.',
    claims: { '2.9': { page: 1 } },
  },
];
