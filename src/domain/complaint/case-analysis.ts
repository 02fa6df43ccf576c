import { isBlank } from '../evidence/findings.js';
import { type CaseContent, type ComplaintCase, outwardToCustomer } from './complaint-case.js';
import { isClosed } from './lifecycle.js';
import { daysBetween, isLater, type Moment } from './moment.js';

/**
 * The parts of a resolution that are not there yet: root cause addressed, remedy, follow-up. Recording a complaint is
 * none of them (CX13, [S0] marking points 6 and 10).
 */
export const RESOLUTION_PARTS = ['root_cause', 'remedy', 'follow_up'] as const;
export type ResolutionPart = (typeof RESOLUTION_PARTS)[number];

export function missingForResolution({ rootCause, outcome }: CaseContent): ResolutionPart[] {
  const isThere: Readonly<Record<ResolutionPart, boolean>> = {
    root_cause: rootCause !== null,
    remedy: !isBlank(outcome?.remedy),
    follow_up: !isBlank(outcome?.followUp),
  };
  return RESOLUTION_PARTS.filter((part) => !isThere[part]);
}

/** Logged and acknowledged (§6.1). */
export function isHandled({ recordedAt, acknowledgedAt }: CaseContent): boolean {
  return recordedAt !== null && acknowledgedAt !== null;
}

/** Said to be resolved, with root cause, remedy and follow-up (§6.1). */
export function isResolved(content: CaseContent): boolean {
  return content.outcome?.result === 'resolved' && missingForResolution(content).length === 0;
}

/** Ended, or handed on, without a resolution (HRE: "unresolved/escalated case"). */
export function isUnresolved({ status, outcome }: ComplaintCase): boolean {
  if (status === 'escalated' || status === 'unresolved_closed') return true;
  return outcome?.result === 'unresolved' || outcome?.result === 'escalated';
}

/** When the case came to its end; `null` while it is open. An imported log may say the outcome and no more. */
export function endedAt({ status, outcome }: ComplaintCase): Moment | null {
  return outcome !== null && (isClosed(status) || status === 'escalated') ? outcome.at : null;
}

/**
 * §6.3: the longest time, in days, for which the customer heard nothing while the case was open: from the complaint to
 * the first message, between messages, and from the last one to the end (or to `today`).
 * `null` when no message to the customer is on record: then nothing is known.
 */
export function updateGapDays(one: ComplaintCase, today: Moment): number | null {
  const messages = outwardToCustomer(one).map(({ at }) => at);
  if (messages.length === 0) return null;
  const end = endedAt(one) ?? today;
  // Follow-up messages after the end are no longer about an open case.
  const moments = [one.receivedAt, ...messages.filter((at) => !isLater(at, end)), end];
  return Math.max(...moments.slice(1).map((at, index) => daysBetween(moments[index] ?? at, at)));
}

export const TIMESCALES = ['acknowledgement', 'resolution'] as const;
export type Timescale = (typeof TIMESCALES)[number];
/** `unknown`: the organisation's target was not recorded; `not_due`: open, and there is still time. */
export const TIMESCALE_ANSWERS = ['met', 'missed', 'not_due', 'unknown'] as const;
export type TimescaleAnswer = (typeof TIMESCALE_ANSWERS)[number];

/** §6.3, CX7: whether the organisation's own timescale was kept. */
export function timescaleMet(one: ComplaintCase, timescale: Timescale, today: Moment): TimescaleAnswer {
  const { targets, acknowledgedAt } = one;
  const [due, done] =
    timescale === 'acknowledgement' ? [targets.acknowledgeBy, acknowledgedAt] : [targets.resolveBy, endedAt(one)];
  if (due === null) return 'unknown';
  if (isLater(done ?? today, due)) return 'missed';
  return done === null ? 'not_due' : 'met';
}

/** The chain of evidence that [S3] asks of a case study. */
export const CHAIN_LINKS = ['referral_notes', 'investigation_steps', 'resolution_actions', 'lessons'] as const;
export type ChainLink = (typeof CHAIN_LINKS)[number];

/** §6.3, RRC: the links that are missing; a chain without a missing link is complete. */
export function missingChainLinks(content: CaseContent): ChainLink[] {
  const { referral, investigationSteps, outcome, lessonsLearned, recommendations } = content;
  const isThere: Readonly<Record<ChainLink, boolean>> = {
    referral_notes: !isBlank(referral?.notes),
    investigation_steps: investigationSteps.length > 0,
    resolution_actions: !isBlank(outcome?.remedy),
    lessons: !isBlank(lessonsLearned) || recommendations.length > 0,
  };
  return CHAIN_LINKS.filter((link) => !isThere[link]);
}

export function chainComplete(content: CaseContent): boolean {
  return missingChainLinks(content).length === 0;
}

/** §6.3, CX3: `rootCause.recordedAt ≤ solution.agreedAt`; `null` while there is no solution to compare with. */
export function diagnosisBeforeRemedy({ rootCause, solution }: CaseContent): boolean | null {
  if (solution === null) return null;
  return rootCause !== null && !isLater(rootCause.recordedAt, solution.agreedAt);
}

/**
 * §6.3, CX8: what was agreed goes beyond what the learner may grant, by its value, its kind or the learner's own word,
 * and nobody authorised it. `null` while nothing was agreed, and when no limit is on record.
 */
export function authorityBreached(content: CaseContent): boolean | null {
  const { solution, authorityLimit, withinAuthority, authorisedBy } = content;
  if (solution === null) return null;
  if (authorityLimit === null && withinAuthority === null) return null;
  const { maxPence, remedies } = authorityLimit ?? { maxPence: null, remedies: null };
  const isTooMuch = maxPence !== null && solution.valuePence !== null && solution.valuePence > maxPence;
  const isOfAnotherKind = remedies !== null && !remedies.includes(solution.remedy);
  return (isTooMuch || isOfAnotherKind || withinAuthority === false) && isBlank(authorisedBy);
}
