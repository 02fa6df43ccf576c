import { describe, expect, it } from '@jest/globals';
import {
  type AppealParts,
  barsFromPanel,
  checkMayAdminister,
  checkMayReconsider,
  checkMayReview,
  checkMember,
  checkPanel,
} from '../../../src/domain/appeal/independence.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

const NOBODY: AppealParts = {
  learnerId: 'maya',
  deciderIds: [],
  assessorIds: [],
  countersignerIds: [],
  authorIds: [],
  verifierIds: [],
  earlierIds: [],
  conflictedPersonIds: [],
};
const PARTS = Object.keys(NOBODY).filter((part) => part !== 'learnerId');
const withPart = (part: string): AppealParts => ({ ...NOBODY, [part]: ['pia'] });

describe('a panel over an appeal', () => {
  const check = (parts: AppealParts, actorId = 'morgan', memberIds = ['paul', 'pia']) =>
    refusalOf(() => checkPanel({ actorId, memberIds, parts }));

  it('is made of people without any part in what is appealed', () => {
    expect(() => checkPanel({ actorId: 'morgan', memberIds: ['paul', 'pia'], parts: NOBODY })).not.toThrow();
    expect(barsFromPanel('pia', NOBODY)).toEqual([]);
  });

  it.each(PARTS)('has nobody on it who is among %s', (part) => {
    const refused = check(withPart(part));
    expect([refused.code, pathsOf(refused)]).toEqual(['SEGREGATION_OF_DUTIES', ['memberIds[1]']]);
    expect(refusalOf(() => checkMember('pia', withPart(part))).code).toBe('SEGREGATION_OF_DUTIES');
  });

  it('has neither the learner on it nor whoever appoints it (SOD1, SOD8)', () => {
    expect(check(NOBODY, 'morgan', ['maya', 'pia']).message).toContain('SOD1');
    expect(check(NOBODY, 'pia').message).toContain('SOD8');
  });

  it('is not appointed by the learner, nor by whoever took the decision', () => {
    expect(pathsOf(check(NOBODY, 'maya'))).toEqual(['actor']);
    expect(pathsOf(check({ ...NOBODY, deciderIds: ['morgan'] }))).toEqual(['actor']);
  });

  it('names everybody who is barred and every reason at once', () => {
    const refused = check({ ...NOBODY, assessorIds: ['pia', 'paul'], conflictedPersonIds: ['pia'] });
    expect(pathsOf(refused)).toEqual(['memberIds[0]', 'memberIds[1]', 'memberIds[1]']);
  });
});

describe('an earlier stage', () => {
  it.each(PARTS.filter((part) => part !== 'verifierIds'))('has no IQA decide who is among %s', (part) => {
    expect(refusalOf(() => checkMayReview('pia', withPart(part))).code).toBe('SEGREGATION_OF_DUTIES');
  });

  it('may have the IQA decide who verified the unit: that is their duty', () => {
    expect(() => checkMayReview('pia', withPart('verifierIds'))).not.toThrow();
  });

  it('has the assessor reconsider their own decision, unless they have an interest or are the learner', () => {
    expect(() => checkMayReconsider('pia', { ...withPart('deciderIds'), assessorIds: ['pia'] })).not.toThrow();
    expect(refusalOf(() => checkMayReconsider('pia', withPart('conflictedPersonIds'))).message).toContain('SOD6');
    expect(refusalOf(() => checkMayReconsider('maya', NOBODY)).message).toContain('SOD1');
  });

  it('is administered by nobody who is a party', () => {
    expect(() => checkMayAdminister('pia', withPart('verifierIds'))).not.toThrow();
    expect(refusalOf(() => checkMayAdminister('pia', withPart('deciderIds'))).message).toContain('SOD8');
    expect(refusalOf(() => checkMayAdminister('maya', NOBODY)).message).toContain('SOD8');
  });
});
