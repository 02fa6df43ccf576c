import { describe, expect, it } from '@jest/globals';
import { alwaysSampled, type AlwaysSampleTrigger } from '../../../src/domain/sampling/always-sample.js';
import { firstDecisions } from '../../../src/domain/sampling/first-decisions.js';
import type { DecisionFact } from '../../../src/domain/sampling/sampling-facts.js';
import { DEFAULT_SAMPLING_POLICY as POLICY } from '../../../src/domain/sampling/sampling-policy.js';
import { decision, unit } from './populations.js';

const triggersOf = (over: Partial<DecisionFact>) =>
  alwaysSampled(unit('r1', { decisions: [decision('2.1', over)] }), POLICY);

describe('what is always sampled (§4.1)', () => {
  it('is nothing of an ordinary unit', () => {
    expect(alwaysSampled(unit('r1'), POLICY)).toEqual([]);
  });

  it.each<[string, Partial<DecisionFact>, AlwaysSampleTrigger]>([
    ['first decision on a unit by an assessor', { isFirstOnUnit: true }, 'first_on_unit'],
    ['RPL', { methods: ['rpl_claim', 'work_product'] }, 'rpl'],
    ['EW', { methods: ['expert_witness_testimony'] }, 'expert_witness'],
    ['any overrideReason', { isOverride: true }, 'override'],
    ['any authenticity hold', { wasHeld: true }, 'authenticity_hold'],
    ['first use of a new method', { newMethods: ['assignment'] }, 'new_method'],
  ])('%s', (_, over, code) => {
    expect(triggersOf(over)).toMatchObject([{ code, criterion: '2.1' }]);
  });

  it('a unit judged in one sitting: complete, and all within the time', () => {
    const at = (minute: number) => `2026-05-04T10:${String(minute).padStart(2, '0')}:00.000Z`;
    const judged = (isComplete: boolean, lastMinute: string) =>
      alwaysSampled(
        unit('r1', {
          isComplete,
          decisions: [decision('1.1', { decidedAt: at(0) }), decision('2.1', { decidedAt: lastMinute })],
        }),
        POLICY,
      ).map(({ code }) => code);
    expect(judged(true, '2026-05-04T11:00:00.000Z')).toEqual(['one_sitting']);
    expect(judged(true, '2026-05-04T11:00:01.000Z')).toEqual([]);
    expect(judged(false, at(5))).toEqual([]);
  });

  it('names every trigger a decision pulls', () => {
    const codes = triggersOf({ isOverride: true, wasHeld: true, methods: ['rpl_claim'] }).map(({ code }) => code);
    expect(codes).toEqual(['rpl', 'override', 'authenticity_hold']);
  });
});

describe('firsts', () => {
  const row = (
    judgementId: string,
    assessorId: string,
    day: number,
    ...methods: DecisionFact['methods'][number][]
  ) => ({
    judgementId,
    assessorId,
    decidedAt: `2026-05-0${day}T10:00:00.000Z`,
    methods,
  });

  it('are each assessor’s own, by time and not by order of the list', () => {
    const ledger = [
      row('late', 'amir', 3, 'work_product', 'direct_observation'),
      row('first', 'amir', 1, 'direct_observation'),
      row('other', 'beth', 2, 'direct_observation'),
    ];
    expect(Object.fromEntries(firstDecisions(ledger))).toEqual({
      first: { isFirstOnUnit: true, newMethods: ['direct_observation'] },
      other: { isFirstOnUnit: true, newMethods: ['direct_observation'] },
      late: { isFirstOnUnit: false, newMethods: ['work_product'] },
    });
    expect(firstDecisions([...ledger].reverse())).toEqual(firstDecisions(ledger));
  });
});
