import { isBlank } from '../evidence/findings.js';
import { DomainError } from '../kernel/domain-error.js';
import { nextState, type Transitions } from '../kernel/state-machine.js';
import { APPEAL_STATUS_WORDS, type AppealOutcome, type AppealStatus } from './appeal.js';

export const APPEAL_EVENTS = [
  'acknowledge',
  'uphold',
  'decide',
  'escalate',
  'accept',
  'lapse',
  'report',
  'withdraw',
] as const;
export type AppealEvent = (typeof APPEAL_EVENTS)[number];

/**
 * The ladder of domain.md §3.8: assessor, IQA, panel, awarding organisation. `uphold` ends it; any other decision (`decide`)
 * goes to the learner, who accepts it or escalates. A stage that nobody decides can be escalated as well.
 */
export const APPEAL_TRANSITIONS: Transitions<AppealStatus, AppealEvent> = {
  lodged: { acknowledge: 'stage1', escalate: 'stage2', withdraw: 'withdrawn' },
  stage1: { uphold: 'closed', decide: 'stage1_decided', escalate: 'stage2', withdraw: 'withdrawn' },
  stage1_decided: { accept: 'closed', escalate: 'stage2', lapse: 'closed' },
  stage2: { uphold: 'closed', decide: 'stage2_decided', escalate: 'stage3', withdraw: 'withdrawn' },
  stage2_decided: { accept: 'closed', escalate: 'stage3', lapse: 'closed' },
  stage3: { uphold: 'closed', decide: 'stage3_decided', escalate: 'ao', withdraw: 'withdrawn' },
  stage3_decided: { accept: 'closed', escalate: 'ao', lapse: 'closed' },
  ao: { report: 'closed', withdraw: 'withdrawn' },
  closed: {},
  withdrawn: {},
};

const EVENT_WORDS: Readonly<Record<AppealEvent, string>> = {
  acknowledge: 'acknowledged',
  uphold: 'decided',
  decide: 'decided',
  escalate: 'taken further',
  accept: 'accepted as decided',
  lapse: 'closed for want of an answer',
  report: 'given the outcome of the awarding organisation',
  withdraw: 'withdrawn',
};

/**
 * The status after `event`.
 * @throws DomainError STATE_CONFLICT when the ladder has no such move
 */
export function moveAppeal(status: AppealStatus, event: AppealEvent): AppealStatus {
  const next = nextState(APPEAL_TRANSITIONS, status, event);
  if (next === undefined) {
    throw new DomainError(
      'STATE_CONFLICT',
      `This appeal is ${APPEAL_STATUS_WORDS[status]}, so it cannot be ${EVENT_WORDS[event]}.`,
    );
  }
  return next;
}

/** The event that a decision of a stage is. */
export const decisionEvent = (outcome: AppealOutcome): AppealEvent => (outcome === 'upheld' ? 'uphold' : 'decide');

export const hasEnded = (status: AppealStatus): boolean => status === 'closed' || status === 'withdrawn';

/** Whether a stage has decided and the learner has not answered. */
export const waitsForLearner = (status: AppealStatus): boolean => status.endsWith('_decided');

export const isBeforePanel = (status: AppealStatus): boolean => status === 'stage3' || status === 'stage3_decided';

/**
 * Whether an appeal keeps its unit from being signed and claimed. One that was granted does until the decision it asked for
 * has been taken: what it was about is as open as before.
 */
export function isPending(appeal: { readonly status: AppealStatus; readonly awaitsRedecision: boolean }): boolean {
  return !hasEnded(appeal.status) || appeal.awaitsRedecision;
}

/** Due dates are POL: missing one forbids nothing, but somebody who waits in vain may go on. */
export function isOverdue(dueOn: string | null, today: string): boolean {
  return dueOn !== null && today > dueOn;
}

/**
 * A learner takes an appeal further: from a decision they do not accept, or from a stage that has let its time pass.
 * @returns whether they come later than the policy asks
 * @throws DomainError STATE_CONFLICT while the stage still has time, REASON_REQUIRED without a reason, or without saying why
 *   it comes late
 */
export function checkEscalation(facts: {
  readonly status: AppealStatus;
  readonly dueOn: string | null;
  readonly today: string;
  readonly reason: string;
  readonly lateReason: string | null;
}): boolean {
  const { status, dueOn, today, reason, lateReason } = facts;
  const isPast = isOverdue(dueOn, today);
  if (!waitsForLearner(status) && !isPast) {
    throw new DomainError(
      'STATE_CONFLICT',
      `This appeal is ${APPEAL_STATUS_WORDS[status]}; it can be taken further once that is decided, or after ${dueOn ?? 'its due date'}.`,
    );
  }
  if (isBlank(reason)) {
    throw new DomainError('REASON_REQUIRED', 'Say what you do not accept.', [
      { path: 'reason', message: 'must say what is not accepted' },
    ]);
  }
  const isLate = waitsForLearner(status) && isPast;
  if (isLate) checkLateReason(lateReason, dueOn);
  return isLate;
}

/**
 * An appeal nobody answered is closed as it was decided, once the learner's time has passed.
 * @throws DomainError STATE_CONFLICT before that
 */
export function checkLapse(facts: { readonly dueOn: string | null; readonly today: string }): void {
  if (isOverdue(facts.dueOn, facts.today)) return;
  throw new DomainError('STATE_CONFLICT', `The learner has until ${facts.dueOn ?? 'the due date'} to answer.`);
}

/** P1: no source fixes the number of days, so coming late is explained and not refused. */
export function checkLateReason(lateReason: string | null, dueOn: string | null): void {
  if (!isBlank(lateReason)) return;
  throw new DomainError(
    'REASON_REQUIRED',
    `This comes after ${dueOn ?? 'the due date'}. It is accepted with a reason.`,
    [{ path: 'lateReason', message: 'must say why it comes late' }],
  );
}
