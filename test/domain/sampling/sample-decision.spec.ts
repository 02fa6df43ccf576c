import { describe, expect, it } from '@jest/globals';
import {
  actionStatus,
  checkClosure,
  checkSampleRecord,
  type ProposedAction,
  type ProposedSampleDecision,
} from '../../../src/domain/sampling/sample-decision.js';
import type { SampleSnapshot } from '../../../src/domain/sampling/sample-snapshot.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

const SNAPSHOT: SampleSnapshot = {
  evidence: [
    { ref: 'E001', method: 'direct_observation', status: 'accepted', onHold: false, contentSha256: null, claims: [] },
  ],
  judgements: [
    {
      ...{ criterion: '2.1', judgementId: 'j1', sequence: 4, outcome: 'met', assessorId: 'amir' },
      ...{ isPending: false, isOverride: false, refs: ['E001'] },
    },
  ],
};
const agreed = (criterion: string): ProposedSampleDecision => ({ criterion, decision: 'agreed', note: null });
const AGREED = [agreed('2.1'), agreed('2.2')];
const REDO: ProposedAction = {
  severity: 'essential',
  against: 'criterion',
  subject: '2.1',
  text: 'Judge again: nothing shows the implications.',
  dueDate: '2026-06-15',
};

const check = (decisions: readonly ProposedSampleDecision[], actions: readonly ProposedAction[] = []) =>
  checkSampleRecord({ criteria: ['2.1', '2.2'], snapshot: SNAPSHOT, decisions, actions, today: '2026-06-01' });

describe('the record of a sample (§4.2)', () => {
  it('decides on every sampled criterion once', () => {
    expect(() => check(AGREED)).not.toThrow();
    expect(pathsOf(refusalOf(() => check([agreed('2.1')])))).toEqual(['decisions']);
    expect(pathsOf(refusalOf(() => check([...AGREED, agreed('2.1')])))).toEqual(['decisions[2].criterion']);
  });

  it('decides on nothing else', () => {
    const refusal = refusalOf(() => check([...AGREED, agreed('1.1')]));
    expect(refusal.code).toBe('CRITERION_UNKNOWN');
    expect(pathsOf(refusal)).toEqual(['decisions[2].criterion']);
  });

  it.each(['agreed_with_development', 'action_required', 'not_agreed'] as const)('says why it is %s', (decision) => {
    const refusal = refusalOf(() => check([{ criterion: '2.1', decision, note: ' ' }, agreed('2.2')], [REDO]));
    expect(refusal.code).toBe('REASON_REQUIRED');
    expect(pathsOf(refusal)).toEqual(['decisions[0].note']);
  });

  it('comes, when not agreed, with an essential action against that criterion', () => {
    const disagreed = [
      { criterion: '2.1', decision: 'not_agreed', note: 'One part is missing.' } as const,
      agreed('2.2'),
    ];
    expect(() => check(disagreed, [REDO])).not.toThrow();
    for (const actions of [
      [],
      [{ ...REDO, severity: 'recommended' as const }],
      [{ ...REDO, subject: '2.2' }],
      [{ ...REDO, against: 'assessor' as const, subject: null }],
    ]) {
      const refusal = refusalOf(() => check(disagreed, actions));
      expect([refusal.code, pathsOf(refusal)]).toEqual(['SAMPLE_INCOMPLETE', ['decisions[0].decision']]);
    }
  });

  it('disagrees only with what somebody has judged', () => {
    const disagreed = [agreed('2.1'), { criterion: '2.2', decision: 'not_agreed', note: 'Too early.' } as const];
    const refusal = refusalOf(() => check(disagreed, [{ ...REDO, subject: '2.2' }]));
    expect(pathsOf(refusal)).toEqual(['decisions[1].decision']);
  });

  it('requires an action only by raising one', () => {
    const required = [{ criterion: '2.1', decision: 'action_required', note: 'Add the log.' } as const, agreed('2.2')];
    expect(pathsOf(refusalOf(() => check(required)))).toEqual(['decisions[0].decision']);
    const action = { ...REDO, severity: 'recommended', against: 'evidence', subject: 'E001' } as const;
    expect(() => check(required, [action])).not.toThrow();
  });

  it.each([
    [{ subject: '1.1' }, 'subject'],
    [{ subject: null }, 'subject'],
    [{ against: 'evidence', subject: 'E009' }, 'subject'],
    [{ against: 'process', subject: '2.1' }, 'subject'],
    [{ dueDate: '2026-05-31' }, 'dueDate'],
  ] as const)('raises no action like %j', (over, member) => {
    const refusal = refusalOf(() => check(AGREED, [{ ...REDO, ...over }]));
    expect([refusal.code, pathsOf(refusal)]).toEqual(['SAMPLE_INCOMPLETE', [`actions[0].${member}`]]);
  });
});

describe('an action', () => {
  it('is open, then answered, then closed', () => {
    const at = '2026-06-02T10:00:00.000Z';
    expect(actionStatus({ respondedAt: null, closedAt: null })).toBe('open');
    expect(actionStatus({ respondedAt: at, closedAt: null })).toBe('answered');
    expect(actionStatus({ respondedAt: null, closedAt: at })).toBe('closed');
  });

  it('is closed once, and over a disagreement only when the assessor has judged again', () => {
    const open = { closedAt: null, disputedSequence: null, effectiveSequence: 4 };
    expect(() => checkClosure(open)).not.toThrow();
    expect(refusalOf(() => checkClosure({ ...open, closedAt: '2026-06-02T10:00:00.000Z' })).code).toBe(
      'STATE_CONFLICT',
    );
    const disputed = { ...open, disputedSequence: 4 };
    expect(refusalOf(() => checkClosure(disputed)).code).toBe('STATE_CONFLICT');
    expect(refusalOf(() => checkClosure({ ...disputed, effectiveSequence: null })).code).toBe('STATE_CONFLICT');
    expect(() => checkClosure({ ...disputed, effectiveSequence: 5 })).not.toThrow();
  });
});
