import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkClaimDay,
  checkClaimStep,
  CLAIM_STATUSES,
  CLAIM_STEPS,
  claimStanding,
  claimStatus,
  type ClaimStepName,
  proposedRevocation,
} from '../../../src/domain/certification/certificate-claim.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';

const steps = (...names: ClaimStepName[]) => names.map((step) => ({ step, byId: 'mona' }));
const may = (taken: ClaimStepName[], next: ClaimStepName): boolean => {
  try {
    checkClaimStep(steps(...taken), next);
    return true;
  } catch {
    return false;
  }
};

describe('a claim for certificates', () => {
  it.each<[ClaimStepName[], string, ClaimStepName[]]>([
    [['prepared'], 'prepared', ['submitted', 'withdrawn']],
    [['prepared', 'submitted'], 'submitted', ['certificated', 'withdrawn']],
    [['prepared', 'submitted', 'certificated'], 'certificated', ['revocation_proposed']],
    [
      ['prepared', 'submitted', 'certificated', 'revocation_proposed'],
      'certificated',
      ['revocation_refused', 'revoked'],
    ],
    [
      ['prepared', 'submitted', 'certificated', 'revocation_proposed', 'revocation_refused'],
      'certificated',
      ['revocation_proposed'],
    ],
    [['prepared', 'submitted', 'certificated', 'revocation_proposed', 'revoked'], 'revoked', []],
    [['prepared', 'withdrawn'], 'withdrawn', []],
  ])('after %j is %s and goes on to %j alone', (taken, status, next) => {
    expect(claimStatus(steps(...taken))).toBe(status);
    expect(CLAIM_STEPS.filter((step) => may(taken, step))).toEqual(next);
    expect(proposedRevocation(steps(...taken)) !== null).toBe(taken.at(-1) === 'revocation_proposed');
  });

  it('says what it is when a step is refused', () => {
    const refusal = refusalOf(() => checkClaimStep(steps('prepared', 'withdrawn'), 'submitted'));
    expect(refusal).toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('is withdrawn') as unknown,
    });
  });

  it('is certificated only by way of a submission, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CLAIM_STEPS), { maxLength: 12 }), (tried) => {
        const taken: ClaimStepName[] = ['prepared'];
        for (const step of tried) if (may(taken, step)) taken.push(step);
        expect(CLAIM_STATUSES).toContain(claimStatus(steps(...taken)));
        if (taken.includes('certificated'))
          expect(taken.slice(0, 3)).toEqual(['prepared', 'submitted', 'certificated']);
        if (taken.includes('revoked')) expect(taken.at(-2)).toBe('revocation_proposed');
      }),
    );
  });

  it.each([
    ['2026-06-02', 'is in the future'],
    ['2026-05-01', 'is before 2026-05-10'],
  ])('takes no day of %s between 10 May and today', (day, words) => {
    const refusal = refusalOf(() => checkClaimDay('issuedOn', day, { notBefore: '2026-05-10', today: '2026-06-01' }));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(pathsOf(refusal)).toEqual(['issuedOn']);
    expect(refusal.errors[0]?.message).toContain(words);
  });

  it('takes the first and the last day there can be', () => {
    for (const day of ['2026-05-10', '2026-06-01']) {
      expect(() => checkClaimDay('issuedOn', day, { notBefore: '2026-05-10', today: '2026-06-01' })).not.toThrow();
    }
  });
});

describe('a release', () => {
  const claim = (status: (typeof CLAIM_STATUSES)[number], eqaReleaseReference: string | null = null) => {
    return { status, eqaReleaseReference };
  };

  it.each([
    ['nothing allows to claim', [], false, null],
    ['direct claims are in force', [], true, 'claimable'],
    ['a prepared claim names an external verifier’s release', [claim('prepared', 'EQA 4')], false, 'claimable'],
    ['a prepared claim names none', [claim('prepared')], false, null],
    ['the claim with the external verifier’s release is withdrawn', [claim('withdrawn', 'EQA 4')], false, null],
    ['a claim is submitted', [claim('submitted')], true, 'claimed'],
    ['direct claims were withdrawn after it was claimed', [claim('submitted')], false, 'claimed'],
    ['its certificate was issued', [claim('withdrawn'), claim('certificated')], true, 'certificated'],
    ['its certificate was revoked', [claim('revoked')], true, 'claimable'],
    ['its certificate was revoked and nothing allows another', [claim('revoked')], false, null],
  ] as const)('where %s', (_, claims, hasDirectClaims, standing) => {
    expect(claimStanding({ claims, hasDirectClaims, isReleasedByVisit: null })).toBe(standing);
  });

  it.each([
    ['released it', [], false, true, 'claimable'],
    ['refused it', [], false, false, null],
    ['refused it, whatever reference a claim names', [claim('prepared', 'EQA 4')], false, false, null],
    ['refused it, and direct claims are in force', [], true, false, 'claimable'],
    ['released it, and it was claimed', [claim('submitted')], false, true, 'claimed'],
  ] as const)('where an external verifier %s', (_, claims, hasDirectClaims, isReleasedByVisit, standing) => {
    expect(claimStanding({ claims, hasDirectClaims, isReleasedByVisit })).toBe(standing);
  });
});
