import { acceptance } from './evidence.js';
import { PLAN } from './planning.js';
import { recordOf } from './sampling.js';
import { outcomeOf } from './visits.js';

/** What the decisions of one unit are made about. */
export interface Target {
  readonly registrationId: string;
  /** Handed in and undecided. */
  readonly itemId: string;
  /** What the authenticity and prior learning of are asked about. */
  readonly questionedId: string;
  /** What the IQA has put on hold; the questioned item where nothing is. */
  readonly heldId?: string;
  readonly judgementId: string;
  /** Taken and not signed. */
  readonly sampleId: string;
  readonly actionId: string;
  readonly visitId: string;
  readonly qualificationId: string;
  /** At stage 2 of the ladder. */
  readonly appealId?: string;
}

interface Attempt {
  readonly path: string;
  readonly body: object;
}

const REASON = { reason: 'It has to be looked at again.' };
const AGREED = { result: 'agreed', note: 'Agreed.' };

/**
 * One well-formed request for every decision about a unit. Whoever may make it comes upon a later rule: there is no
 * criterion 9.9, a learner's signature has no route, a sample has no criterion 1.2. So the same unit is there for the
 * next one who tries.
 */
export const ATTEMPTS = {
  accept: ({ itemId, registrationId }) => evidence(itemId, 'decision', acceptance(registrationId, ['9.9'])),
  return: ({ itemId }) => evidence(itemId, 'decision', { outcome: 'returned' }),
  judge: ({ registrationId, itemId }) => unit(registrationId, 'judgements', judgementOn(itemId)),
  judge_batch: ({ registrationId, itemId }) =>
    unit(registrationId, 'judgement-batches', { evidenceIds: [itemId], judgements: [judgementOn(itemId)] }),
  countersign: ({ registrationId, judgementId }) =>
    unit(registrationId, `judgements/${judgementId}/countersignature`, AGREED),
  countersign_batch: ({ registrationId, judgementId }) =>
    unit(registrationId, 'countersignatures', { ...AGREED, judgementIds: [judgementId] }),
  release_judgement: ({ registrationId, judgementId }) =>
    unit(registrationId, `judgements/${judgementId}/release`, REASON),
  sign_learner: ({ registrationId }) => unit(registrationId, 'sign-offs', { stage: 'learner', route: 'sampled' }),
  sign_assessor: ({ registrationId }) => unit(registrationId, 'sign-offs', { stage: 'assessor', route: 'sampled' }),
  sign_countersigner: ({ registrationId }) =>
    unit(registrationId, 'sign-offs', { stage: 'countersigner', route: 'sampled' }),
  sign_iqa: ({ registrationId }) => unit(registrationId, 'sign-offs', { stage: 'iqa' }),
  sign_countersigning_iqa: ({ registrationId }) => unit(registrationId, 'sign-offs', { stage: 'countersigning_iqa' }),
  take_sample: ({ registrationId }) =>
    unit(registrationId, 'samples', { stage: 'interim', criteria: ['9.9'], ...REASON }),
  record_sample: ({ sampleId }) => ({ path: `/api/samples/${sampleId}/record`, body: recordOf({ criteria: ['1.2'] }) }),
  close_action: ({ actionId }) => ({ path: `/api/iqa-actions/${actionId}/closure`, body: { note: 'Seen.' } }),
  approve_rpl: ({ questionedId }) => evidence(questionedId, 'rpl-approval', { approved: true }),
  hold: ({ questionedId }) => evidence(questionedId, 'hold', REASON),
  lift_hold: ({ questionedId, heldId = questionedId }) => evidence(heldId, 'release', REASON),
  decide_appeal: ({ appealId }) => ({
    path: `/api/appeals/${appealId}/decision`,
    body: { outcome: 'rejected', reasons: 'It stands.' },
  }),
  plan: ({ registrationId }) =>
    unit(registrationId, 'assessment-plans', {
      ...PLAN,
      targets: PLAN.targets.map((target) => ({ ...target, criteria: ['9.9'] })),
    }),
  feedback: ({ registrationId }) => unit(registrationId, 'feedback', { text: 'So it is.', criterion: '9.9' }),
  claim: ({ registrationId, qualificationId }) => ({
    path: '/api/certificate-claims',
    body: { qualificationId, registrationIds: [registrationId] },
  }),
  visit_outcome: ({ registrationId, visitId }) => ({
    path: `/api/eqa-visits/${visitId}/outcome`,
    body: outcomeOf({
      releases: [registrationId, registrationId].map((id) => ({ registrationId: id, decision: 'released' })),
    }),
  }),
  reopen: ({ registrationId }) => unit(registrationId, 'reopening', REASON),
} as const satisfies Readonly<Record<string, (target: Target) => Attempt>>;

export type Deed = keyof typeof ATTEMPTS;
export const DEEDS = Object.keys(ATTEMPTS) as Deed[];

/** The status that goes with each answer, by hand from the API's own description of errors. */
export const STATUSES: Readonly<Record<string, number>> = {
  ...{ done: 200, NOT_FOUND: 404, NOT_ALLOWED: 403, VALIDATION_FAILED: 400 },
  ...{ STATE_CONFLICT: 409, STAGE_OUT_OF_ORDER: 409 },
  ...{ SEGREGATION_OF_DUTIES: 422, NOT_READY_FOR_SIGN_OFF: 422, NOT_CLAIMABLE: 422 },
  ...{ CRITERION_UNKNOWN: 422, CLAIM_UNKNOWN: 422, RETURN_REASON_REQUIRED: 422 },
};

const unit = (id: string, path: string, body: object): Attempt => ({ path: `/api/registrations/${id}/${path}`, body });
const evidence = (id: string, path: string, body: object): Attempt => ({ path: `/api/evidence/${id}/${path}`, body });
const judgementOn = (itemId: string) => ({
  ...{ criterion: '9.9', outcome: 'met', rationale: 'It is all there.', evidenceIds: [itemId] },
});
