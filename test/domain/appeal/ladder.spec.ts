import { describe, expect, it } from '@jest/globals';
import { APPEAL_STATUSES, type AppealStatus } from '../../../src/domain/appeal/appeal.js';
import {
  APPEAL_EVENTS,
  APPEAL_TRANSITIONS,
  type AppealEvent,
  checkEscalation,
  checkLapse,
  decisionEvent,
  isPending,
  moveAppeal,
} from '../../../src/domain/appeal/ladder.js';
import { unreachableStates } from '../../../src/domain/kernel/state-machine.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

// domain.md §3.8: lodged → stage1 → stage2 → stage3 → ao → closed, by hand.
const MOVES: readonly (readonly [AppealStatus, AppealEvent, AppealStatus])[] = [
  ['lodged', 'acknowledge', 'stage1'],
  ['lodged', 'escalate', 'stage2'],
  ['lodged', 'withdraw', 'withdrawn'],
  ['stage1', 'uphold', 'closed'],
  ['stage1', 'decide', 'stage1_decided'],
  ['stage1', 'escalate', 'stage2'],
  ['stage1', 'withdraw', 'withdrawn'],
  ['stage1_decided', 'accept', 'closed'],
  ['stage1_decided', 'escalate', 'stage2'],
  ['stage1_decided', 'lapse', 'closed'],
  ['stage2', 'uphold', 'closed'],
  ['stage2', 'decide', 'stage2_decided'],
  ['stage2', 'escalate', 'stage3'],
  ['stage2', 'withdraw', 'withdrawn'],
  ['stage2_decided', 'accept', 'closed'],
  ['stage2_decided', 'escalate', 'stage3'],
  ['stage2_decided', 'lapse', 'closed'],
  ['stage3', 'uphold', 'closed'],
  ['stage3', 'decide', 'stage3_decided'],
  ['stage3', 'escalate', 'ao'],
  ['stage3', 'withdraw', 'withdrawn'],
  ['stage3_decided', 'accept', 'closed'],
  ['stage3_decided', 'escalate', 'ao'],
  ['stage3_decided', 'lapse', 'closed'],
  ['ao', 'report', 'closed'],
  ['ao', 'withdraw', 'withdrawn'],
];
const FORBIDDEN = APPEAL_STATUSES.flatMap((status) =>
  APPEAL_EVENTS.filter((event) => !MOVES.some(([from, by]) => from === status && by === event)).map(
    (event) => [status, event] as const,
  ),
);

describe('the ladder of an appeal', () => {
  it.each(MOVES)('leads from %s by %s to %s', (status, event, next) => {
    expect(moveAppeal(status, event)).toBe(next);
  });

  it.each(FORBIDDEN)('knows no move from %s by %s', (status, event) => {
    expect(refusalOf(() => moveAppeal(status, event)).code).toBe('STATE_CONFLICT');
  });

  it('leaves nothing out of reach', () => {
    expect(unreachableStates(APPEAL_TRANSITIONS, 'lodged')).toEqual([]);
  });

  it('says where the appeal is when it refuses', () => {
    expect(refusalOf(() => moveAppeal('stage1', 'accept')).message).toBe(
      'This appeal is being reconsidered by the assessor, so it cannot be accepted as decided.',
    );
  });

  it('ends with an appeal that is upheld, and hands any other decision to the learner', () => {
    expect([decisionEvent('upheld'), decisionEvent('partly'), decisionEvent('rejected')]).toEqual([
      'uphold',
      'decide',
      'decide',
    ]);
  });
});

describe('an appeal that is pending', () => {
  it.each(APPEAL_STATUSES)('is one that has not ended: %s', (status) => {
    expect(isPending({ status, awaitsRedecision: false })).toBe(!['closed', 'withdrawn'].includes(status));
  });

  it('is also one that was granted, until the decision has been taken again', () => {
    expect(isPending({ status: 'closed', awaitsRedecision: true })).toBe(true);
  });
});

describe('taking an appeal further', () => {
  const from = (over: Partial<Parameters<typeof checkEscalation>[0]>) => () =>
    checkEscalation({
      ...{ status: 'stage1_decided', dueOn: '2026-06-08', today: '2026-06-08' },
      ...{ reason: 'Not convincing.', lateReason: null },
      ...over,
    });

  it('is in time to the end of the last day', () => {
    expect(from({})()).toBe(false);
  });

  it('comes late from the day after, and is accepted with a reason (P1)', () => {
    const refused = refusalOf(from({ today: '2026-06-09' }));
    expect([refused.code, pathsOf(refused)]).toEqual(['REASON_REQUIRED', ['lateReason']]);
    expect(from({ today: '2026-06-09', lateReason: 'I was ill.' })()).toBe(true);
  });

  it.each(['lodged', 'stage1', 'stage2', 'stage3'] as const)('waits for %s until its time has passed', (status) => {
    expect(refusalOf(from({ status })).code).toBe('STATE_CONFLICT');
    // It is the centre that is late then, and not the learner.
    expect(from({ status, today: '2026-06-09' })()).toBe(false);
  });

  it('says what is not accepted', () => {
    expect(pathsOf(refusalOf(from({ reason: ' ' })))).toEqual(['reason']);
  });

  it('is for the learner alone until their time has passed: nobody closes it over them', () => {
    expect(refusalOf(() => checkLapse({ dueOn: '2026-06-08', today: '2026-06-08' })).code).toBe('STATE_CONFLICT');
    expect(() => checkLapse({ dueOn: '2026-06-08', today: '2026-06-09' })).not.toThrow();
  });
});
