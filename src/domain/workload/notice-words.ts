import type { Notice } from './who-to-tell.js';

/** What a notice says beside its kind: references and codes. Never titles or comments, which may name customers. */
export interface NoticeFacts {
  readonly ref?: string;
  readonly criterion?: string;
  readonly outcome?: string;
  readonly result?: string;
  readonly stage?: string;
  readonly severity?: string;
  readonly decision?: string;
}

export interface NoticeWords {
  readonly facts: NoticeFacts;
  /** The learner's name; `null` when the learner themselves reads it. */
  readonly learner: string | null;
  readonly unit: string | null;
  readonly evidenceId: string | null;
  readonly registrationId: string | null;
}

interface Wording {
  /** One sentence. */
  readonly text: (words: NoticeWords) => string;
  /** In a letter, after a number: no names, no references. */
  readonly counted: string;
  readonly href: (words: NoticeWords) => string | null;
}

const of = ({ learner }: NoticeWords): string => (learner === null ? '' : ` of ${learner}`);
const unitOf = ({ unit, learner }: NoticeWords): string =>
  [unit === null ? 'The unit' : `Unit ${unit}`, learner].filter((each) => each !== null).join(' of ');
const plain = (code: string | undefined): string => (code ?? '').replaceAll('_', ' ');

const evidence = ({ evidenceId }: NoticeWords): string | null =>
  evidenceId === null ? null : `/api/evidence/${evidenceId}`;
const registration =
  (tail: string) =>
  (words: NoticeWords): string | null =>
    words.registrationId === null ? null : `/api/registrations/${words.registrationId}${tail}`;
const actions = ({ registrationId }: NoticeWords): string | null =>
  registrationId === null ? null : `/api/iqa-actions?registrationId=${registrationId}`;

const appeals = ({ registrationId }: NoticeWords): string | null =>
  registrationId === null ? null : `/api/appeals?registrationId=${registrationId}`;

const onEvidence =
  (happened: string) =>
  (words: NoticeWords): string =>
    `${words.facts.ref ?? 'Evidence'}${of(words)} ${happened}.`;

export const NOTICE_WORDING: Readonly<Record<Notice, Wording>> = {
  evidence_submitted: {
    text: onEvidence('was submitted and waits for a decision'),
    counted: 'submitted for a decision',
    href: evidence,
  },
  evidence_signature_wanted: {
    text: onEvidence('waits for your signature'),
    counted: 'waiting for your signature under a record',
    href: evidence,
  },
  evidence_signed: { text: onEvidence('was signed by the learner'), counted: 'signed by a learner', href: evidence },
  testimony_given: {
    text: onEvidence('was given and signed by its witness'),
    counted: 'given by a witness',
    href: evidence,
  },
  evidence_accepted: { text: onEvidence('was accepted'), counted: 'accepted', href: evidence },
  evidence_returned: { text: onEvidence('was returned for another version'), counted: 'returned', href: evidence },
  evidence_held: { text: onEvidence('was put on hold'), counted: 'put on hold', href: evidence },
  evidence_released: { text: onEvidence('is no longer on hold'), counted: 'no longer on hold', href: evidence },
  rpl_approved: {
    text: onEvidence('was approved as prior learning'),
    counted: 'approved as prior learning',
    href: evidence,
  },
  judgement_recorded: {
    text: (words) =>
      words.facts.outcome === undefined
        ? `The judgement on ${words.facts.criterion ?? 'a criterion'}${of(words)} has taken effect.`
        : `${words.facts.criterion ?? 'A criterion'}${of(words)} was judged ${plain(words.facts.outcome)}.`,
    counted: 'about a judgement',
    href: registration('/judgements'),
  },
  countersignature_wanted: {
    text: (words) => `A trainee’s judgement on ${words.facts.criterion ?? 'a criterion'}${of(words)} waits for you.`,
    counted: 'waiting for your countersignature',
    href: registration('/judgements'),
  },
  judgement_countersigned: {
    text: (words) =>
      `Your judgement on ${words.facts.criterion ?? 'a criterion'}${of(words)} was countersigned: ${plain(words.facts.result)}.`,
    counted: 'about a countersignature',
    href: registration('/judgements'),
  },
  unit_signature_wanted: {
    text: (words) => `${unitOf(words)} waits for your signature.`,
    counted: 'waiting for your signature under a unit',
    href: registration('/sign-offs'),
  },
  unit_released: {
    text: (words) => `${unitOf(words)} was released by the IQA.`,
    counted: 'about a unit that was released',
    href: registration('/sign-offs'),
  },
  signatures_voided: {
    text: (words) => `Signatures under a unit became void: ${unitOf(words)} must be signed again.`,
    counted: 'about signatures that became void',
    href: registration('/sign-offs'),
  },
  unit_reopened: {
    text: (words) => `${unitOf(words)} was opened again.`,
    counted: 'about a unit that was opened again',
    href: registration('/sign-offs'),
  },
  sample_signed: {
    text: (words) =>
      `The IQA signed ${words.facts.stage === 'interim' ? 'an interim' : 'a summative'} sample. ${unitOf(words)}.`,
    counted: 'about an IQA sample',
    href: registration('/samples'),
  },
  action_raised: {
    text: (words) =>
      `The IQA raised ${words.facts.severity === 'essential' ? 'an essential' : 'a recommended'} action for you. ${unitOf(words)}.`,
    counted: 'about an action for you',
    href: actions,
  },
  action_answered: {
    text: (words) => `An IQA action was answered. ${unitOf(words)}.`,
    counted: 'about an action that was answered',
    href: actions,
  },
  action_closed: {
    text: (words) => `The IQA closed an action of yours. ${unitOf(words)}.`,
    counted: 'about an action that was closed',
    href: actions,
  },
  staff_changed: {
    text: (words) => `${unitOf(words)}: who assesses and verifies here was set.`,
    counted: 'about who assesses or verifies',
    href: registration(''),
  },
  release_countersignature_wanted: {
    text: (words) => `A trainee IQA’s release waits for your signature. ${unitOf(words)}.`,
    counted: 'waiting for your signature over a trainee IQA’s release',
    href: registration('/sign-offs'),
  },
  plan_recorded: {
    text: (words) => `There is an assessment plan to read. ${unitOf(words)}.`,
    counted: 'about an assessment plan',
    href: registration('/assessment-plans'),
  },
  review_recorded: {
    text: (words) => `A review was written up. ${unitOf(words)}.`,
    counted: 'about a review',
    href: registration('/reviews'),
  },
  feedback_written: {
    text: (words) => `Somebody wrote about the work. ${unitOf(words)}.`,
    counted: 'about feedback',
    href: registration('/feedback'),
  },
  appeal_waits: {
    text: (words) => `An appeal waits for you. ${unitOf(words)}.`,
    counted: 'about an appeal that waits for you',
    href: appeals,
  },
  appeal_decided: {
    text: (words) => `An appeal was decided: ${plain(words.facts.outcome)}. ${unitOf(words)}.`,
    counted: 'about an appeal that was decided',
    href: appeals,
  },
  exercise_opened: {
    text: () => 'A standardisation exercise is open and waits for your decisions.',
    counted: 'about a standardisation exercise that is open',
    href: () => '/api/standardisation-events',
  },
  exercise_revealed: {
    text: () => 'Everybody’s decisions in a standardisation exercise are there to be seen.',
    counted: 'about a standardisation exercise',
    href: () => '/api/standardisation-events',
  },
  visit_planned: {
    text: () => 'A visit of an external verifier is planned.',
    counted: 'about a visit that is planned',
    href: () => '/api/eqa-visits',
  },
  visit_concluded: {
    text: (words) => `An external verifier signed the outcome of a visit: ${plain(words.facts.decision)}.`,
    counted: 'about the outcome of a visit',
    href: () => '/api/eqa-visits',
  },
  certificate_recorded: {
    text: (words) => `The awarding organisation issued the certificate. ${unitOf(words)}.`,
    counted: 'about a certificate',
    href: registration('/claim-readiness'),
  },
  ao_notification_due: {
    text: (words) => `The awarding organisation must be told of a change after the claim. ${unitOf(words)}.`,
    counted: 'about something that the awarding organisation must be told',
    href: () => '/api/ao-notifications?status=due',
  },
};
