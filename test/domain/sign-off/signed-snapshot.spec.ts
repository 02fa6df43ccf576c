import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClaimState, EvidenceClaim, EvidenceStatus } from '../../../src/domain/evidence/evidence.js';
import { canonicalJson } from '../../../src/domain/kernel/canonical-json.js';
import {
  signedSnapshot,
  type SnapshotEvidence,
  type SnapshotFacts,
} from '../../../src/domain/sign-off/signed-snapshot.js';

function claim(criterion: string, change: Partial<EvidenceClaim> = {}): EvidenceClaim {
  return {
    id: `claim-${criterion}`,
    registrationId: 'r1',
    criterion,
    facets: ['b', 'a'],
    locator: { page: 2 },
    rationale: 'See the second reply.',
    state: 'confirmed',
    depthMet: null,
    ...change,
  };
}

function evidence(ref: string, change: Partial<SnapshotEvidence> = {}): SnapshotEvidence {
  return { ref, version: 1, status: 'accepted', contentSha256: `hash of ${ref}`, claims: [claim('1.1')], ...change };
}

function judgement(criterion: string): SnapshotFacts['judgements'][number] {
  return { id: `judgement-${criterion}`, criterion, outcome: 'met', assessorId: 'amir' };
}

const policy: SnapshotFacts['unit']['policy'] = {
  version: '3',
  sufficiency: {
    K: { minPieces: 1, minMethods: 1, minCases: null },
    AK: { minPieces: 1, minMethods: 1, minCases: null },
    P: { minPieces: 2, minMethods: 2, minCases: 2 },
  },
  sufficiencyByCriterion: {},
  currencyMonths: 12,
};

const FACTS: SnapshotFacts = {
  registrationId: 'r1',
  unit: { key: 'U40', version: '2', policy },
  evidence: [
    evidence('E1000'),
    evidence('E002.v2', { version: 2, claims: [claim('3.10'), claim('3.9', { depthMet: true, locator: null })] }),
  ],
  judgements: [judgement('3.10'), judgement('3.9'), judgement('1.1')],
};

const textOf = (facts: SnapshotFacts) => canonicalJson(signedSnapshot(facts));

describe('what a signature under a unit binds', () => {
  it('is the unit, the live evidence with its confirmed claims and the effective judgements, in order', () => {
    expect(signedSnapshot(FACTS)).toEqual({
      registrationId: 'r1',
      unit: { key: 'U40', specificationVersion: '2', policyVersion: '3' },
      evidence: [
        {
          ref: 'E002.v2',
          version: 2,
          status: 'accepted',
          contentSha256: 'hash of E002.v2',
          claims: [
            { criterion: '3.9', facets: ['a', 'b'], locator: null, depthMet: true },
            { criterion: '3.10', facets: ['a', 'b'], locator: { page: 2 }, depthMet: null },
          ],
        },
        {
          ref: 'E1000',
          version: 1,
          status: 'accepted',
          contentSha256: 'hash of E1000',
          claims: [{ criterion: '1.1', facets: ['a', 'b'], locator: { page: 2 }, depthMet: null }],
        },
      ],
      judgements: [
        { criterion: '1.1', id: 'judgement-1.1', outcome: 'met', assessorId: 'amir' },
        { criterion: '3.9', id: 'judgement-3.9', outcome: 'met', assessorId: 'amir' },
        { criterion: '3.10', id: 'judgement-3.10', outcome: 'met', assessorId: 'amir' },
      ],
    });
  });

  it('does not depend on the order in which the facts come', () => {
    const shuffled = fc.record({
      evidence: fc.shuffledSubarray([...FACTS.evidence], { minLength: FACTS.evidence.length }),
      judgements: fc.shuffledSubarray([...FACTS.judgements], { minLength: FACTS.judgements.length }),
    });
    fc.assert(
      fc.property(shuffled, (facts) => {
        expect(textOf({ ...FACTS, ...facts })).toBe(textOf(FACTS));
      }),
    );
  });

  it.each<[string, Partial<SnapshotEvidence>]>([
    ['a draft', { status: 'draft', contentSha256: null, claims: [claim('1.1', { state: 'proposed' })] }],
    ['superseded evidence', { status: 'superseded' }],
    ['withdrawn evidence', { status: 'withdrawn' }],
    ['evidence for another unit', { claims: [claim('1.1', { registrationId: 'r2' })] }],
    ...(['proposed', 'declined', 'revoked'] as const).map((state: ClaimState): [string, Partial<SnapshotEvidence>] => [
      `a claim that is ${state}`,
      { claims: [claim('1.1', { state })] },
    ]),
  ])('leaves out %s', (_, change) => {
    expect(textOf({ ...FACTS, evidence: [...FACTS.evidence, evidence('E500', change)] })).toBe(textOf(FACTS));
  });

  const [first, second] = FACTS.evidence as [SnapshotEvidence, SnapshotEvidence];
  it.each<[string, Partial<SnapshotFacts>]>([
    ['content of evidence', { evidence: [{ ...first, contentSha256: 'another' }, second] }],
    ['status of evidence', { evidence: [{ ...first, status: 'submitted' satisfies EvidenceStatus }, second] }],
    ['evidence', { evidence: [second] }],
    ['confirmed facets', { evidence: [{ ...first, claims: [claim('1.1', { facets: ['a'] })] }, second] }],
    ['locator', { evidence: [{ ...first, claims: [claim('1.1', { locator: { page: 3 } })] }, second] }],
    ['word on verb depth', { evidence: [{ ...first, claims: [claim('1.1', { depthMet: false })] }, second] }],
    ['judgement', { judgements: [{ ...judgement('1.1'), id: 'later' }, judgement('3.9'), judgement('3.10')] }],
    ['issue of the specification', { unit: { ...FACTS.unit, version: '2.1' } }],
    ['policy', { unit: { ...FACTS.unit, policy: { ...policy, version: '4' } } }],
    ['registration', { registrationId: 'r2' }],
  ])('changes with the %s', (_, change) => {
    expect(textOf({ ...FACTS, ...change })).not.toBe(textOf(FACTS));
  });
});
