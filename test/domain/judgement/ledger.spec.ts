import { describe, expect, it } from '@jest/globals';
import type { Countersignature, CriterionJudgement } from '../../../src/domain/judgement/judgement.js';
import { effectiveJudgement, pendingJudgement } from '../../../src/domain/judgement/ledger.js';
import { factsOf, type JudgementDifference } from '../../scenarios/coverage-story.js';

const TRAINEE = { assessorId: 'trainee', assessorStatus: 'trainee' } as const;

function ledgerOf(...judgements: JudgementDifference[]): readonly CriterionJudgement[] {
  return factsOf({ criterion: '2.1', judgements }).judgements;
}

function countersigned(result: Countersignature['result'], countersignerId = 'countersigner'): Countersignature {
  return { countersignerId, result, note: null, at: '2025-05-02T10:00:00.000Z' };
}

function rulingOn(criterion: string, ledger: readonly CriterionJudgement[]): { effective?: number; pending?: number } {
  return {
    effective: effectiveJudgement(ledger, criterion)?.sequence,
    pending: pendingJudgement(ledger, criterion)?.sequence,
  };
}

describe('the ledger of judgements', () => {
  it('says nothing of a criterion nobody has judged', () => {
    expect(rulingOn('2.2', ledgerOf({ outcome: 'met' }))).toEqual({});
  });

  it('lets the latest judgement rule, in whatever order the rows come', () => {
    const ledger = ledgerOf({ outcome: 'met' }, { outcome: 'not_yet_met' }, { outcome: 'met', criterion: '2.2' });

    expect(rulingOn('2.1', ledger)).toEqual({ effective: 2 });
    expect(rulingOn('2.1', ledger.toReversed())).toEqual({ effective: 2 });
  });

  it('keeps what stood while a trainee’s judgement waits for its countersignature', () => {
    const ledger = ledgerOf({ outcome: 'met' }, { outcome: 'not_yet_met', ...TRAINEE });

    expect(rulingOn('2.1', ledger)).toEqual({ effective: 1, pending: 2 });
  });

  it.each(['agreed', 'released'] as const)('gives effect to a trainee’s judgement once it is %s', (result) => {
    const ledger = ledgerOf({ outcome: 'met', ...TRAINEE, countersignature: countersigned(result) });

    expect(rulingOn('2.1', ledger)).toEqual({ effective: 1 });
  });

  it('voids a refused judgement and returns to the state before, even when that is a waiting one', () => {
    const ledger = ledgerOf(
      { outcome: 'not_yet_met' },
      { outcome: 'met', ...TRAINEE },
      { outcome: 'referred', ...TRAINEE, countersignature: countersigned('refused') },
    );

    expect(rulingOn('2.1', ledger)).toEqual({ effective: 1, pending: 2 });
  });

  it('waits for nothing once a qualified assessor has judged after the trainee', () => {
    const ledger = ledgerOf({ outcome: 'met', ...TRAINEE }, { outcome: 'not_yet_met' });

    expect(rulingOn('2.1', ledger)).toEqual({ effective: 2 });
  });

  it('gives no effect to trainees who countersign themselves', () => {
    const ledger = ledgerOf({ outcome: 'met', ...TRAINEE, countersignature: countersigned('agreed', 'trainee') });

    expect(rulingOn('2.1', ledger)).toEqual({ pending: 1 });
  });
});
