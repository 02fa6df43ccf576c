import type { EvidenceMethod } from '../../src/domain/evidence/evidence-method.js';
import type { MethodRecordOf } from '../../src/domain/evidence/forms/method-forms.js';
import type { DaysAgo, SampleClaim, SampleEvidence, SampleEvidenceBody } from './story-types.js';

/** A record as the story tells it: any day in it may be told back from the day of loading. */
type Told<T> = T extends string
  ? T | DaysAgo
  : T extends readonly (infer Member)[]
    ? readonly Told<Member>[]
    : T extends object
      ? { readonly [Key in keyof T]: Told<T[Key]> }
      : T;

/** One item of a method, told up to its submission and, where the card asks for it, the learner's signature. */
export interface MethodSample<Method extends EvidenceMethod> extends Pick<
  SampleEvidence,
  'author' | 'files' | 'learnerSignature'
> {
  readonly body: Omit<SampleEvidenceBody, 'method' | 'record'> & {
    readonly method: Method;
    readonly record: Told<MethodRecordOf<Method>>;
  };
  readonly claims: readonly Omit<SampleClaim, 'decision'>[];
}

const AT_WORK = {
  setting: 'workplace',
  workplaceContext: true,
  storage: 'embedded',
  redaction: 'not_needed',
  caseRefs: [],
} as const;

/**
 * One small item of every method of domain.md §2.2 from Maya's work, each with its form filled in. They stand beside the
 * story of `portfolio.ts` and are no part of it: a simulation cannot count for Unit 40, nor prior learning before an IQA
 * has approved it.
 */
export const EVERY_METHOD: { readonly [Method in EvidenceMethod]: MethodSample<Method> } = {
  direct_observation: {
    author: 'assessor',
    files: [],
    body: {
      ...AT_WORK,
      method: 'direct_observation',
      title: 'A delivery short of two handles: Customer H at the collection desk',
      contextStatement: 'Unplanned observation while Maya covered the collection desk. I was there to discuss her log.',
      activityFrom: { daysAgo: 60 },
      activityTo: { daysAgo: 60 },
      channel: 'face_to_face',
      customerType: 'external',
      caseRefs: ['C-008'],
      record: {
        startTime: '09:40',
        endTime: '09:56',
        location: 'Harbour Lane Kitchens, collection desk',
        isPlanned: false,
        othersPresent: 'Customer H; a colleague at the next till.',
        consent: 'Maya said who I was and asked whether I might stay; Customer H agreed.',
        narrative: [
          'Customer H put an opened parcel on the desk and said that two of the twelve handles were missing "for the second time". Maya read the packing slip, counted the handles in front of the customer and said, "Ten. You are right, and it is the second time, so I will not just post you two more."',
          'She asked when the kitchen was to be used. Customer H said that a neighbour had offered to fit the handles that evening. Maya repeated it: "So tonight matters more than the post."',
          'She took two handles from the display, checked the finish against one of the ten and offered them at once, or the post with the delivery fee back. Customer H took the handles. Maya read back what she would log and said that she would ring on Friday about the packing.',
        ],
        seen: [
          { criterion: '2.3', facets: ['recognises_problem'], paragraphs: [1] },
          { criterion: '2.3', facets: ['understands_view'], paragraphs: [2] },
          { criterion: '2.7', paragraphs: [3] },
        ],
        knowledgeQuestions: [
          {
            criterion: '2.9',
            question: 'May you sell from the display?',
            answer: 'Up to £20 without asking, if I log the part number so that the display is made good the same day.',
          },
        ],
        productsSeen: 'Packing slip and case entry C-008, seen on screen and kept by the employer.',
        notSeen: 'The call on Friday.',
        feedback: 'You heard "tonight" and solved that. Say the case reference before the customer leaves.',
        nextSteps: 'Add the Friday call to the case record of C-008.',
      },
    },
    claims: [
      {
        criterion: '2.3',
        locator: { paragraph: 1, note: 'and §2' },
        rationale: 'Named the problem and what it meant.',
      },
      { criterion: '2.7', locator: { paragraph: 3 }, rationale: 'Agreed a solution within her limit.' },
    ],
    learnerSignature: 'This is what happened. The display was made good that afternoon.',
  },
  professional_discussion: {
    author: 'assessor',
    files: [],
    body: {
      ...AT_WORK,
      method: 'professional_discussion',
      title: 'Short discussion: what admitting liability can cost',
      contextStatement: 'Planned discussion of C-006 and C-008 in the meeting room. Topics were given a week before.',
      activityFrom: { daysAgo: 50 },
      activityTo: { daysAgo: 50 },
      caseRefs: ['C-006', 'C-008'],
      record: {
        plan: {
          topics: ['Saying sorry and admitting liability', 'Who may admit it here'],
          criteria: ['1.7'],
          givenOn: { daysAgo: 57 },
        },
        startTime: '15:00',
        endTime: '15:20',
        location: 'Harbour Lane Kitchens, meeting room',
        isRecorded: false,
        prompts: ['You told Customer F that you were sorry. What did you not say, and why?', 'Who could have said it?'],
        summary: [
          {
            at: 1,
            text: 'Maya told apart being sorry that a cabinet fell and saying that the fitting caused it. The second may bind the company to damages before anybody has looked, and the insurer may refuse what was admitted without asking.',
            criteria: ['1.7'],
          },
          {
            at: 2,
            text: 'Only the Customer Relations Manager may admit liability. Keeping silent has a cost too: a customer who hears nothing but phrases stops believing the rest, so she says what will be looked at and by when.',
            criteria: ['1.7'],
          },
        ],
        artefactsShown: 'Case entry C-006 on screen.',
        depthNotes: [{ criterion: '1.7', note: 'Weighs both sides and gives reasons: reaches “explain”.' }],
        outcome: 'Enough for 1.7 together with the case record.',
        nextSteps: 'None on this criterion.',
      },
    },
    claims: [{ criterion: '1.7', locator: { paragraph: 1, note: 'and §2' }, rationale: 'Explains both consequences.' }],
    learnerSignature: 'A fair summary of what I said.',
  },
  work_product: {
    author: 'learner',
    files: ['email-thread-c-005.eml'],
    body: {
      ...AT_WORK,
      method: 'work_product',
      title: 'Recording the outcome of C-005 by e-mail',
      contextStatement: 'The thread with an internal customer. The last message records what was agreed and done.',
      activityFrom: { daysAgo: 95 },
      activityTo: { daysAgo: 90 },
      redaction: 'done',
      channel: 'email',
      customerType: 'internal',
      caseRefs: ['C-005'],
      record: {
        productType: 'E-mail thread',
        originator: 'The fitting team and I',
        learnerPart: 'I wrote messages 2, 4 and 7; the others are from the fitting team.',
        createdOn: { daysAgo: 90 },
        systemOfOrigin: 'Company mail, shared folder “Complaints”',
        redactionNote: 'Names and telephone numbers removed by me, checked by my team leader.',
      },
    },
    claims: [{ criterion: '2.8', locator: { paragraph: 7 }, rationale: 'Records the outcome for those who need it.' }],
    learnerSignature: null,
  },
  complaint_record: {
    author: 'learner',
    files: ['crm-record-c-003.png'],
    body: {
      ...AT_WORK,
      method: 'complaint_record',
      title: 'Case screen of C-003 after closing',
      contextStatement: 'The screen of the customer system for C-003 after I had closed it.',
      activityFrom: { daysAgo: 130 },
      activityTo: { daysAgo: 120 },
      redaction: 'done',
      channel: 'telephone',
      customerType: 'external',
      caseRefs: ['C-003'],
      record: {
        productType: 'Case record',
        learnerPart: 'All entries marked MO are mine; the approval of the bill is my team leader’s.',
        createdOn: { daysAgo: 120 },
        systemOfOrigin: 'Customer system',
        outcome: 'Fitted on Saturday, delivery fee returned, plumber’s bill paid; Customer C confirmed by telephone.',
      },
    },
    claims: [{ criterion: '2.8', locator: { note: 'closing entry' }, rationale: 'The outcome stands in the record.' }],
    learnerSignature: null,
  },
  reflective_account: {
    author: 'learner',
    files: [],
    body: {
      ...AT_WORK,
      method: 'reflective_account',
      title: 'What I changed after Customer H',
      contextStatement: 'My account of the second short delivery and of what I did so that there would be no third.',
      activityFrom: { daysAgo: 60 },
      activityTo: { daysAgo: 56 },
      caseRefs: ['C-008'],
      record: {
        situation: 'Customer H had twelve handles on the order and ten in the parcel, for the second time in a month.',
        whatIDid: [
          'I counted with the customer and gave two handles from the display, because that evening mattered more than the post.',
          'On Friday I rang as I had promised and said what I had found: the packing bench weighs small parts, and two handles are below what the scale can see.',
        ],
        why: 'An upset customer who is told that a mistake "should not happen" hears that nobody will change anything. I wanted to be able to say what had changed, so I asked the bench before I rang.',
        outcome: 'Small parts are counted now. Customer H said that this was the first time anybody had told them why.',
        learning: 'To look for the cause before the second call, not after the third complaint.',
      },
    },
    claims: [{ criterion: '1.4', locator: { note: 'Why' }, rationale: 'Explains what calmed the customer, and why.' }],
    learnerSignature: null,
  },
  witness_testimony: {
    author: 'learner',
    files: [],
    body: {
      ...AT_WORK,
      method: 'witness_testimony',
      title: 'Testimony of the warehouse lead on C-008',
      contextStatement: 'Written and signed on paper by the warehouse lead; I typed it without changing a word.',
      activityFrom: { daysAgo: 58 },
      activityTo: { daysAgo: 56 },
      caseRefs: ['C-008'],
      record: {
        witness: {
          name: 'Tomasz Zielinski',
          jobRole: 'Warehouse lead',
          organisation: 'Harbour Lane Kitchens',
          relationship: 'Colleague in another team; not related',
          knownFor: 'Eighteen months',
          status: 'Non-expert witness',
          contactDetails: 'By internal mail through the centre',
          signedOn: { daysAgo: 40 },
        },
        location: 'Packing bench',
        account: [
          'Maya came to the bench on the Thursday with the packing slip of C-008 and asked me to show her how we check small parts. She did not say that we had got it wrong.',
          'She weighed ten handles and twelve handles herself and wrote both figures down. She asked what counting would cost us per parcel before she suggested it.',
        ],
        criteria: ['2.9'],
      },
    },
    claims: [
      {
        criterion: '2.9',
        facets: ['ethical'],
        locator: { paragraph: 1 },
        rationale: 'Looked for the cause without blaming.',
      },
    ],
    learnerSignature: null,
  },
  expert_witness_testimony: {
    author: 'assessor',
    files: [],
    body: {
      ...AT_WORK,
      method: 'expert_witness_testimony',
      title: 'Expert testimony of the quality lead on CP-07',
      contextStatement: 'Agreed in the assessment plan, written and signed on paper by the quality lead.',
      activityFrom: { daysAgo: 80 },
      activityTo: { daysAgo: 45 },
      caseRefs: ['C-007', 'C-008'],
      record: {
        witness: {
          name: 'Amara Nwosu',
          jobRole: 'Quality lead',
          organisation: 'Harbour Lane Kitchens',
          relationship: 'Reviews the work of the showroom; not in Maya’s line; not related',
          knownFor: 'Two years',
          status: 'Occupational expert meeting the expert-witness requirement',
          signedOn: { daysAgo: 38 },
        },
        account: [
          'I reviewed C-007 and C-008 against CP-07 as I review two cases of every adviser in a quarter. Both were acknowledged on the day and kept within their targets.',
          'In C-007 Maya quoted the right passage on replacement to the customer and did not use it to refuse more than the law allows.',
        ],
        criteria: ['2.9'],
        occupationalCompetence: 'Nine years in complaints, four of them as quality lead; job description seen by me.',
        unitKnowledge: 'Went through Unit 40 with me on induction and explained 2.9 in terms of CP-07.',
        assessingRole: 'Evaluates the casework of all advisers every quarter as part of her role.',
        agreedOn: { daysAgo: 110 },
        inductedOn: { daysAgo: 104 },
      },
    },
    claims: [{ criterion: '2.9', locator: { paragraph: 2 }, rationale: 'Applied the law and CP-07 in C-007.' }],
    learnerSignature: null,
  },
  oral_questioning: {
    author: 'assessor',
    files: [],
    body: {
      ...AT_WORK,
      method: 'oral_questioning',
      title: 'Two questions on stages after the collection desk',
      contextStatement: 'Asked at the desk, straight after the observation of Customer H.',
      activityFrom: { daysAgo: 60 },
      activityTo: { daysAgo: 60 },
      caseRefs: ['C-008'],
      record: {
        conditions: 'Standing, no papers; five minutes.',
        questions: [
          {
            criterion: '1.5',
            question: 'At which stage of CP-07 is C-008 now, and what would move it on?',
            answer:
              'Still informal: it was put right on the spot. If it comes back a third time I log it as formal, whatever the customer says, because then it is ours to stop.',
            decision: 'Sufficient',
          },
          {
            criterion: '1.5',
            question: 'Why have two stages at all?',
            answer: 'So that small things are mended in minutes and patterns still get written down.',
            prompts: 'What would happen with one?',
            decision: 'Sufficient',
          },
        ],
        feedback: 'Your own rule about the third time is worth proposing to your team leader.',
      },
    },
    claims: [{ criterion: '1.5', locator: { row: 1, note: 'and 2' }, rationale: 'Explains the stages from a case.' }],
    learnerSignature: 'Yes, that is what I answered.',
  },
  written_questioning: {
    author: 'learner',
    files: [],
    body: {
      ...AT_WORK,
      method: 'written_questioning',
      title: 'Written questions on escalation',
      contextStatement: 'Set by my assessor, answered by me at work in one sitting.',
      activityFrom: { daysAgo: 48 },
      activityTo: { daysAgo: 48 },
      record: {
        setBy: 'Ruth Pemberton',
        conditions: 'Open book, forty minutes, in the break room.',
        questions: [
          {
            criterion: '1.6',
            question: 'Name a complaint that you had to pass on. What decided it?',
            answer:
              'C-006. A cabinet had come loose, and anything to do with safety goes up within the hour, however calm the customer is.',
          },
          {
            criterion: '1.6',
            question: 'When would you pass on a complaint that is within your limit?',
            answer:
              'When I have lost the customer’s trust, because then a good offer from me is worth less than the same from somebody new.',
          },
        ],
      },
    },
    claims: [{ criterion: '1.6', locator: { row: 1, note: 'and 2' }, rationale: 'Explains two different triggers.' }],
    learnerSignature: null,
  },
  assignment: {
    author: 'learner',
    files: ['assignment-monitoring.docx'],
    body: {
      ...AT_WORK,
      method: 'assignment',
      title: 'Assignment: how we monitor complaints',
      contextStatement: 'Written about my own showroom, with its figures.',
      activityFrom: { daysAgo: 75 },
      activityTo: { daysAgo: 70 },
      record: {
        brief: 'Monitoring complaints in your organisation',
        briefVersion: '2',
        task: 'Assess the techniques that your organisation uses to monitor complaints and say which suits it best.',
        attempt: 2,
        markSheet: [{ criterion: '1.1', mark: 'To be decided', comment: 'Weighs five techniques against each other.' }],
      },
    },
    claims: [
      { criterion: '1.1', locator: { paragraph: 4 }, rationale: 'Assesses the techniques and reaches a verdict.' },
    ],
    learnerSignature: null,
  },
  rpl_claim: {
    author: 'learner',
    files: [],
    body: {
      ...AT_WORK,
      method: 'rpl_claim',
      title: 'Prior learning: handling returns at my last employer',
      contextStatement: 'A workplace certificate from before this programme, and how it meets parts of Unit 40.',
      activityFrom: { daysAgo: 700 },
      activityTo: { daysAgo: 430 },
      channel: 'telephone',
      customerType: 'external',
      record: {
        source: 'Workplace certificate “Returns and complaints, level 2”, Mercer Home Stores',
        priorFrom: { daysAgo: 700 },
        priorTo: { daysAgo: 430 },
        priorCriteria: [
          '3.2 Follow the returns procedure and the law on faulty goods in ten observed cases.',
          '3.4 Keep the customer informed until the case is closed.',
        ],
        mapping: [
          {
            criterion: '2.6',
            priorCriterion: '3.4',
            match: 'full',
            statement: 'Ten cases signed off, in each of which I gave an update before it was due.',
          },
          {
            criterion: '2.9',
            priorCriterion: '3.2',
            match: 'partial',
            statement: 'Procedure and law are the same; ethics was not assessed and is shown by C-001.',
          },
        ],
        currency: 'I have handled complaints every week since; C-003 and C-008 show that I still do both.',
      },
    },
    claims: [
      { criterion: '2.6', locator: { row: 1 }, rationale: 'Prior criterion 3.4, full match.' },
      {
        criterion: '2.9',
        facets: ['policy_procedure'],
        locator: { row: 2 },
        rationale: 'Prior criterion 3.2, partial match.',
      },
    ],
    learnerSignature: null,
  },
  simulation: {
    author: 'assessor',
    files: [],
    body: {
      ...AT_WORK,
      method: 'simulation',
      title: 'Role-play: a customer who will not give a name',
      contextStatement: 'Practice at the centre before the first observation. It cannot count for Unit 40.',
      activityFrom: { daysAgo: 185 },
      activityTo: { daysAgo: 185 },
      setting: 'simulated',
      workplaceContext: false,
      channel: 'telephone',
      record: {
        startTime: '11:00',
        endTime: '11:15',
        location: 'Training room 2',
        scenario: 'A caller complains about a fitter’s language and refuses to say who they are.',
        players: 'Maya as herself; another learner as the caller, from a card.',
        rationale: 'Such calls come twice a year; nobody can wait for one.',
        narrative: [
          'Maya said, "You need not tell me your name for me to write this down," and the caller went on.',
          'She asked for the day and the street only, said what she could do with that and what she could not, and offered a number to ring back.',
        ],
        seen: [{ criterion: '2.3', paragraphs: [1] }],
        feedback: 'Good opening. On the real desk tell your team leader the same day.',
      },
    },
    claims: [{ criterion: '2.3', locator: { paragraph: 1 }, rationale: 'Practice only.' }],
    learnerSignature: 'It helped before the real thing.',
  },
};
