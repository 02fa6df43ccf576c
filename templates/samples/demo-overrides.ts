import { TESTIMONY_OF_LINE_MANAGER } from './evidence-records.js';
import type { SampleOverrides } from './story-types.js';

/**
 * Where the demo learner's portfolio stops, about two thirds of the way. What a visitor then finds:
 * 1.1 returned for depth · 1.3 only in a draft · 1.5 supported but not carried · 1.6 waiting for a countersignature ·
 * 1.8 not claimed by anybody · 2.9 half shown, with a letter waiting to be assessed · the other eleven met.
 */
export const DEMO_OVERRIDES: SampleOverrides = {
  evidence: {
    'letter-deposit': { progress: { stage: 'submitted' } },
    'assignment-monitoring': {
      files: ['assignment-monitoring-first-attempt.docx', 'monitoring-data.xlsx'],
      progress: {
        stage: 'returned',
        varcs: { valid: true, authentic: true, reliable: true, current: true, sufficient: false },
        comment:
          'A clear description of five techniques with good figures. The criterion says "assess": please weigh them against each other and tell me which suits your showroom best and why. You are one paragraph away. The part on reviews (AC1.2) is already strong.',
        reasons: ['depth', 'not_sufficient'],
      },
    },
    'reflective-account': { progress: { stage: 'draft' }, unclaimed: ['1.8'] },
    'professional-discussion': { unclaimed: ['1.3', '1.8', '2.9'] },
    'oral-questioning': { author: 'trainee', unclaimed: ['1.5'] },
    'witness-testimony': {
      files: [],
      progress: { stage: 'draft' },
      record: {
        ...TESTIMONY_OF_LINE_MANAGER,
        witness: { ...TESTIMONY_OF_LINE_MANAGER.witness, signedOn: null },
      },
    },
  },
  judgements: {
    '1.1': null,
    '1.2': {
      criterion: '1.2',
      outcome: 'met',
      by: 'assessor',
      rationale:
        'Explains how she tells a single failure from one that should prompt a review: different customers with one cause, or any safety complaint. Missed visits after rebooking lead her to service delivery and the hinge batch to the service offer, each with figures and a reason.',
      evidence: ['professional-discussion'],
    },
    '1.3': null,
    '1.4': {
      criterion: '1.4',
      outcome: 'met',
      by: 'assessor',
      rationale:
        'Explains naming what the customer feels, slowing the conversation and giving one steady contact, and what each did to the call with Customer F. The reasons are hers; the draft account promises more on the same.',
      evidence: ['professional-discussion'],
    },
    '1.5': null,
    '1.6': {
      criterion: '1.6',
      outcome: 'met',
      by: 'trainee',
      rationale:
        'Explains four separate triggers, the limits of her authority and of her knowledge, lack of progress and losing control of the conversation, with the reason for each and the person it goes to. Applies them to C-006, escalated within the hour, and critically to C-003.',
      evidence: ['oral-questioning'],
    },
    '1.8': null,
    '2.2': {
      criterion: '2.2',
      outcome: 'met',
      by: 'assessor',
      rationale:
        'Took on C-003 and C-005, which were not of her making, in her own name and saw them to the end; stayed the contact on C-006 after escalation. The log names her as owner throughout.',
      evidence: ['professional-discussion', 'complaint-log', 'emails-measuring-sheets'],
    },
    '2.7': {
      criterion: '2.7',
      outcome: 'met',
      by: 'assessor',
      rationale:
        "Four solutions agreed and read back or confirmed in writing, each dealing with what had gone wrong, none above £75 goodwill or £250 in parts. Where something was above her limit (replacement worktop, plumber's bill) she said so and passed it on.",
      evidence: ['observation-showroom', 'observation-telephone', 'emails-wrong-doors', 'emails-missing-parts'],
    },
    '2.9': {
      criterion: '2.9',
      outcome: 'not_yet_met',
      by: 'assessor',
      rationale:
        'Policy and ethics shown well on C-001. Still to come: a case in which you apply the law, and a second source. Your letter to Customer G may do both; I shall look at it next. Please ask your line manager to sign her testimony.',
      evidence: ['observation-showroom'],
    },
  },
};
