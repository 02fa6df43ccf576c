import type { SampleEvidence, TestimonyRecord } from './story-types.js';
import { VARCS_ALL_YES } from './varcs-all-yes.js';

/** What the line manager wrote; signed in the complete story, still unsigned in the demo. */
export const TESTIMONY_OF_LINE_MANAGER: TestimonyRecord = {
  witness: {
    name: 'Petra Lindqvist',
    jobRole: 'Customer service team leader',
    organisation: 'Harbour Lane Kitchens',
    relationship: 'Line manager of the learner; not related',
    status: 'Non-expert familiar with the standards',
    knownFor: 'Two years',
    signedOn: { daysAgo: 42 },
  },
  account: [
    'I sit two desks from Maya and I approve whatever goes above her limits, so I see most of her complaints while they are open. I write here only about what I saw or read myself.',
    "On C-003 she came to me about a plumber's bill of £85 that the customer had paid because our fitter did not come. She did not ask me to pay it. She laid out what we had promised, what we had done and what it had cost the customer, and left the decision with me. I approved it. She rang the customer at noon on the Friday, as she had said she would; I heard the call.",
    "On C-006 a wall cabinet had come loose. Maya brought it to me within a quarter of an hour of the call. She had told the customer to keep clear of it, had said how sorry she was, and had not said whose fault it was. That is exactly our rule for anything to do with safety. She stayed the customer's contact although the case had gone to the Customer Relations Manager.",
    "I check each adviser's closed complaints against CP-07 every month. In the time covered here that was five of Maya's, C-003 to C-007. All were acknowledged within one working day. One update on C-004 was sent on the fourth working day instead of the third; she had noted this herself before I saw it. Photographs and notes were where they should be, and I found no customer details in her own notebook or phone.",
    'I have not seen her deal with a complaint that ended in a formal review, because none of hers has.',
  ],
};

/** What the workplace keeps, and what people there say. */
export const RECORDS: readonly SampleEvidence[] = [
  {
    key: 'record-missed-visits',
    author: 'learner',
    files: ['crm-record-c-003.png'],
    body: {
      method: 'complaint_record',
      title: 'Case record: two missed fitting visits (Customer C)',
      contextStatement:
        "The screen of our customer system for C-003 after I closed it. All entries marked MO are mine. The entry on the plumber's bill is by my team leader, PL.",
      activityFrom: { daysAgo: 130 },
      activityTo: { daysAgo: 120 },
      setting: 'workplace',
      workplaceContext: true,
      channel: 'telephone',
      customerType: 'external',
      caseRefs: ['C-003'],
      storage: 'embedded',
      redaction: 'done',
    },
    claims: [
      {
        criterion: '2.6',
        facets: ['progress'],
        locator: { note: 'timeline, entries 2 to 8' },
        rationale: 'Every contact I promised is there, at the time I promised it, with what I told her.',
        decision: 'confirmed',
      },
      {
        criterion: '2.8',
        facets: ['outcome_recorded'],
        locator: { note: 'panel "Outcome"' },
        rationale:
          "Outcome, remedy, cause, customer's feedback and what should change are recorded so that the next adviser need not ask her again.",
        decision: 'confirmed',
      },
      {
        criterion: '2.3',
        facets: ['understands_view'],
        locator: { note: 'timeline, entry 3' },
        rationale: 'I noted how she felt about the two days off.',
        decision: 'declined',
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        "The outcome panel is a good example of recording for future reference: cause and customer's feedback are separate from the remedy, and the wrong number is corrected at its source. I watched Maya make the entry for Thursday. The claim on 2.3 is declined: a note does not show how something was said, and the observation of the same call already does.",
    },
  },
  {
    key: 'complaint-log',
    author: 'learner',
    files: ['complaint-log.xlsx', 'contact-history.csv'],
    body: {
      method: 'complaint_record',
      title: 'My complaint log, trading weeks 9 to 22, with contact history',
      contextStatement:
        "The seven complaints I owned in these fourteen weeks. The log is the showroom's own spreadsheet, filtered to my initials; the contact history is the export of all contacts on the same cases. Customers are lettered, and calendar dates are replaced by trading weeks.",
      activityFrom: { daysAgo: 162 },
      activityTo: { daysAgo: 72 },
      setting: 'workplace',
      workplaceContext: true,
      customerType: 'external',
      caseRefs: ['C-001', 'C-002', 'C-003', 'C-004', 'C-005', 'C-006', 'C-007'],
      storage: 'embedded',
      redaction: 'done',
    },
    claims: [
      {
        criterion: '2.2',
        facets: ['ownership'],
        locator: { sheet: 'Cases', row: 9, note: 'column "Owner"' },
        rationale: 'I remained the owner to the end, also on C-006, which I had to escalate.',
        decision: 'confirmed',
      },
      {
        criterion: '2.6',
        facets: ['progress'],
        locator: { sheet: 'Outcomes', row: 4, note: 'column "Longest gap"; contact-history.csv' },
        rationale:
          'The longest gap between updates is shown for every case: three working days or fewer in six, four in one.',
        decision: 'confirmed',
      },
      {
        criterion: '2.8',
        facets: ['outcome_recorded'],
        locator: { sheet: 'Outcomes', row: 4, note: 'to row 10' },
        rationale: 'Outcome, remedy, cost and lesson for each case; recorded on the day of closing.',
        decision: 'confirmed',
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        'Seven cases with outcome, cost and lesson, one of them escalated and not closed by Maya. She left the one late update in the log. I compared three rows with the live system in the showroom: they agree and carry her login.',
    },
  },
  {
    key: 'procedure-walkthrough',
    author: 'learner',
    files: ['procedure-cp-07-annotated.pdf'],
    body: {
      method: 'work_product',
      title: 'CP-07 with my notes: what each step meant in my own cases',
      contextStatement:
        "Two pages of our complaints procedure CP-07, with notes I made in the margin while preparing new starters' training. Each note says in which of my cases I used the step. My employer agreed to the copy.",
      activityFrom: { daysAgo: 70 },
      activityTo: { daysAgo: 70 },
      setting: 'workplace',
      workplaceContext: true,
      caseRefs: ['C-003', 'C-006', 'C-007'],
      storage: 'embedded',
      redaction: 'not_needed',
    },
    claims: [
      {
        criterion: '1.5',
        facets: ['own_organisation'],
        locator: { page: 1, note: 'notes a to d; p.2, notes e to g' },
        rationale: 'Shows the informal and formal stages of our procedure and why I used which.',
        decision: 'confirmed',
        depthMet: false,
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        "A procedure on its own would prove nothing; the margin notes make it Maya's, because each ties a step to a case. They are notes, though: what is done is clear, the reasons are only hinted at. It supports AC1.5 and cannot carry it.",
    },
  },
  {
    key: 'witness-testimony',
    author: 'learner',
    files: ['witness-testimony.docx'],
    body: {
      method: 'witness_testimony',
      title: 'Testimony of my line manager on following CP-07',
      contextStatement:
        'Written by Petra Lindqvist, my team leader, about complaints she saw me handle. I uploaded it for her and did not write or change any of it.',
      activityFrom: { daysAgo: 130 },
      activityTo: { daysAgo: 72 },
      setting: 'workplace',
      workplaceContext: true,
      caseRefs: ['C-003', 'C-004', 'C-006'],
      storage: 'embedded',
      redaction: 'done',
      record: TESTIMONY_OF_LINE_MANAGER,
    },
    claims: [
      {
        criterion: '2.2',
        facets: ['ownership'],
        locator: { paragraph: 3 },
        rationale: "She saw that I stayed the customer's contact after C-006 had been escalated.",
        decision: 'confirmed',
      },
      {
        criterion: '2.9',
        facets: ['policy_procedure', 'ethical'],
        locator: { paragraph: 3, note: 'and §4' },
        rationale: 'Five of my cases checked against CP-07, and no customer details kept where they should not be.',
        decision: 'confirmed',
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        'I spoke to Ms Lindqvist at the showroom and she confirmed that she wrote and signed this. It says what she saw, gives one thing that went wrong, and states what she cannot speak to. Used as support for 2.2 and 2.9.',
      witnessVerification: { method: 'in_person', verifiedOn: { daysAgo: 40 } },
    },
  },
];
