import { DomainError } from '../kernel/domain-error.js';
import { nextState, type Transitions } from '../kernel/state-machine.js';
import type { EvidenceStatus } from './evidence.js';

export type EvidenceEvent = 'submit' | 'accept' | 'return' | 'recall' | 'supersede' | 'withdraw' | 'reopen';

/**
 * One version's life (domain.md §3.3). Returned evidence is answered by version n+1, which is a row of its own and starts
 * as a draft: the returned version itself never goes back to `submitted`, because feedback stays with what it is about. It
 * is superseded when its answer is submitted; an accepted version, or one re-opened meanwhile, only when its replacement
 * is accepted.
 */
export const EVIDENCE_TRANSITIONS: Transitions<EvidenceStatus, EvidenceEvent> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: {
    accept: 'accepted',
    return: 'returned',
    recall: 'draft',
    supersede: 'superseded',
    withdraw: 'withdrawn',
  },
  returned: { supersede: 'superseded', withdraw: 'withdrawn' },
  accepted: { supersede: 'superseded', withdraw: 'withdrawn', reopen: 'submitted' },
  superseded: {},
  withdrawn: {},
};

const STATUS_WORDS: Readonly<Record<EvidenceStatus, string>> = {
  draft: 'still a draft',
  submitted: 'submitted and awaiting a decision',
  returned: 'returned to its author',
  accepted: 'accepted',
  superseded: 'superseded by a later version',
  withdrawn: 'withdrawn',
};

const EVENT_WORDS: Readonly<Record<EvidenceEvent, string>> = {
  submit: 'submitted',
  accept: 'accepted',
  return: 'returned',
  recall: 'recalled',
  supersede: 'superseded',
  withdraw: 'withdrawn',
  reopen: 're-opened',
};

/**
 * The status after `event`.
 * @throws DomainError STATE_CONFLICT when §3.3 has no such move.
 */
export function moveEvidence(status: EvidenceStatus, event: EvidenceEvent): EvidenceStatus {
  const next = nextState(EVIDENCE_TRANSITIONS, status, event);
  if (next === undefined) {
    throw new DomainError(
      'STATE_CONFLICT',
      `This evidence is ${STATUS_WORDS[status]}, so it cannot be ${EVENT_WORDS[event]}.`,
    );
  }
  return next;
}
