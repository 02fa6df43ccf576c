import { describe, expect, it } from '@jest/globals';
import { APPEAL_KINDS, appealSubject } from '../../../src/domain/appeal/appeal.js';
import {
  type AppealTarget,
  checkEvidenceAppealable,
  checkJudgementAppealable,
  checkTarget,
} from '../../../src/domain/appeal/check-lodging.js';
import {
  asksForRedecision,
  type AwaitedRedecision,
  checkMayDecideAnew,
} from '../../../src/domain/appeal/redecision.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

const NOTHING = { judgementId: null, evidenceId: null, criterion: null };
const WHOLE: Readonly<Record<AppealTarget['kind'], AppealTarget>> = {
  judgement: { ...NOTHING, kind: 'judgement', judgementId: 'j1' },
  evidence_returned: { ...NOTHING, kind: 'evidence_returned', evidenceId: 'e1' },
  claim_declined: { ...NOTHING, kind: 'claim_declined', evidenceId: 'e1', criterion: '2.6' },
  rpl_refused: { ...NOTHING, kind: 'rpl_refused', evidenceId: 'e1' },
  process_failing: { ...NOTHING, kind: 'process_failing' },
};

describe('what an appeal is against', () => {
  it.each(APPEAL_KINDS)('is named in full for %s', (kind) => {
    expect(() => checkTarget(WHOLE[kind])).not.toThrow();
  });

  it('may be narrowed to a criterion for prior learning and for a failing', () => {
    expect(() => checkTarget({ ...WHOLE.rpl_refused, criterion: '2.6' })).not.toThrow();
    expect(() => checkTarget({ ...WHOLE.process_failing, criterion: '2.6' })).not.toThrow();
  });

  it.each([
    ['judgement', NOTHING, ['against.judgementId']],
    ['judgement', { evidenceId: 'e1' }, ['against.evidenceId']],
    ['judgement', { criterion: '2.6' }, ['against.criterion']],
    ['claim_declined', NOTHING, ['against.evidenceId', 'against.criterion']],
    ['evidence_returned', { criterion: '2.6' }, ['against.criterion']],
    ['process_failing', { judgementId: 'j1' }, ['against.judgementId']],
  ] as const)('of kind %s is refused with %j', (kind, over, paths) => {
    expect(pathsOf(refusalOf(() => checkTarget({ ...WHOLE[kind], ...over })))).toEqual(paths);
  });

  it('is the same thing by kind, item and criterion', () => {
    const subject = (over: object) => appealSubject({ ...WHOLE.claim_declined, ...over });
    expect(subject({})).toBe(subject({}));
    expect(new Set([subject({}), subject({ criterion: '2.7' }), subject({ kind: 'rpl_refused' })]).size).toBe(3);
  });
});

describe('a judgement', () => {
  const judged = { criterion: '2.6', outcome: 'not_yet_met', isEffective: true } as const;

  it.each(['not_yet_met', 'referred'] as const)('of %s can be appealed', (outcome) => {
    expect(() => checkJudgementAppealable({ ...judged, outcome })).not.toThrow();
  });

  it('of met cannot, nor one that does not rule', () => {
    expect(refusalOf(() => checkJudgementAppealable({ ...judged, outcome: 'met' })).code).toBe('STATE_CONFLICT');
    expect(refusalOf(() => checkJudgementAppealable({ ...judged, isEffective: false })).code).toBe('STATE_CONFLICT');
  });
});

describe('a decision on evidence', () => {
  const check = (target: AppealTarget, over: object) => () =>
    checkEvidenceAppealable(target, {
      ...{ ref: 'E001', method: 'work_product', status: 'accepted', claimState: null },
      ...over,
    });

  it('can be appealed once it was returned or a claim was declined', () => {
    expect(check(WHOLE.evidence_returned, { status: 'returned' })).not.toThrow();
    expect(check(WHOLE.claim_declined, { claimState: 'declined' })).not.toThrow();
    expect(check(WHOLE.rpl_refused, { method: 'rpl_claim', status: 'returned' })).not.toThrow();
    expect(
      check({ ...WHOLE.rpl_refused, criterion: '2.6' }, { method: 'rpl_claim', claimState: 'declined' }),
    ).not.toThrow();
  });

  it.each(['draft', 'submitted', 'accepted', 'superseded', 'withdrawn'])('cannot while an item is %s', (status) => {
    expect(refusalOf(check(WHOLE.evidence_returned, { status })).code).toBe('STATE_CONFLICT');
  });

  it.each(['proposed', 'confirmed', null])('cannot while a claim is %s', (claimState) => {
    expect(refusalOf(check(WHOLE.claim_declined, { claimState })).code).toBe('STATE_CONFLICT');
  });

  it('is called by its name: prior learning has a kind of its own', () => {
    const returned = { status: 'returned' };
    expect(pathsOf(refusalOf(check(WHOLE.rpl_refused, returned)))).toEqual(['against.kind']);
    expect(pathsOf(refusalOf(check(WHOLE.evidence_returned, { ...returned, method: 'rpl_claim' })))).toEqual([
      'against.kind',
    ]);
  });
});

describe('the new decision that a granted appeal asks for', () => {
  const awaited: AwaitedRedecision = {
    ...{ kind: 'judgement', criterion: '2.6', byAnotherAssessor: true },
    deciderIds: ['tess', 'cora'],
  };

  it.each(['tess', 'cora'])('is not taken by %s, if the appeal says that another assessor takes it', (id) => {
    expect(refusalOf(() => checkMayDecideAnew(awaited, ['daniel', id])).code).toBe('SEGREGATION_OF_DUTIES');
    expect(() => checkMayDecideAnew({ ...awaited, byAnotherAssessor: false }, [id])).not.toThrow();
  });

  it('is taken by anybody else', () => {
    expect(() => checkMayDecideAnew(awaited, ['daniel'])).not.toThrow();
  });

  it('is asked for wherever there is something to decide', () => {
    const asked = APPEAL_KINDS.filter((kind) => asksForRedecision({ kind, criterion: null }));
    expect(asked).toEqual(['judgement', 'evidence_returned', 'claim_declined', 'rpl_refused']);
    expect(asksForRedecision({ kind: 'process_failing', criterion: '2.6' })).toBe(true);
  });
});
