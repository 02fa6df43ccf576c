import { describe, expect, it } from '@jest/globals';
import { SIGN_OFF_STAGES } from '../../../src/domain/sign-off/sign-off.js';
import {
  isReopening,
  SIGNATURE_EVENTS,
  type SignatureEvent,
  voidedStages,
} from '../../../src/domain/sign-off/voided-stages.js';
import { BY_TRAINEE, signature, voided } from './signatures.js';

const released = [
  signature('learner'),
  signature('assessor', BY_TRAINEE),
  signature('countersigner'),
  signature('iqa', BY_TRAINEE),
  signature('countersigning_iqa'),
];
const CHANGES_THE_SNAPSHOT = SIGNATURE_EVENTS.filter(
  (event) => event !== 'iqa_rejected' && event !== 'release_refused',
);

describe('a change after sign-off', () => {
  it.each(CHANGES_THE_SNAPSHOT)('by %s voids every signature, since all bind one snapshot', (event) => {
    expect(voidedStages(event, released)).toEqual(SIGN_OFF_STAGES);
  });

  it("by an IQA's rejection leaves the learner's declaration standing", () => {
    expect(voidedStages('iqa_rejected', released)).toEqual(['assessor', 'countersigner', 'iqa', 'countersigning_iqa']);
  });

  it("by a countersigning IQA's refusal goes back to the trainee IQA and no further", () => {
    const refusal = signature('countersigning_iqa', { decision: 'not_agreed' });
    const stages = voidedStages('release_refused', [...released.slice(0, 4), refusal]);
    expect(stages).toEqual(['iqa']);
    expect(isReopening('release_refused', stages)).toBe(false);
  });

  it('opens the unit again exactly when more falls than the learner’s declaration', () => {
    expect(isReopening('judgement_changed', ['learner'])).toBe(false);
    expect(isReopening('judgement_changed', ['learner', 'assessor'])).toBe(true);
    expect(isReopening('iqa_rejected', ['assessor'])).toBe(true);
    expect(isReopening('iqa_rejected', [])).toBe(false);
  });

  it('keeps the record of the very decision that rejected the unit', () => {
    const rejection = signature('iqa', { decision: 'not_agreed' });
    const signOffs = [signature('learner'), signature('assessor'), rejection];
    expect(voidedStages('iqa_rejected', signOffs)).toEqual(['assessor']);
  });

  it.each<[SignatureEvent, string]>([
    ['reopened', 'nobody signed'],
    ['judgement_changed', 'what was signed is void already'],
  ])('by %s voids nothing where %s', (event, what) => {
    const signOffs = what === 'nobody signed' ? [] : [voided('learner'), voided('assessor')];
    expect(voidedStages(event, signOffs)).toEqual([]);
  });
});
