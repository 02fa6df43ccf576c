import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SignOff, SignOffStage, UnitState } from '../../../src/domain/sign-off/sign-off.js';
import { nextStages, releaseOf, unitState } from '../../../src/domain/sign-off/unit-state.js';
import { BY_TRAINEE, signature, voided } from './signatures.js';

const learner = signature('learner');
const assessor = signature('assessor');
const trainee = signature('assessor', BY_TRAINEE);
const countersigner = signature('countersigner');
const iqa = signature('iqa');
const traineeIqa = signature('iqa', BY_TRAINEE);
const countersigningIqa = signature('countersigning_iqa');

const UNKNOWN_IQA = signature('iqa', { signerStatus: null });

const STEPS: readonly (readonly [UnitState, string, SignOff[], SignOffStage | null])[] = [
  ['ready_for_sign_off', 'nobody has signed', [], 'learner'],
  ['learner_declared', 'the learner has signed', [learner], 'assessor'],
  ['assessor_signed', 'a qualified assessor has signed', [learner, assessor], 'iqa'],
  ['assessor_signed', 'a trainee has signed', [learner, trainee], 'countersigner'],
  ['countersigned', 'the trainee is countersigned', [learner, trainee, countersigner], 'iqa'],
  ['iqa_released', 'the IQA has signed', [learner, assessor, iqa], null],
  ['iqa_released', 'the IQA has signed after a trainee', [learner, trainee, countersigner, iqa], null],
  [
    'assessor_signed',
    'a trainee has signed and nobody countersigned, whatever the IQA says',
    [learner, trainee, iqa],
    'countersigner',
  ],
  ['iqa_signed', 'a trainee IQA has signed', [learner, assessor, traineeIqa], 'countersigning_iqa'],
  ['iqa_released', 'the trainee IQA is countersigned', [learner, assessor, traineeIqa, countersigningIqa], null],
  [
    'iqa_signed',
    'the countersigning IQA did not agree',
    [learner, assessor, traineeIqa, signature('countersigning_iqa', { decision: 'not_agreed' })],
    'countersigning_iqa',
  ],
  ['iqa_released', 'an IQA has signed from before standings were kept', [learner, assessor, UNKNOWN_IQA], null],
  ['ready_for_sign_off', 'every signature is void', [voided('learner'), voided('assessor')], 'learner'],
  ['learner_declared', 'the learner has signed again', [voided('learner'), voided('assessor'), learner], 'assessor'],
  ['ready_for_sign_off', 'the first signature of the chain is void', [voided('learner'), assessor], 'learner'],
];

const RELEASES: readonly (readonly [Partial<SignOff>, boolean])[] = [
  [{ route: 'sampled', decision: 'agreed' }, true],
  [{ route: 'sampled', decision: 'agreed_with_development' }, true],
  [{ route: 'sampled', decision: 'action_required' }, false],
  [{ route: 'sampled', decision: 'not_agreed' }, false],
  [{ route: 'sampled', decision: null }, false],
  [{ route: 'not_selected', decision: null }, true],
];

describe('the state of a unit', () => {
  it.each(STEPS)('is %s when %s', (state, _, signOffs, next) => {
    expect(unitState({ signOffs, ready: true, reopenedAt: null, claim: null })).toBe(state);
    expect(nextStages({ signOffs, ready: true })).toEqual(next === null ? [] : [next]);
  });

  it('is in progress, with nobody to sign, until every gate is open', () => {
    expect(unitState({ signOffs: [], ready: false, reopenedAt: null, claim: null })).toBe('in_progress');
    expect(nextStages({ signOffs: [], ready: false })).toEqual([]);
  });

  it.each(RELEASES)('after the IQA said %j is released: %s', (change, isReleased) => {
    const signOffs = [learner, assessor, signature('iqa', change)];
    const facts = { signOffs, ready: true, reopenedAt: null, claim: null };
    expect(unitState(facts)).toBe(isReleased ? 'iqa_released' : 'assessor_signed');
    expect(nextStages(facts)).toEqual(isReleased ? [] : ['iqa']);
  });

  it('stays signed when readiness is lost without anything voiding the signature', () => {
    expect(unitState({ signOffs: [learner, assessor], ready: false, reopenedAt: null, claim: null })).toBe(
      'assessor_signed',
    );
  });

  it.each([
    ['no signature survived', [voided('learner'), voided('assessor')]],
    ["the learner's signature survived", [learner, voided('assessor')]],
  ])('is re-opened when %s, even though all is ready', (_, signOffs) => {
    expect(unitState({ signOffs, ready: true, reopenedAt: '2026-05-05T09:00:00.000Z', claim: null })).toBe('reopened');
  });

  it.each([
    ['later', '2026-05-06T09:00:00.000Z'],
    ['in the same millisecond', '2026-05-05T09:00:00.000Z'],
  ])('leaves re-opened with the next signature, given %s', (_, signedAt) => {
    const again = signature('assessor', { id: 'assessor-2', signedAt });
    const signOffs = [learner, voided('assessor'), again];
    expect(unitState({ signOffs, ready: true, reopenedAt: '2026-05-05T09:00:00.000Z', claim: null })).toBe(
      'assessor_signed',
    );
  });

  it.each(['claimable', 'claimed', 'certificated'] as const)('is %s once it is released, and never before', (claim) => {
    const stateOf = (signOffs: SignOff[]) => unitState({ signOffs, ready: true, reopenedAt: null, claim });
    expect(stateOf([learner, assessor, iqa])).toBe(claim);
    expect(stateOf([learner, assessor, traineeIqa, countersigningIqa])).toBe(claim);
    expect(stateOf([learner, assessor, traineeIqa])).toBe('iqa_signed');
    expect(stateOf([learner, assessor])).toBe('assessor_signed');
  });

  it('is re-opened whatever was claimed before', () => {
    const facts = { signOffs: [voided('iqa')], ready: true, reopenedAt: '2026-05-05T09:00:00.000Z' };
    expect(unitState({ ...facts, claim: 'certificated' })).toBe('reopened');
  });

  it('is released by whoever had to sign last', () => {
    expect(releaseOf([learner, assessor, iqa])).toBe(iqa);
    expect(releaseOf([learner, assessor, traineeIqa, countersigningIqa])).toBe(countersigningIqa);
    expect(releaseOf([learner, assessor, traineeIqa])).toBeNull();
    expect(releaseOf([voided('learner'), assessor, iqa])).toBeNull();
  });

  it('does not depend on the order in which the signatures come', () => {
    const all = [
      ...[learner, trainee, countersigner, traineeIqa, countersigningIqa],
      ...[voided('learner'), voided('assessor')],
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (shuffled) => {
        const inOrder = all.filter((signOff) => shuffled.includes(signOff));
        const stateOf = (signOffs: SignOff[]) => unitState({ signOffs, ready: true, reopenedAt: null, claim: null });
        expect(stateOf(shuffled)).toBe(stateOf(inOrder));
      }),
    );
  });
});
