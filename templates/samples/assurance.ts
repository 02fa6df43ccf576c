import type { DaysAgo } from './story-types.js';

/** A day still to come, in the same terms. */
const inDays = (days: number): DaysAgo => ({ daysAgo: -days });

/** What stands round the portfolio: who its people are, what was agreed with the learner, what verifiers asked. */
export const ASSURANCE = {
  staff: {
    assessor: {
      qualification: {
        kind: 'assessor',
        title: 'Level 3 Certificate in Assessing Vocational Achievement',
        awardingOrganisation: 'City & Guilds',
        status: 'held',
        awardedOn: '2019-07-04',
        certificateNumber: 'AC-0419',
        originalSeenOn: { daysAgo: 210 },
      },
      cpd: {
        on: { daysAgo: 33 },
        hours: 2.5,
        activity: 'Listened with the other assessors to three recorded discussions and compared our decisions.',
        learned: 'To ask for the limits of authority before the options, not after.',
        unit: 'U40',
      },
    },
    trainee: {
      qualification: {
        kind: 'assessor',
        title: 'Level 3 Award in Assessing Competence in the Work Environment',
        awardingOrganisation: 'Highfield',
        status: 'working_towards',
        startedOn: { daysAgo: 150 },
      },
      cpd: {
        on: { daysAgo: 61 },
        hours: 6,
        activity: 'Shadowed Ruth Pemberton on two observations and wrote my own record of each.',
        learned: 'A record says what was seen. What it is worth belongs in the comment.',
        unit: 'U40',
      },
    },
    iqa: {
      qualification: {
        kind: 'iqa',
        title: 'Level 4 Award in the Internal Quality Assurance of Assessment Processes and Practice',
        awardingOrganisation: 'City & Guilds',
        status: 'held',
        awardedOn: '2016-03-18',
        certificateNumber: 'IQ-2207',
        originalSeenOn: { daysAgo: 210 },
      },
      cpd: {
        on: { daysAgo: 90 },
        hours: 3,
        activity: 'Pearson’s update for centres on the customer service units.',
        learned: 'Feedback to assessors names the criterion and the place in the recording.',
      },
    },
  },
  competence: {
    unit: 'U40',
    statement: 'Ran a complaints desk of eight people and wrote its procedure.',
    basis: 'Nine years in kitchen retail; reference from the operations director.',
  },
  /** The assessor mentors the trainee from this day on. */
  mentoringFrom: { daysAgo: 150 },
  plan: {
    targets: [
      {
        criteria: ['2.1', '2.3', '2.6', '2.7', '2.9'],
        method: 'direct_observation',
        activity: 'Handle complaints in the showroom and on the telephone while I watch and listen.',
        location: 'Showroom, Harbour Lane',
        targetDate: inDays(21),
      },
      {
        criteria: ['1.2', '1.4', '1.7', '1.8', '2.2', '2.4', '2.5'],
        method: 'professional_discussion',
        activity: 'Talk through your cases: why you chose what you chose, and what it cost whom.',
        location: 'Meeting room',
        targetDate: inDays(28),
      },
      {
        criteria: ['1.1'],
        method: 'assignment',
        activity: 'Assess which monitoring techniques suit your showroom, with its own figures.',
        targetDate: inDays(14),
      },
    ],
    note: 'The complaint log serves several of these: say which case shows what.',
    nextReviewOn: inDays(28),
  },
  review: {
    heldOn: { daysAgo: 2 },
    attendees: ['Petra Lindqvist, line manager'],
    progress: 'Handling complaints is shown throughout. What is left is knowledge: 1.1, 1.3, 1.5 and 1.8.',
    feedback: 'Your cases are strong. In writing, say what you think of a technique, not only what it does.',
    actions: [
      {
        text: 'Weigh the five techniques against each other and say which suits your showroom best, and why.',
        dueOn: inDays(12),
        criterion: '1.1',
      },
    ],
    nextReviewOn: inDays(28),
  },
  feedback: {
    text: 'I have read your draft account: the part on Customer A is the best you have written. Add what you would do differently, then hand it in.',
    criterion: '1.3',
  },
  /** What the IQA writes of the finished unit, and what they ask of the assessor. */
  sample: {
    taken: {
      stage: 'summative',
      criteria: ['1.1', '1.5', '2.3', '2.7', '2.9'],
      reason: 'First learner of this assessor since the unit was revised.',
    },
    checks: {
      ...{ varcs: 'yes', signaturesAndDates: 'yes', sufficiency: 'yes', depth: 'yes', feedbackQuality: 'yes' },
      ...{ fairness: 'not_applicable', locatorTrail: 'yes' },
    },
    feedback: 'Clear rationales that another assessor could follow. Two places in the recording took me long to find.',
    actions: [
      {
        severity: 'recommended',
        against: 'assessor',
        text: 'Give start and end of each passage of a recording, not only its start.',
        dueDate: inDays(30),
      },
    ],
    response: 'Done in the discussion of this unit; I shall do it from the start in the next.',
    closure: 'I looked: every passage has its end now.',
  },
  qualification: {
    number: '601/0040/X',
    title: 'Level 3 Diploma in Customer Service',
    awardingOrganisation: 'Pearson',
    units: ['U40'],
  },
  visit: {
    awardingOrganisation: 'Pearson',
    kind: 'remote',
    units: ['U40'],
    agenda: 'One portfolio from criterion to evidence, then the staff register and the sampling plan.',
    days: 14,
    selection: 'The learner who is furthest on.',
    note: {
      criterion: '2.7',
      text: 'Five solutions, each read back or confirmed in writing. I found every one of them where the claim says.',
    },
    summary: 'Decisions are consistent, well recorded and easy to follow to the evidence.',
  },
  claim: { aoReference: 'AO-2040-118', certificate: 'C-900417' },
} as const;
