import type { SampleEvidence } from './story-types.js';
import { VARCS_ALL_YES } from './varcs-all-yes.js';

/** Complaints handled in writing, in which both halves of the conversation can be read. */
export const WRITTEN_CASES: readonly SampleEvidence[] = [
  {
    key: 'emails-wrong-doors',
    author: 'learner',
    files: ['email-thread-c-002.eml'],
    body: {
      method: 'work_product',
      title: 'E-mail thread: eleven doors in the wrong colour (Customer B)',
      contextStatement:
        'I dealt with this complaint by e-mail from the first message to the last. The thread is complete, with both sides; names, addresses and order numbers were removed with our redaction tool and my team leader checked it.',
      activityFrom: { daysAgo: 150 },
      activityTo: { daysAgo: 141 },
      setting: 'workplace',
      workplaceContext: true,
      channel: 'email',
      customerType: 'external',
      caseRefs: ['C-002'],
      storage: 'embedded',
      redaction: 'done',
    },
    claims: [
      {
        criterion: '2.1',
        facets: ['nature', 'cause', 'implications'],
        locator: { note: 'messages 2 and 4' },
        rationale:
          "I checked what exactly was wrong (2), found the old colour code on the manufacturing sheet and said what it meant for the customer's leave and for us (4).",
        decision: 'confirmed',
      },
      {
        criterion: '2.3',
        facets: ['recognises_problem', 'understands_view'],
        locator: { note: 'message 2' },
        rationale:
          'I recognised that a kitchen half in boxes was the problem, not just a colour, and that the customer had used unpaid leave.',
        decision: 'confirmed',
      },
      {
        criterion: '2.6',
        facets: ['progress'],
        locator: { note: 'messages 4 and 6' },
        rationale:
          'I wrote when I said I would, including once when the only news was that the factory had not answered.',
        decision: 'confirmed',
      },
      {
        criterion: '2.7',
        facets: ['agreed', 'addresses_complaint', 'within_authority'],
        locator: { note: 'messages 6 to 8' },
        rationale: 'The customer accepted the remake, the Saturday refit and £75, the most I may agree on my own.',
        decision: 'confirmed',
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        "A whole e-mail case with the customer's words as well as Maya's. Message 6 is a good update with no good news in it: what was asked, of whom, and when she would write again. I compared the thread with the mailbox in the showroom; it is hers, and nothing has been left out except personal data.",
    },
  },
  {
    key: 'emails-missing-parts',
    author: 'learner',
    files: ['email-thread-c-004.eml'],
    body: {
      method: 'work_product',
      title: 'E-mail thread: oven housing without brackets (Customer D)',
      contextStatement:
        'Customer D fits the kitchen himself, so missing parts stop the work. I handled the case by e-mail. The first parcel we sent was wrong as well, and I had to start again with him.',
      activityFrom: { daysAgo: 115 },
      activityTo: { daysAgo: 105 },
      setting: 'workplace',
      workplaceContext: true,
      channel: 'email',
      customerType: 'external',
      caseRefs: ['C-004'],
      storage: 'embedded',
      redaction: 'done',
    },
    claims: [
      {
        criterion: '2.3',
        facets: ['recognises_problem', 'understands_view'],
        locator: { note: 'message 4' },
        rationale: 'After our second mistake I said so first and described it from his side before offering anything.',
        decision: 'confirmed',
      },
      {
        criterion: '2.6',
        facets: ['progress'],
        locator: { note: 'messages 2, 4 and 6' },
        rationale:
          'Each update names the next. One was a working day late; I told him so before he did and recorded it.',
        decision: 'confirmed',
      },
      {
        criterion: '2.7',
        facets: ['agreed', 'addresses_complaint', 'within_authority'],
        locator: { note: 'messages 4 and 5' },
        rationale:
          "He chose courier delivery with a £40 voucher over a fitter's visit; parts of £64 and the voucher are both inside my limits.",
        decision: 'confirmed',
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        'Worth having because it did not go smoothly. Maya owned the second mistake in her first line and let the customer choose between two remedies she was allowed to give. Tone is right for a customer who wants facts.',
    },
  },
  {
    key: 'emails-measuring-sheets',
    author: 'learner',
    files: ['email-thread-c-005.eml'],
    body: {
      method: 'work_product',
      title: 'E-mail thread: incomplete measuring sheets (internal customer)',
      contextStatement:
        'The installation scheduling team complained that measuring sheets from our showroom came without the gas supply filled in. They are my internal customer. I took the complaint although the sheets were not mine.',
      activityFrom: { daysAgo: 102 },
      activityTo: { daysAgo: 98 },
      setting: 'workplace',
      workplaceContext: true,
      channel: 'email',
      customerType: 'internal',
      caseRefs: ['C-005'],
      storage: 'embedded',
      redaction: 'done',
    },
    claims: [
      {
        criterion: '2.1',
        facets: ['nature', 'cause', 'implications'],
        locator: { note: 'messages 2 and 4' },
        rationale:
          'Five sheets named, the cause traced to an old blank still in the tray, and the wasted survey visits counted.',
        decision: 'confirmed',
      },
      {
        criterion: '2.2',
        facets: ['ownership'],
        locator: { note: 'message 2' },
        rationale:
          '"They came from this showroom, so leave it with me": I dealt with it to the end although colleagues had filled in the sheets.',
        decision: 'confirmed',
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        'An internal complaint treated as seriously as an external one. Ownership is plain in message 2 and carried through: Maya redid the five sheets, removed the old blanks and reported back on the day she had named.',
    },
  },
  {
    key: 'letter-deposit',
    author: 'learner',
    files: ['letter-outcome-c-007.pdf'],
    body: {
      method: 'work_product',
      title: 'Letter of outcome: survey fee after a cancelled order (Customer G)',
      contextStatement:
        'Customer G wrote by post to cancel a made-to-measure kitchen and asked for the whole deposit back. I drafted the reply, my team leader checked the legal sentence, and I signed and sent it in large print as the customer had asked. This is a scan of the file copy with personal data removed, and the returned slip.',
      activityFrom: { daysAgo: 80 },
      activityTo: { daysAgo: 72 },
      setting: 'workplace',
      workplaceContext: true,
      channel: 'letter',
      customerType: 'external',
      caseRefs: ['C-007'],
      storage: 'embedded',
      redaction: 'done',
    },
    claims: [
      {
        criterion: '2.7',
        facets: ['agreed', 'addresses_complaint', 'within_authority'],
        locator: { page: 1, paragraph: 4, note: 'and the returned slip' },
        rationale:
          'Refund of the £70 survey fee offered for the survey that never took place, inside my £75; the customer returned the slip "I agree".',
        decision: 'confirmed',
      },
      {
        criterion: '2.9',
        facets: ['policy_procedure', 'legal', 'ethical'],
        locator: { page: 1, paragraph: 3, note: 'to §5' },
        rationale:
          'CP-07 timescale and next stage stated (5); the legal position on made-to-measure goods given correctly and checked (3); large print as asked, and told plainly what the customer is owed and not only what we may keep (4).',
        decision: 'confirmed',
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        'Maya did not hide behind the clause on made-to-measure goods: she separated what had been made from what had not been done and offered the second back unasked. The legal sentence was checked by her team leader before it went, which is what CP-07 requires. Large print was a reasonable adjustment, made without fuss.',
    },
  },
];
