import { describe, expect, it } from '@jest/globals';
import { CASE_STATUSES, type CaseStatus } from '../../../src/domain/complaint/complaint-case.js';
import {
  CASE_EVENTS,
  CASE_TRANSITIONS,
  type CaseEvent,
  moveCase,
  startingStatus,
} from '../../../src/domain/complaint/lifecycle.js';
import { unreachableStates } from '../../../src/domain/kernel/state-machine.js';
import { refusalOf } from '../evidence/refusal-of.js';
import { resolvedCase, unresolvedCase } from './cases.js';

// domain.md §6.1: the line, and what leaves it.
const LINE: readonly (readonly [CaseStatus, CaseEvent, CaseStatus])[] = [
  ['received', 'acknowledge', 'acknowledged'],
  ['referred_in', 'acknowledge', 'acknowledged'],
  ['referred_in', 'investigate', 'investigating'],
  ['acknowledged', 'investigate', 'investigating'],
  ['investigating', 'offer_options', 'options_offered'],
  ['options_offered', 'agree', 'agreed'],
  ['agreed', 'implement', 'implemented'],
  ['implemented', 'close', 'closed'],
  ['escalated', 'take_back', 'investigating'],
  ['escalated', 'close', 'closed'],
  ['escalated', 'close_unresolved', 'unresolved_closed'],
  ['closed', 'reopen', 'investigating'],
  ['unresolved_closed', 'reopen', 'investigating'],
];
const ON_THE_LINE = CASE_STATUSES.filter((status) => !['closed', 'unresolved_closed', 'escalated'].includes(status));
const MOVES = [
  ...LINE,
  ...ON_THE_LINE.map((status) => [status, 'escalate', 'escalated'] as const),
  ...ON_THE_LINE.map((status) => [status, 'close_unresolved', 'unresolved_closed'] as const),
];
const FORBIDDEN = CASE_STATUSES.flatMap((status) =>
  CASE_EVENTS.filter((event) => !MOVES.some(([from, by]) => from === status && by === event)).map(
    (event) => [status, event] as const,
  ),
);

describe('the life of a complaint case', () => {
  it.each(MOVES)('moves from %s by %s to %s', (status, event, next) => {
    expect(moveCase(status, event, 'a reason')).toBe(next);
  });

  it.each(FORBIDDEN)('knows no move from %s by %s', (status, event) => {
    expect(refusalOf(() => moveCase(status, event, 'a reason')).code).toBe('STATE_CONFLICT');
  });

  it('says what is possible instead', () => {
    expect(refusalOf(() => moveCase('acknowledged', 'agree', null)).message).toBe(
      'This case is acknowledged, so “agree” is not possible; possible: investigate, escalate, close unresolved.',
    );
  });

  it('is left, taken back and re-opened with a reason only', () => {
    const withoutReason = MOVES.filter(([status, event]) => {
      try {
        return moveCase(status, event, ' ') === undefined;
      } catch {
        return true;
      }
    }).map(([, event]) => event);
    expect([...new Set(withoutReason)].sort()).toEqual(['close_unresolved', 'escalate', 'reopen', 'take_back']);
  });

  it('has no state that a case can never come to', () => {
    const fromEither = unreachableStates(CASE_TRANSITIONS, 'received').filter((state) =>
      unreachableStates(CASE_TRANSITIONS, 'referred_in').includes(state),
    );
    expect(fromEither).toEqual([]);
  });

  it('starts where the content of a case that is written up says it has come to', () => {
    const whole = resolvedCase();
    const open = { ...whole, outcome: null };
    const unsolved = { ...open, solution: null };
    const unweighed = { ...unsolved, optionsConsidered: [] };
    const unexamined = { ...unweighed, rootCause: null, investigationSteps: [] };
    const fresh = { ...unexamined, acknowledgedAt: null };
    expect([whole, open, unsolved, unweighed, unexamined, fresh].map(startingStatus)).toEqual([
      'closed',
      'agreed',
      'options_offered',
      'investigating',
      'acknowledged',
      'received',
    ]);
    expect(startingStatus({ ...fresh, stage: 'referred' })).toBe('referred_in');
    expect(startingStatus(unresolvedCase())).toBe('unresolved_closed');
    expect(startingStatus(unresolvedCase({ outcome: null }))).toBe('escalated');
  });
});
