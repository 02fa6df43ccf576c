import { describe, expect, it } from '@jest/globals';
import { RPL_STATES, type RplState } from '../../../src/domain/evidence/evidence.js';
import { moveRpl, RPL_TRANSITIONS, type RplEvent, unmappedClaims } from '../../../src/domain/evidence/rpl-flow.js';
import { unreachableStates } from '../../../src/domain/kernel/state-machine.js';
import { refusalOf } from './refusal-of.js';

const EVENTS: readonly RplEvent[] = ['map', 'recall', 'assess', 'reopen', 'approve', 'approve_by_ao'];

// domain.md §3.9, and the ways back of §3.3.
const MOVES: readonly (readonly [RplState, RplEvent, RplState])[] = [
  ['proposed', 'map', 'mapped'],
  ['mapped', 'assess', 'assessed'],
  ['assessed', 'approve', 'iqa_approved'],
  ['iqa_approved', 'approve_by_ao', 'ao_approved'],
  ['mapped', 'recall', 'proposed'],
  ['assessed', 'reopen', 'mapped'],
  ['iqa_approved', 'reopen', 'mapped'],
  ['ao_approved', 'reopen', 'mapped'],
];

const FORBIDDEN = RPL_STATES.flatMap((state) =>
  EVENTS.filter((event) => !MOVES.some(([from, by]) => from === state && by === event)).map(
    (event) => [state, event] as const,
  ),
);

describe('recognition of prior learning', () => {
  it.each(MOVES)('goes from %s by %s to %s', (state, event, next) => {
    expect(moveRpl(state, event)).toBe(next);
  });

  it.each(FORBIDDEN)('knows no move from %s by %s', (state, event) => {
    expect(refusalOf(() => moveRpl(state, event)).code).toBe('STATE_CONFLICT');
  });

  it('can come to every state', () => {
    expect(unreachableStates(RPL_TRANSITIONS, 'proposed')).toEqual([]);
  });

  describe('is mapped', () => {
    const claim = { criterion: '2.9', locator: null };
    const isMapped = (record: Readonly<Record<string, unknown>> | null, over: object = {}) =>
      unmappedClaims(record, [{ ...claim, ...over }]).length === 0;

    it.each<[string, Readonly<Record<string, unknown>> | null, object]>([
      ['by a row that says why', { mapping: [{ criterion: '2.9', statement: 'The same procedure.' }] }, {}],
      ['by a row that names the prior criterion', { mapping: [{ criterion: '2.9', priorCriterion: '3.2' }] }, {}],
      ['by the reason of the claim', null, { rationale: 'Prior criterion 3.2.' }],
      ['by a place in what is attached', null, { locator: { page: 2 } }],
    ])('%s', (_, record, over) => {
      expect(isMapped(record, over)).toBe(true);
    });

    it.each<[string, Readonly<Record<string, unknown>> | null, object]>([
      ['by nothing', null, { rationale: ' ' }],
      ['by a row on another criterion', { mapping: [{ criterion: '2.6', statement: 'The same.' }] }, {}],
      ['by a row that says nothing', { mapping: [{ criterion: '2.9', match: 'full', statement: '' }] }, {}],
      ['by words in place of rows', { mapping: '2.9 is met.' }, {}],
    ])('not %s', (_, record, over) => {
      expect(isMapped(record, over)).toBe(false);
    });
  });
});
