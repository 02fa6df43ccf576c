import type { Story } from './fixture-unfinished-stories.js';
import { base, UNFINISHED_STORIES } from './fixture-unfinished-stories.js';

const NARRATIVE = [
  'The customer came to the desk with a split table top, eleven days after delivery, and was visibly upset. Aisha offered a seat, let the customer finish without interrupting, and then repeated the problem back in her own words.',
  'She asked when the split had first been noticed, whether the table stood near a radiator, and looked at the photographs with the customer. She explained that a split along the glue line points to a fault in manufacture and told the customer what that meant for the guarantee.',
  'She set out three options (repair, replacement, refund), with the time and cost of each, and said plainly which of them she could agree herself. The customer chose replacement; Aisha confirmed the date and wrote it down in front of the customer.',
];

const ACCOUNT = [
  'In May I took over a complaint about a sofa that had been delivered twice in the wrong colour (C-002). I decided to own it to the end because the customer had already spoken to three of us and had to tell the story again each time.',
  'I rang the warehouse before I rang the customer, so that I would have a date to offer and not just an apology. I chose not to offer money at that point: our procedure lets me agree up to £75, but a voucher would not have put the right sofa in the room.',
  'The Consumer Rights Act 2015 gives the customer a repair or a replacement first. I explained this in plain words and said what would happen if the second exchange failed as well. Looking back, I would have sent the update on Thursday and not waited until Friday.',
].join('\n');

/** Aisha's twelve items in the order of their refs. */
export const STORIES: readonly Story[] = [
  {
    ...base,
    method: 'direct_observation',
    title: 'Split table top, showroom desk',
    from: '2026-05-11',
    to: '2026-05-11',
    channel: 'face_to_face',
    cases: ['C-001'],
    context:
      'Observed at the showroom desk during a busy Monday morning. Aisha dealt with the complaint from first contact to the agreed solution.',
    record: {
      location: 'Showroom desk',
      startTime: '10:05',
      endTime: '10:40',
      narrative: NARRATIVE,
      feedback: 'Calm, clear and in control; the options were set out fairly.',
    },
    feedback: 'A strong piece: the questions about the cause are your own and led to the right diagnosis.',
    claims: { '2.1': { paragraph: 2 }, '2.3': { paragraph: 1 }, '2.6': { paragraph: 3 }, '2.7': { paragraph: 3 } },
  },
  {
    ...base,
    method: 'direct_observation',
    title: 'Telephone complaint about a missed delivery',
    from: '2026-06-16',
    to: '2026-06-16',
    channel: 'telephone',
    cases: ['C-003'],
    context: 'Observed beside Aisha in the contact centre with the customer’s consent to a second listener.',
    record: {
      location: 'Contact centre',
      narrative: NARRATIVE,
      notSeen: 'The written confirmation, which was sent later that day.',
    },
    feedback: 'You kept the customer informed while you waited for the depot. Good ownership.',
    claims: {
      '2.1': { paragraph: 2 },
      '2.2': { paragraph: 2 },
      '2.3': { paragraph: 1 },
      '2.6': { paragraph: 3 },
      '2.7': { paragraph: 3 },
      '2.9': { paragraph: 3 },
    },
  },
  {
    ...base,
    method: 'professional_discussion',
    status: 'submitted',
    title: 'Monitoring, escalation and liability',
    from: '2026-07-08',
    to: '2026-07-08',
    context: 'Planned discussion of one hour in the meeting room; the topics were agreed a week before.',
    record: {
      plan: ['monitoring techniques', 'when to escalate', 'admitting liability'],
      discussion: [
        {
          at: '00:02:10',
          question: 'How do you know which complaints ought to change what we offer?',
          answer:
            'I look for the same fault from different customers: three split tops from one supplier in a month is not bad luck.',
        },
        {
          at: '00:14:30',
          question: 'When would you hand a complaint over?',
          answer:
            'When it is above my limit, when somebody may be hurt, or when the customer asks for a manager and I cannot add anything.',
        },
        {
          at: '00:31:05',
          question: 'What happens if you say it is our fault?',
          answer:
            'It may bind the company: there is the cost of putting it right, and a duty to report if the product is unsafe.',
        },
      ],
    },
    files: [{ name: 'discussion-2026-07-08.m4a', mediaType: 'audio/mp4', sizeBytes: 31_480_222 }],
    feedback: 'You compared techniques instead of listing them. For 1.7 read the note on product safety again.',
    claims: {
      '1.1': { from: '00:02:10', to: '00:09:40' },
      '1.2': { from: '00:09:40', to: '00:14:20' },
      '1.6': { from: '00:14:30', to: '00:22:00' },
      '1.7': { from: '00:31:05', to: '00:40:15' },
      '2.2': { from: '00:22:10', to: '00:30:50' },
      '2.4': { from: '00:41:00', to: '00:47:30' },
      '2.5': { from: '00:47:40', to: '00:55:10' },
    },
  },
  {
    ...base,
    method: 'reflective_account',
    title: 'Owning the wrong-colour sofa',
    from: '2026-05-18',
    to: '2026-05-29',
    channel: 'telephone',
    cases: ['C-002'],
    context: 'My account of a complaint that ran for eleven days and crossed three departments.',
    record: { account: ACCOUNT },
    feedback: 'You explain why, not only what. The point about the voucher is well argued.',
    claims: {
      '1.3': { paragraph: 2 },
      '1.4': { paragraph: 1 },
      '1.5': { paragraph: 2 },
      '1.8': { paragraph: 2 },
      '2.2': { paragraph: 1 },
    },
  },
  {
    ...base,
    method: 'work_product',
    title: 'Case screen after closure, redacted',
    from: '2026-05-29',
    to: '2026-05-29',
    channel: 'email',
    cases: ['C-002'],
    context:
      'Screenshot of the case record I completed when the sofa had been exchanged. Customer details are removed.',
    record: {
      productType: 'Case record',
      learnerPart: 'I wrote all entries and chose the closing code.',
      systemOfOrigin: 'Case system',
    },
    files: [{ name: 'case-c-002.png', mediaType: 'image/png', sizeBytes: 48_212 }],
    feedback: 'The outcome is complete and would serve anybody who opens the case next year.',
    claims: { '2.8': { page: 1, note: 'closing entry' } },
  },
  {
    ...base,
    method: 'work_product',
    title: 'E-mail thread with the customer, redacted',
    from: '2026-06-16',
    to: '2026-06-19',
    channel: 'email',
    cases: ['C-003'],
    context: 'Four e-mails between the missed delivery and the new date, with names and address removed.',
    record: { productType: 'E-mail thread', learnerPart: 'I wrote the three outgoing messages.' },
    files: [{ name: 'thread-c-003-redacted.pdf', mediaType: 'application/pdf', sizeBytes: 182_400 }],
    feedback: 'Tone and facts are right, and each message says when the next one will come.',
    claims: { '2.1': { page: 1, paragraph: 2 }, '2.3': { page: 1 }, '2.6': { page: 2 }, '2.8': { page: 3 } },
  },
  {
    ...base,
    method: 'complaint_record',
    title: 'Complaint log, May to August',
    from: '2026-05-04',
    to: '2026-08-28',
    channel: 'telephone',
    cases: ['C-001', 'C-002', 'C-003'],
    context: 'Extract of the log I keep for my own cases.',
    inSitu:
      'Complaint log of Oak & Loom, held by the customer service manager; seen on 1 September 2026 by Daniel Price.',
    record: {
      nature: 'Split top; wrong colour; missed delivery',
      outcome: 'All three resolved within the target of fourteen days',
    },
    feedback: 'Seen in situ. Entries are made on the day and the outcome is always recorded.',
    claims: { '2.8': { sheet: 'Log', row: 12 }, '2.9': { sheet: 'Log', row: 14 }, '2.7': { sheet: 'Log', row: 12 } },
  },
  {
    ...base,
    method: 'witness_testimony',
    title: 'Testimony of the showroom manager',
    from: '2026-08-03',
    to: '2026-08-28',
    channel: 'face_to_face',
    cases: ['C-001'],
    context: 'What the showroom manager saw of Aisha’s work in August.',
    record: {
      witness: {
        name: 'Helen Okafor',
        jobRole: 'Showroom manager',
        organisation: 'Oak & Loom',
        relationship: 'Line manager since 2024',
        status: 'Non-expert familiar with the standards',
        contactEmail: 'helen.okafor@example.org',
        signedOn: '2026-08-28',
      },
      statement:
        'On 12 August I saw Aisha take a complaint about a loose leg from the counter. She listened, found the cause and told the customer when to expect us. She rang the customer herself the next day.',
    },
    feedback: 'Confirmed with the witness by telephone on 2 September.',
    claims: { '2.3': { paragraph: 1 }, '2.6': { paragraph: 1 } },
  },
  ...UNFINISHED_STORIES,
];
