import type { SampleEvidence } from './story-types.js';
import { VARCS_ALL_YES } from './varcs-all-yes.js';

/** What Maya wrote herself to explain her practice. */
export const WRITTEN_KNOWLEDGE: readonly SampleEvidence[] = [
  {
    key: 'assignment-monitoring',
    author: 'learner',
    files: ['assignment-monitoring.docx', 'monitoring-data.xlsx'],
    body: {
      method: 'assignment',
      title: 'Which ways of monitoring complaints suit our showroom?',
      contextStatement:
        "My answers to the centre's assignment, written from the figures of our own showroom for trading weeks 9 to 22. The spreadsheet holds the figures I used.",
      activityFrom: { daysAgo: 66 },
      activityTo: { daysAgo: 56 },
      setting: 'workplace',
      workplaceContext: true,
      caseRefs: ['C-003', 'C-006'],
      storage: 'embedded',
      redaction: 'not_needed',
    },
    claims: [
      {
        criterion: '1.1',
        facets: ['range', 'suitability'],
        locator: { paragraph: 2, note: 'to §8' },
        rationale:
          'Five techniques, each looked at for whom it reaches, how soon, what it costs and whether it shows a cause, with our own figures.',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '1.2',
        facets: ['service_offer', 'service_delivery'],
        locator: { paragraph: 9, note: 'to §11' },
        rationale:
          'Explains from our figures why missed visits call for a review of delivery and the hinge faults for a review of what we sell.',
        decision: 'confirmed',
        depthMet: true,
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        "Maya weighs feedback cards, the web survey, mystery visits, social media and the complaint log against the same four questions and concludes that the log and the later survey belong together and the cards should go. The figures are her showroom's own; I checked two of the weekly totals.",
    },
  },
  {
    key: 'reflective-account',
    author: 'learner',
    files: ['reflective-account.docx'],
    body: {
      method: 'reflective_account',
      title: 'Two upset customers: what I did and why',
      contextStatement:
        'A reflective account on C-001 and C-006, and in shorter form C-004, written from my own notes of the conversations.',
      activityFrom: { daysAgo: 162 },
      activityTo: { daysAgo: 60 },
      setting: 'workplace',
      workplaceContext: true,
      caseRefs: ['C-001', 'C-004', 'C-006'],
      storage: 'embedded',
      redaction: 'done',
      record: {
        situation:
          'Customer A came in angry about a scratched worktop two days before a family lunch; Customer F rang frightened because a wall cabinet had come loose above the breakfast table.',
        whatIDid:
          "I listened without interrupting, asked what each needed first, offered Customer A two remedies, made Customer F's kitchen safe and escalated the case the same hour.",
        why: 'Anger falls when somebody has been heard, and a bargain reached before the cause is known tends to come undone. With safety there is nothing to negotiate.',
        outcome:
          "Customer A accepted a repair that held. Customer F's cabinets were refitted by the engineer and a batch of hinges was recalled from three kitchens.",
        learning:
          'To ask "what does this stop you doing?" before "what would you like?", and to say sorry for what happened without saying whose fault it was.',
      },
    },
    claims: [
      {
        criterion: '1.3',
        facets: ['techniques'],
        locator: { paragraph: 3, note: 'to §6' },
        rationale:
          'Explains why I questioned before offering, why I offered two remedies and not one, and how I used the concessions I am allowed.',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '1.4',
        facets: ['techniques'],
        locator: { paragraph: 7, note: 'to §10' },
        rationale:
          'Explains staying calm, naming the feeling and slowing the conversation, each with what it did to the call with Customer F.',
        decision: 'confirmed',
        depthMet: true,
      },
      {
        criterion: '1.8',
        facets: ['advantages', 'limitations'],
        locator: { paragraph: 11, note: 'and §12' },
        rationale:
          'Compares the voucher for Customer D with the replacement for Customer A, with reasons for and against each.',
        decision: 'confirmed',
        depthMet: true,
      },
    ],
    learnerSignature: null,
    progress: {
      stage: 'accepted',
      varcs: VARCS_ALL_YES,
      comment:
        "Written in Maya's own voice about things that happened, with reasons at every turn and a mistake admitted in paragraph 6. It agrees with what I observed on C-001 and with how she spoke about C-006 in discussion.",
    },
  },
];
