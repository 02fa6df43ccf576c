import type { QueueKindCode, WaitingDetail } from './queue-kinds.js';

export interface WaitingWords {
  readonly subjectId: string;
  readonly registrationId: string | null;
  readonly evidenceId: string | null;
  /** Reference and title of the evidence; `null` where there is none. */
  readonly ref: string | null;
  readonly evidenceTitle: string | null;
  /** The learner's name; `null` when the learner themselves reads it. */
  readonly learner: string | null;
  readonly unit: string | null;
  readonly detail: WaitingDetail;
}

interface Wording {
  /** One imperative sentence without a full stop. */
  readonly title: (words: WaitingWords) => string;
  /** Path of the thing in the API. */
  readonly href: (words: WaitingWords) => string;
}

const piece = ({ ref, evidenceTitle }: WaitingWords): string => [ref, evidenceTitle].filter(Boolean).join(' ');
const whose = ({ learner }: WaitingWords): string => (learner === null ? '' : `, ${learner}`);
const onUnit = ({ unit }: WaitingWords): string => (unit === null ? '' : ` of ${unit}`);

/** How many criteria are named before the rest are only counted. */
const MOST_NAMED = 3;

function criteriaOf({ detail: { criteria = [] } }: WaitingWords): string {
  const named = criteria.slice(0, MOST_NAMED).join(', ');
  const rest = criteria.length - MOST_NAMED;
  return rest > 0 ? `${named} and ${rest} more` : named;
}

const about = ({ detail: { subject } }: WaitingWords): string => (subject ? ` on ${subject}` : '');
const article = (word = ''): string => (/^[aeiou]/.test(word) ? 'an' : 'a');

const evidence = ({ evidenceId, subjectId }: WaitingWords): string => `/api/evidence/${evidenceId ?? subjectId}`;
const registration = (tail: string) => (words: WaitingWords) =>
  `/api/registrations/${words.registrationId ?? words.subjectId}${tail}`;
const actions = ({ registrationId }: WaitingWords): string => `/api/iqa-actions?registrationId=${registrationId ?? ''}`;
const appeal = ({ subjectId }: WaitingWords): string => `/api/appeals/${subjectId}`;
const exercise = ({ subjectId }: WaitingWords): string => `/api/standardisation-events/${subjectId}`;
/** The person whose record it is. */
const staffRecord = ({ detail: { subject } }: WaitingWords): string => `/api/staff/${subject ?? ''}`;
const plannedSamples = (): string => '/api/planned-samples';

/** The words and the address of each kind. A kind without an entry does not compile. */
export const QUEUE_WORDING: Readonly<Record<QueueKindCode, Wording>> = {
  record_to_sign: { title: (words) => `Read and sign ${piece(words)}`, href: evidence },
  evidence_to_revise: { title: (words) => `Revise ${piece(words)}${whose(words)}`, href: evidence },
  unit_to_declare: { title: (words) => `Sign your declaration${onUnit(words)}`, href: registration('/sign-offs') },
  evidence_to_decide: { title: (words) => `Decide on ${piece(words)}${whose(words)}`, href: evidence },
  witness_to_verify: { title: (words) => `Verify the witness of ${piece(words)}${whose(words)}`, href: evidence },
  redaction_to_finish: {
    title: (words) => `Remove customers’ data from ${piece(words)}${whose(words)}`,
    href: evidence,
  },
  criteria_to_judge: {
    title: (words) => `Judge ${criteriaOf(words)}${onUnit(words)}${whose(words)}`,
    href: registration('/coverage'),
  },
  criteria_at_risk: {
    title: (words) => `Look again at ${criteriaOf(words)}${onUnit(words)}${whose(words)}: met, but at risk`,
    href: registration('/coverage'),
  },
  unit_to_sign: {
    title: (words) => `Sign as assessor for the unit${onUnit(words)}${whose(words)}`,
    href: registration('/sign-offs'),
  },
  action_to_answer: {
    title: (words) =>
      `Answer ${article(words.detail.severity)} ${words.detail.severity} action${about(words)}${onUnit(words)}${whose(words)}`,
    href: actions,
  },
  judgement_to_countersign: {
    title: (words) => `Countersign the judgement on ${criteriaOf(words)}${onUnit(words)}${whose(words)}`,
    href: registration('/judgements'),
  },
  unit_to_countersign: {
    title: (words) => `Countersign the unit${onUnit(words)}${whose(words)}`,
    href: registration('/sign-offs'),
  },
  sample_to_take: {
    title: (words) => `Take ${article(words.detail.stage)} ${words.detail.stage} sample${onUnit(words)}${whose(words)}`,
    href: plannedSamples,
  },
  sample_to_finish: {
    title: (words) => `Finish and sign your ${words.detail.stage} sample${onUnit(words)}${whose(words)}`,
    href: ({ subjectId }) => `/api/samples/${subjectId}`,
  },
  action_to_close: {
    title: (words) => `Look at the answer to an action${about(words)}${onUnit(words)}${whose(words)}`,
    href: actions,
  },
  rpl_to_approve: { title: (words) => `Approve prior learning ${piece(words)}${whose(words)}`, href: evidence },
  unit_to_release: {
    title: (words) => `Sample or release the unit${onUnit(words)}${whose(words)}`,
    href: registration('/sign-offs'),
  },
  sample_overdue: {
    title: (words) =>
      `Ask about the sample${onUnit(words)}${whose(words)}: it was planned for ${words.detail.date} and is not taken`,
    href: registration('/samples'),
  },
  action_overdue: {
    title: (words) =>
      `Ask about an ${words.detail.severity === 'essential' ? 'essential' : 'unfinished'} action${about(words)}` +
      `${onUnit(words)}${whose(words)}: it was due on ${words.detail.date}`,
    href: actions,
  },
  plan_to_redraw: {
    title: (words) => `Redraw the sampling plan${onUnit(words)}: the strategy has changed since`,
    href: ({ subjectId }) => `/api/sampling-plans/${subjectId}`,
  },
  staff_to_replace: {
    title: (words) => `Allocate another ${words.detail.part}${onUnit(words)}${whose(words)}`,
    href: registration(''),
  },
  plan_to_agree: {
    title: (words) => `Read the assessment plan${onUnit(words)} and say whether you agree${whose(words)}`,
    href: registration('/assessment-plans'),
  },
  review_to_read: {
    title: (words) =>
      `Read the review of ${words.detail.date}${onUnit(words)} and say whether you agree${whose(words)}`,
    href: registration('/reviews'),
  },
  learner_action_open: {
    title: (words) => `Do what was agreed with you${about(words)}${onUnit(words)}${whose(words)}`,
    href: registration('/learner-actions'),
  },
  learner_action_to_close: {
    title: (words) => `Look at what the learner did${about(words)}${onUnit(words)}${whose(words)}`,
    href: registration('/learner-actions'),
  },
  review_overdue: {
    title: (words) => `Hold a review${onUnit(words)}${whose(words)}: it was due on ${words.detail.date}`,
    href: registration('/reviews'),
  },
  appeal_to_acknowledge: {
    title: (words) => `Acknowledge an appeal${about(words)}${onUnit(words)}${whose(words)}`,
    href: appeal,
  },
  appeal_to_decide: {
    title: (words) => `Decide an appeal${about(words)}${onUnit(words)}${whose(words)}`,
    href: appeal,
  },
  appeal_to_answer: {
    title: (words) =>
      `Accept what was decided on your appeal${about(words)}${onUnit(words)}, or take it further${whose(words)}`,
    href: appeal,
  },
  appeal_panel_to_appoint: {
    title: (words) => `Appoint a panel for an appeal${about(words)}${onUnit(words)}${whose(words)}`,
    href: appeal,
  },
  release_to_countersign: {
    title: (words) => `Countersign the trainee IQA’s release of the unit${onUnit(words)}${whose(words)}`,
    href: registration('/sign-offs'),
  },
  exercise_to_decide: { title: (words) => `Decide in a standardisation exercise${onUnit(words)}`, href: exercise },
  exercise_to_conclude: { title: (words) => `Conclude a standardisation exercise${onUnit(words)}`, href: exercise },
  qualification_to_confirm: {
    title: () => 'See the original of a colleague’s qualification and confirm it',
    href: staffRecord,
  },
  competence_to_confirm: {
    title: (words) => `Confirm a colleague’s occupational competence${onUnit(words)}`,
    href: staffRecord,
  },
  visit_action_to_answer: {
    title: (words) =>
      `Answer ${article(words.detail.severity)} ${words.detail.severity} action of an external verifier`,
    href: ({ detail: { subject } }) => `/api/eqa-visits/${subject ?? ''}/outcome`,
  },
  claim_to_submit: {
    title: () => 'Submit a prepared claim for certificates',
    href: ({ subjectId }) => `/api/certificate-claims/${subjectId}`,
  },
  ao_notification_due: {
    title: (words) => `Tell the awarding organisation what changed after the claim${onUnit(words)}${whose(words)}`,
    href: () => '/api/ao-notifications?status=due',
  },
};
