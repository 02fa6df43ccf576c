import type { RegistrationParties } from '../access/relations.js';

/** What somebody can be told. */
export const NOTICES = [
  'evidence_submitted',
  'evidence_signature_wanted',
  'evidence_signed',
  'testimony_given',
  'evidence_accepted',
  'evidence_returned',
  'evidence_held',
  'evidence_released',
  'rpl_approved',
  'judgement_recorded',
  'countersignature_wanted',
  'judgement_countersigned',
  'unit_signature_wanted',
  'unit_released',
  'signatures_voided',
  'unit_reopened',
  'sample_signed',
  'action_raised',
  'action_answered',
  'action_closed',
  'staff_changed',
  'release_countersignature_wanted',
  'plan_recorded',
  'review_recorded',
  'feedback_written',
  'appeal_waits',
  'appeal_decided',
  'exercise_opened',
  'exercise_revealed',
  'visit_planned',
  'visit_concluded',
  'certificate_recorded',
  'ao_notification_due',
] as const;
export type Notice = (typeof NOTICES)[number];

/** An event of the trail, as far as telling somebody depends on it. */
export interface TellableEvent {
  readonly type: string;
  /** Who did it; `null` for the system or a witness without an account. */
  readonly actorId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The people an event is about. Nobody else is ever told. */
export interface EventParties {
  /** The registrations concerned: the one it names, or those that the evidence claims on. */
  readonly registrations: readonly RegistrationParties[];
  /** Whose portfolio it is. */
  readonly learnerId: string | null;
  /** Who wrote the evidence. */
  readonly authorId: string | null;
  /** Whether the learner's signature is still wanted under the evidence. */
  readonly wantsLearner: boolean;
  /** Who took the decision that was countersigned. */
  readonly judgeId: string | null;
  /** Whose the action is to answer, and who raised it. */
  readonly ownerId: string | null;
  readonly raisedById: string | null;
  /** Who signs next for the unit. */
  readonly nextSignerId: string | null;
  /** The signature is a trainee IQA's: what it says is no release yet (SOD5). */
  readonly isOfTraineeIqa: boolean;
  /** Who has to do with an appeal now: whoever reconsiders it, reviews it, or sits on its panel. */
  readonly appealDeciderIds: readonly string[];
  /** Everybody in a standardisation exercise. */
  readonly participantIds: readonly string[];
  /** The external verifier of a visit. */
  readonly visitorId: string | null;
  /** Who is meant by a message between learner and assessors; `null` where it is none. */
  readonly feedbackFor: 'learner_and_assessors' | 'assessors' | null;
  /** Active centre managers, and lead IQAs, of the centre; only where an event is theirs to know of. */
  readonly managerIds: readonly string[];
  readonly leadIqaIds: readonly string[];
}

interface Told {
  readonly personId: string;
  readonly notice: Notice;
}

type Addressees = (parties: EventParties, facts: TellableEvent['facts']) => readonly (string | null)[];
type Rule = readonly [notice: Notice, addressees: Addressees];

const learner: Addressees = ({ learnerId }) => [learnerId];
const assessors: Addressees = ({ registrations }) =>
  registrations.flatMap(({ assessorId, coAssessorId }) => [assessorId, coAssessorId]);
const iqas: Addressees = ({ registrations }) => registrations.map(({ iqaId }) => iqaId);
const author: Addressees = ({ authorId }) => [authorId];
const owner: Addressees = ({ ownerId }) => [ownerId];
const staff: Addressees = ({ registrations }) =>
  registrations.flatMap(({ assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId }) => [
    ...[assessorId, coAssessorId, countersignerId, iqaId, countersigningIqaId],
  ]);
const all =
  (...some: readonly Addressees[]): Addressees =>
  (parties, facts) =>
    some.flatMap((each) => each(parties, facts));
const when =
  (holds: (facts: TellableEvent['facts'], parties: EventParties) => boolean, addressees: Addressees): Addressees =>
  (parties, facts) =>
    holds(facts, parties) ? addressees(parties, facts) : [];

/** Whoever may countersign: the countersigner, or where there is none the assessors, of whom the trainee is not told. */
const countersigners: Addressees = ({ registrations }) =>
  registrations.flatMap(({ countersignerId, assessorId, coAssessorId }) =>
    countersignerId === null ? [assessorId, coAssessorId] : [countersignerId],
  );

function isRelease({ stage, route, decision }: TellableEvent['facts'], { isOfTraineeIqa }: EventParties): boolean {
  if (stage !== 'countersigning_iqa' && (stage !== 'iqa' || isOfTraineeIqa)) return false;
  return route === 'not_selected' || ['agreed', 'agreed_with_development'].includes(String(decision));
}

/** Who countersigns a trainee IQA's release: the one named, and where nobody is, the lead IQAs (SOD5). */
const releaseCountersigners: Addressees = ({ registrations, leadIqaIds }) =>
  registrations.flatMap(({ countersigningIqaId }) =>
    countersigningIqaId === null ? leadIqaIds : [countersigningIqaId],
  );

const appealDeciders: Addressees = ({ appealDeciderIds }) => appealDeciderIds;
const participants: Addressees = ({ participantIds }) => participantIds;
const managers: Addressees = ({ managerIds }) => managerIds;
const leads: Addressees = ({ leadIqaIds }) => leadIqaIds;

/** Who is told of which event, as what. Events without a row are nobody's news. */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  'evidence.submitted': [
    ['evidence_signature_wanted', when((_, { wantsLearner }) => wantsLearner, learner)],
    ['evidence_submitted', assessors],
  ],
  'testimony.given': [['testimony_given', all(author, learner, assessors)]],
  'evidence.signed': [['evidence_signed', all(author, assessors)]],
  'evidence.accepted': [['evidence_accepted', all(learner, author)]],
  'evidence.returned': [['evidence_returned', all(learner, author)]],
  'evidence.held': [['evidence_held', all(learner, author, assessors)]],
  'evidence.released': [['evidence_released', all(learner, author, assessors)]],
  'rpl.approved': [['rpl_approved', all(learner, assessors)]],
  'judgement.recorded': [
    // A trainee's judgement has no effect yet, so it is no news for the learner (SOD4).
    ['judgement_recorded', when(({ isProvisional }) => isProvisional !== true, learner)],
    ['countersignature_wanted', when(({ isProvisional }) => isProvisional === true, countersigners)],
  ],
  'judgement.countersigned': [
    ['judgement_countersigned', ({ judgeId }) => [judgeId]],
    ['judgement_recorded', when(({ result }) => result === 'agreed', learner)],
  ],
  'unit.signed': [
    ['unit_released', when(isRelease, all(learner, assessors))],
    [
      'unit_signature_wanted',
      when(
        (facts, parties) => !isRelease(facts, parties) && !parties.isOfTraineeIqa,
        ({ nextSignerId }) => [nextSignerId],
      ),
    ],
    ['release_countersignature_wanted', when((_, { isOfTraineeIqa }) => isOfTraineeIqa, releaseCountersigners)],
  ],
  'assessment_plan.recorded': [['plan_recorded', learner]],
  'review.recorded': [['review_recorded', learner]],
  'feedback.written': [
    ['feedback_written', when((_, { feedbackFor }) => feedbackFor === 'learner_and_assessors', learner)],
    ['feedback_written', when((_, { feedbackFor }) => feedbackFor !== null, assessors)],
  ],
  'appeal.lodged': [['appeal_waits', appealDeciders]],
  'appeal.escalated': [
    [
      'appeal_waits',
      all(
        appealDeciders,
        when(({ to }) => to === 'stage3' || to === 'ao', managers),
      ),
    ],
  ],
  'appeal.panel_appointed': [['appeal_waits', appealDeciders]],
  'appeal.decided': [['appeal_decided', all(learner, assessors, iqas)]],
  'standardisation.opened': [['exercise_opened', participants]],
  'standardisation.revealed': [['exercise_revealed', participants]],
  'visit.planned': [['visit_planned', all(({ visitorId }) => [visitorId], managers, leads)]],
  'visit.outcome_issued': [['visit_concluded', all(managers, leads)]],
  'claim.certificated': [['certificate_recorded', all(learner, assessors)]],
  'ao_notification.opened': [['ao_notification_due', managers]],
  'unit.signatures_voided': [['signatures_voided', all(learner, staff)]],
  'unit.reopened': [['unit_reopened', all(learner, staff)]],
  'sample.signed': [['sample_signed', all(assessors, countersignersNamed)]],
  'action.raised': [['action_raised', owner]],
  'action.answered': [['action_answered', all(({ raisedById }) => [raisedById], iqas)]],
  'action.closed': [['action_closed', owner]],
  'registration.created': [['staff_changed', all(learner, staff)]],
  'registration.changed': [
    ['staff_changed', when(({ fields }) => Array.isArray(fields) && fields.some(isPart), all(learner, staff))],
  ],
};

function countersignersNamed({ registrations }: EventParties): (string | null)[] {
  return registrations.map(({ countersignerId }) => countersignerId);
}

function isPart(field: unknown): boolean {
  return ['assessorId', 'coAssessorId', 'iqaId', 'countersignerId', 'countersigningIqaId'].includes(String(field));
}

export const TOLD_EVENTS: readonly string[] = Object.keys(RULES);

/**
 * Who is told of an event, and as what: each person at most once, never whoever did it, and only people whom the
 * registration or the thing itself names.
 */
export function whoToTell(event: TellableEvent, parties: EventParties): Told[] {
  const told = new Map<string, Notice>();
  for (const [notice, addressees] of RULES[event.type] ?? []) {
    for (const personId of addressees(parties, event.facts)) {
      if (personId === null || personId === event.actorId || told.has(personId)) continue;
      told.set(personId, notice);
    }
  }
  return [...told].map(([personId, notice]) => ({ personId, notice }));
}
