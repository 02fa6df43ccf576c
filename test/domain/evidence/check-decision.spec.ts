import { describe, expect, it } from '@jest/globals';
import { type AcceptanceFacts, checkAcceptance, checkReturn } from '../../../src/domain/evidence/check-decision.js';
import { VARCS_LETTERS } from '../../../src/domain/evidence/varcs.js';
import { pathsOf, refusalOf } from './refusal-of.js';

const HASH = 'a'.repeat(64);
const ALL_YES = { valid: true, authentic: true, reliable: true, current: true, sufficient: true };
const U40 = { registrationId: 'r-u40', kind: 'P', suitability: 'primary', simulation: 'prohibited' } as const;

/** An observation of the learner at work, signed by the learner and claimed for one criterion of Unit 40. */
const OBSERVATION: AcceptanceFacts = {
  method: 'direct_observation',
  setting: 'workplace',
  onHold: false,
  contentSha256: HASH,
  signatures: [{ role: 'learner', contentSha256: HASH }],
  varcs: ALL_YES,
  comment: null,
  witnessVerifiedOn: null,
  today: '2025-06-01',
  claims: [{ ...U40, criterion: '2.1' }],
  decisions: [{ registrationId: 'r-u40', criterion: '2.1', outcome: 'confirmed', depthMet: null }],
};

const PRODUCT: AcceptanceFacts = {
  ...OBSERVATION,
  method: 'work_product',
  signatures: [],
  comment: 'Her own wording throughout; the tone fits the customer.',
};

const WITH_DECLINED_CLAIM: AcceptanceFacts = {
  ...PRODUCT,
  claims: [...PRODUCT.claims, { ...U40, criterion: '1.1', kind: 'K' }],
  decisions: [...PRODUCT.decisions, { registrationId: 'r-u40', criterion: '1.1', outcome: 'declined', depthMet: null }],
};

const refusedPaths = (facts: AcceptanceFacts) => {
  const refusal = refusalOf(() => checkAcceptance(facts));
  expect(refusal.code).toBe('ACCEPTANCE_REFUSED');
  return pathsOf(refusal);
};

describe('accepting evidence', () => {
  it.each([
    ['an observation signed by the learner', OBSERVATION],
    ['a product the assessor has evaluated', PRODUCT],
    ['a product with one claim confirmed and one declined', WITH_DECLINED_CLAIM],
  ])('lets %s through', (_, facts) => {
    expect(() => checkAcceptance(facts)).not.toThrow();
  });

  it.each(VARCS_LETTERS)('needs it to be %s', (letter) => {
    expect(refusedPaths({ ...OBSERVATION, varcs: { ...ALL_YES, [letter]: false } })).toEqual([`varcs.${letter}`]);
  });

  const refusals: readonly (readonly [string, AcceptanceFacts, string[]])[] = [
    ['no VARCS record', { ...OBSERVATION, varcs: null }, VARCS_LETTERS.map((letter) => `varcs.${letter}`)],
    ['authenticity in question', { ...OBSERVATION, onHold: true }, ['onHold']],
    ['no signature of the learner', { ...OBSERVATION, signatures: [] }, ['signatures']],
    [
      'a signature under an earlier text',
      { ...OBSERVATION, signatures: [{ role: 'learner', contentSha256: 'b'.repeat(64) }] },
      ['signatures'],
    ],
    [
      "somebody else's signature",
      { ...OBSERVATION, method: 'witness_testimony', signatures: [{ role: 'learner', contentSha256: HASH }] },
      ['signatures'],
    ],
    ['a product without evaluation (U40-R6)', { ...PRODUCT, comment: ' ' }, ['comment']],
    ['no decision on any claim', { ...OBSERVATION, decisions: [] }, ['claims']],
    ['every claim declined', { ...OBSERVATION, decisions: declined(OBSERVATION) }, ['claims']],
    [
      'one claim decided twice',
      { ...OBSERVATION, decisions: [...OBSERVATION.decisions, ...OBSERVATION.decisions] },
      ['claims[1]'],
    ],
    [
      'everything wrong at once',
      { ...PRODUCT, onHold: true, comment: null, varcs: { ...ALL_YES, valid: false }, decisions: [] },
      ['onHold', 'varcs.valid', 'comment', 'claims'],
    ],
  ];

  it.each(refusals)('refuses %s', (_, facts, paths) => {
    expect(refusedPaths(facts)).toEqual(paths);
  });

  it.each(['K', 'AK'] as const)('wants a word on verb depth with a confirmed claim of kind %s (U40-R7)', (kind) => {
    const claims = [{ ...U40, criterion: '2.1', kind }];
    expect(refusedPaths({ ...OBSERVATION, claims })).toEqual(['claims[0].depthMet']);
    for (const depthMet of [true, false]) {
      const decisions = OBSERVATION.decisions.map((decision) => ({ ...decision, depthMet }));
      expect(() => checkAcceptance({ ...OBSERVATION, claims, decisions })).not.toThrow();
    }
  });

  it.each([
    ['criterion', { criterion: '2.9' }],
    ['registration', { registrationId: 'r-hcr' }],
  ])('refuses a decision on a %s that is not claimed here', (_, change) => {
    const stray = OBSERVATION.decisions.map((decision) => ({ ...decision, ...change }));
    const refusal = refusalOf(() =>
      checkAcceptance({ ...OBSERVATION, decisions: [...OBSERVATION.decisions, ...stray] }),
    );
    expect(refusal.code).toBe('CLAIM_UNKNOWN');
    expect(pathsOf(refusal)).toEqual(['claims[1]']);
  });

  describe('of simulated work', () => {
    const simulation: AcceptanceFacts = {
      ...OBSERVATION,
      method: 'simulation',
      setting: 'simulated',
      claims: [{ ...U40, criterion: '2.1', suitability: 'prohibited' }],
    };
    const hcr = { registrationId: 'r-hcr', criterion: '4.1' } as const;

    it('is refused where every unit it is confirmed for prohibits it (U40-R2)', () => {
      expect(refusedPaths(simulation)).toEqual(['setting']);
    });

    it('is refused for a role-play, wherever it is said to have taken place', () => {
      expect(refusedPaths({ ...simulation, setting: 'workplace' })).toEqual(['setting']);
    });

    it('is refused for a product made in a simulated setting, whatever its method', () => {
      expect(refusedPaths({ ...PRODUCT, setting: 'simulated' })).toEqual(['setting']);
    });

    it('is possible as soon as one confirmed unit permits it, since acceptance belongs to the item (P3)', () => {
      const facts: AcceptanceFacts = {
        ...simulation,
        claims: [...simulation.claims, { ...hcr, kind: 'P', suitability: 'suitable', simulation: 'permitted' }],
        decisions: [...simulation.decisions, { ...hcr, outcome: 'confirmed', depthMet: null }],
      };
      expect(() => checkAcceptance(facts)).not.toThrow();
      expect(refusedPaths({ ...facts, decisions: simulation.decisions })).toEqual(['setting']);
    });
  });
});

describe('returning evidence', () => {
  it('needs a reason and feedback', () => {
    const refusal = refusalOf(() => checkReturn({ reasons: [], comment: ' ' }));
    expect(refusal.code).toBe('RETURN_REASON_REQUIRED');
    expect(pathsOf(refusal)).toEqual(['reasons', 'comment']);
    expect(pathsOf(refusalOf(() => checkReturn({ reasons: ['depth'], comment: null })))).toEqual(['comment']);
    expect(pathsOf(refusalOf(() => checkReturn({ reasons: [], comment: 'Say why.' })))).toEqual(['reasons']);
    expect(() => checkReturn({ reasons: ['depth'], comment: 'Say why.' })).not.toThrow();
  });
});

function declined(facts: AcceptanceFacts): AcceptanceFacts['decisions'] {
  return facts.decisions.map((decision) => ({ ...decision, outcome: 'declined' }));
}
