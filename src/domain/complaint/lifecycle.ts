import { isBlank } from '../evidence/findings.js';
import { DomainError } from '../kernel/domain-error.js';
import { nextState, type Transitions } from '../kernel/state-machine.js';
import type { CaseContent, CaseStatus } from './complaint-case.js';

export const CASE_EVENTS = [
  'acknowledge',
  'investigate',
  'offer_options',
  'agree',
  'implement',
  'close',
  'escalate',
  'take_back',
  'close_unresolved',
  'reopen',
] as const;
export type CaseEvent = (typeof CASE_EVENTS)[number];

const LEAVES_THE_LINE = { escalate: 'escalated', close_unresolved: 'unresolved_closed' } as const;

/**
 * A case's life (domain.md §6.1). The line is walked step by step, because diagnosis comes before remedy (CX3); from
 * anywhere on it a case can be handed over or end without a resolution. A re-opened case is investigated again.
 */
export const CASE_TRANSITIONS: Transitions<CaseStatus, CaseEvent> = {
  received: { acknowledge: 'acknowledged', ...LEAVES_THE_LINE },
  referred_in: { acknowledge: 'acknowledged', investigate: 'investigating', ...LEAVES_THE_LINE },
  acknowledged: { investigate: 'investigating', ...LEAVES_THE_LINE },
  investigating: { offer_options: 'options_offered', ...LEAVES_THE_LINE },
  options_offered: { agree: 'agreed', ...LEAVES_THE_LINE },
  agreed: { implement: 'implemented', ...LEAVES_THE_LINE },
  implemented: { close: 'closed', ...LEAVES_THE_LINE },
  escalated: { take_back: 'investigating', close: 'closed', close_unresolved: 'unresolved_closed' },
  closed: { reopen: 'investigating' },
  unresolved_closed: { reopen: 'investigating' },
};

/** Leaving the line and coming back to it must be explained (P5). */
const NEEDS_REASON: readonly CaseEvent[] = ['escalate', 'take_back', 'close_unresolved', 'reopen'];

export function isClosed(status: CaseStatus): boolean {
  return status === 'closed' || status === 'unresolved_closed';
}

/**
 * The status after `event`.
 * @throws DomainError STATE_CONFLICT when §6.1 has no such move, REASON_REQUIRED when it must be explained
 */
export function moveCase(status: CaseStatus, event: CaseEvent, reason: string | null): CaseStatus {
  const next = nextState(CASE_TRANSITIONS, status, event);
  const words = event.replaceAll('_', ' ');
  if (next === undefined) {
    const open = Object.keys(CASE_TRANSITIONS[status]).map((one) => one.replaceAll('_', ' '));
    throw new DomainError(
      'STATE_CONFLICT',
      `This case is ${status.replaceAll('_', ' ')}, so “${words}” is not possible; possible: ${open.join(', ')}.`,
    );
  }
  if (NEEDS_REASON.includes(event) && isBlank(reason)) {
    throw new DomainError('REASON_REQUIRED', `Say why: “${words}” is kept with its reason.`, [
      { path: 'reason', message: 'must say why' },
    ]);
  }
  return next;
}

/** Where a case starts: as far as its content says it has come, for most are written up while or after they happen. */
export function startingStatus(content: CaseContent): CaseStatus {
  const { outcome } = content;
  if (outcome !== null) {
    if (outcome.result === 'unresolved') return 'unresolved_closed';
    return outcome.result === 'escalated' ? 'escalated' : 'closed';
  }
  if (content.escalation !== null) return 'escalated';
  if (content.solution !== null) return 'agreed';
  if (content.optionsConsidered.length > 0) return 'options_offered';
  if (content.rootCause !== null || content.investigationSteps.length > 0) return 'investigating';
  if (content.acknowledgedAt !== null) return 'acknowledged';
  return content.stage === 'referred' ? 'referred_in' : 'received';
}
