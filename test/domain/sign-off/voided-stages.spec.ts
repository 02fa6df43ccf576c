import { describe, expect, it } from '@jest/globals';
import { SIGN_OFF_STAGES } from '../../../src/domain/sign-off/sign-off.js';
import { SIGNATURE_EVENTS, type SignatureEvent, voidedStages } from '../../../src/domain/sign-off/voided-stages.js';
import { BY_TRAINEE, signature, voided } from './signatures.js';

const released = [
  signature('learner'),
  signature('assessor', BY_TRAINEE),
  signature('countersigner'),
  signature('iqa'),
];
const CHANGES_THE_SNAPSHOT = SIGNATURE_EVENTS.filter((event) => event !== 'iqa_rejected');

describe('a change after sign-off', () => {
  it.each(CHANGES_THE_SNAPSHOT)('by %s voids every signature, since all bind one snapshot', (event) => {
    expect(voidedStages(event, released)).toEqual(SIGN_OFF_STAGES);
  });

  it("by an IQA's rejection leaves the learner's declaration standing", () => {
    expect(voidedStages('iqa_rejected', released)).toEqual(['assessor', 'countersigner', 'iqa']);
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
