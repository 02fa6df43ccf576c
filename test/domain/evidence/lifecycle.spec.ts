import { describe, expect, it } from '@jest/globals';
import { EVIDENCE_STATUSES, type EvidenceStatus } from '../../../src/domain/evidence/evidence.js';
import { EVIDENCE_TRANSITIONS, type EvidenceEvent, moveEvidence } from '../../../src/domain/evidence/lifecycle.js';
import { unreachableStates } from '../../../src/domain/kernel/state-machine.js';
import { refusalOf } from './refusal-of.js';

const EVENTS: readonly EvidenceEvent[] = ['submit', 'accept', 'return', 'recall', 'supersede', 'withdraw', 'reopen'];

// domain.md §3.3, row by row.
const MOVES: readonly (readonly [EvidenceStatus, EvidenceEvent, EvidenceStatus])[] = [
  ['draft', 'submit', 'submitted'],
  ['draft', 'withdraw', 'withdrawn'],
  ['submitted', 'accept', 'accepted'],
  ['submitted', 'return', 'returned'],
  ['submitted', 'recall', 'draft'],
  ['submitted', 'supersede', 'superseded'],
  ['submitted', 'withdraw', 'withdrawn'],
  ['returned', 'supersede', 'superseded'],
  ['returned', 'withdraw', 'withdrawn'],
  ['accepted', 'supersede', 'superseded'],
  ['accepted', 'withdraw', 'withdrawn'],
  ['accepted', 'reopen', 'submitted'],
];

const FORBIDDEN = EVIDENCE_STATUSES.flatMap((status) =>
  EVENTS.filter((event) => !MOVES.some(([from, by]) => from === status && by === event)).map(
    (event) => [status, event] as const,
  ),
);

describe('the life of evidence', () => {
  it.each(MOVES)('moves from %s by %s to %s', (status, event, next) => {
    expect(moveEvidence(status, event)).toBe(next);
  });

  it.each(FORBIDDEN)('knows no move from %s by %s', (status, event) => {
    expect(refusalOf(() => moveEvidence(status, event)).code).toBe('STATE_CONFLICT');
  });

  it('says in plain words why a move does not exist', () => {
    expect(refusalOf(() => moveEvidence('returned', 'accept')).message).toBe(
      'This evidence is returned to its author, so it cannot be accepted.',
    );
  });

  it('has no state that a draft can never come to', () => {
    expect(unreachableStates(EVIDENCE_TRANSITIONS, 'draft')).toEqual([]);
  });
});
