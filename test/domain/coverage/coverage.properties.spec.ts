import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computeCoverage } from '../../../src/domain/coverage/compute-coverage.js';
import {
  COVERAGE_STATUSES,
  GAP_CODES,
  GAP_SEVERITIES,
  type CoverageFacts,
  type CoverageStatus,
  type Gap,
} from '../../../src/domain/coverage/coverage.js';
import { EVIDENCE_METHODS } from '../../../src/domain/evidence/evidence-method.js';
import {
  CHANNELS,
  CLAIM_STATES,
  EVIDENCE_STATUSES,
  RPL_STATES,
  SETTINGS,
} from '../../../src/domain/evidence/evidence.js';
import { JUDGEMENT_OUTCOMES } from '../../../src/domain/judgement/judgement.js';
import { effectiveJudgement } from '../../../src/domain/judgement/ledger.js';
import { criteriaOf } from '../../../src/domain/specification/find-criterion.js';
import { U40 } from '../../../templates/units/u40.js';
import {
  factsOf,
  type ClaimDifference,
  type EvidenceDifference,
  type FactDifferences,
  type JudgementDifference,
} from '../../scenarios/coverage-story.js';

/** Three criteria, one of each kind, so that a handful of evidence meets on the same ones. */
const JUDGED = ['1.7', '2.1', '2.4'];
const RUNS = { numRuns: 100 };

const mostly = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const claim: fc.Arbitrary<ClaimDifference> = fc
  .constantFrom(...criteriaOf(U40).filter(({ code }) => JUDGED.includes(code)))
  .chain((criterion) =>
    fc.record({
      criterion: fc.constant(criterion.code),
      facets: fc.subarray(criterion.facets.map((facet) => facet.code)),
      state: mostly('confirmed', ...CLAIM_STATES),
      depthMet: mostly<boolean | null>(true, false, null),
      locator: mostly<ClaimDifference['locator']>({ page: 2 }, null),
    }),
  );

const workDate = fc.constantFrom('2023-11-30', '2024-03-01', '2024-10-15', '2025-04-01');

const evidence: fc.Arbitrary<EvidenceDifference> = fc.record(
  {
    method: fc.constantFrom(...EVIDENCE_METHODS),
    status: mostly('accepted', ...EVIDENCE_STATUSES),
    setting: mostly('workplace', ...SETTINGS),
    channel: fc.option(fc.constantFrom(...CHANNELS)),
    caseRefs: fc.subarray(['C1', 'C2', 'C3']),
    activityTo: workDate,
    onHold: mostly(false, true),
    workplaceContext: mostly(true, false),
    isDeclared: mostly(true, false),
    witnessVerified: mostly(true, false),
    hasAudioVisualFile: mostly(false, true),
    hasConflictOfInterest: mostly(false, true),
    rplState: fc.constantFrom(null, ...RPL_STATES),
    assessorComment: mostly<string | null>('Evaluated.', null),
    claims: fc.array(claim, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['method', 'claims'] },
);

const judgement: fc.Arbitrary<JudgementDifference> = fc.record({
  criterion: fc.constantFrom(...JUDGED),
  outcome: fc.constantFrom(...JUDGEMENT_OUTCOMES),
  assessorStatus: mostly('qualified', 'trainee'),
  assessorId: mostly('assessor', 'learner'),
  decidedAt: fc.constantFrom('2025-04-15T09:00:00.000Z', '2025-05-15T09:00:00.000Z'),
  overrideReason: fc.constantFrom(null, 'Enough all the same.'),
  countersignature: fc.constantFrom(
    null,
    { countersignerId: 'countersigner', result: 'agreed', note: null, at: '2025-05-20T09:00:00.000Z' } as const,
    { countersignerId: 'countersigner', result: 'refused', note: 'No.', at: '2025-05-20T09:00:00.000Z' } as const,
  ),
});

const differences: fc.Arbitrary<FactDifferences> = fc.record({
  criterion: fc.constantFrom(...JUDGED),
  asOf: fc.constantFrom('2025-06-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
  openEssentialActions: fc.nat(1),
  openAppeals: fc.nat(1),
  evidence: fc.array(evidence, { maxLength: 6 }),
  judgements: fc.array(judgement, { maxLength: 4 }),
});

const facts: fc.Arbitrary<CoverageFacts> = differences.map(factsOf);

/** §7.1 lists the statuses weakest first, but for its last: a risk is less than `met`. */
function strength(status: CoverageStatus): number {
  const order = COVERAGE_STATUSES.filter((each) => each !== 'met');
  return status === 'met' ? order.length : order.indexOf(status);
}

/** Severity first, then the order of the closed list; below zero for what the list does not hold. */
function rankOf({ code, severity }: Gap): number {
  const place = GAP_CODES.indexOf(code);
  return place < 0 ? place : GAP_SEVERITIES.indexOf(severity) * GAP_CODES.length + place;
}

describe('coverage, whatever the facts', () => {
  it('does not depend on the order of the facts', () => {
    const shuffled = facts.chain((original) =>
      fc
        .record({
          evidence: fc.shuffledSubarray([...original.evidence], { minLength: original.evidence.length }),
          judgements: fc.shuffledSubarray([...original.judgements], { minLength: original.judgements.length }),
        })
        .map((lists) => ({
          original,
          reordered: {
            ...original,
            judgements: lists.judgements,
            evidence: lists.evidence.map((each) => ({ ...each, claims: each.claims.toReversed() })),
          },
        })),
    );

    fc.assert(
      fc.property(shuffled, ({ original, reordered }) => {
        expect(JSON.stringify(computeCoverage(reordered))).toBe(JSON.stringify(computeCoverage(original)));
      }),
      RUNS,
    );
  });

  // Unit 40 has no rule by which more accepted evidence makes less of a criterion. A warning may change its name
  // (SINGLE_SOURCE becomes SINGLE_METHOD or SINGLE_CASE), never appear where there was none.
  it('is never lowered by one more piece of accepted evidence, claimed in full', () => {
    const addition = fc.record({
      method: fc.constantFrom(...EVIDENCE_METHODS),
      channel: fc.option(fc.constantFrom(...CHANNELS)),
      caseRefs: fc.subarray(['C1', 'C2', 'C4']),
      activityTo: workDate,
      criteria: fc.subarray(JUDGED, { minLength: 1 }),
    });

    fc.assert(
      fc.property(differences, addition, (before, added) => {
        const earlier = computeCoverage(factsOf(before)).criteria;
        const later = computeCoverage(factsOf({ ...before, evidence: [...(before.evidence ?? []), added] })).criteria;
        const lowered = earlier.filter(
          ({ status, code }) => !later.some((each) => each.code === code && strength(each.status) >= strength(status)),
        );

        expect(lowered).toEqual([]);
      }),
      RUNS,
    );
  });

  it('reports gaps of the closed list, each once, the grave ones first', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { criteria } = computeCoverage(given);
        const reported = criteria.map(({ gaps }) => gaps.map(rankOf));

        expect(reported).toEqual(reported.map((ranks) => ranks.toSorted((a, b) => a - b)));
        expect(criteria.filter(({ gaps }) => new Set(gaps.map(({ code }) => code)).size < gaps.length)).toEqual([]);
        expect(reported.flat().every((rank) => rank >= 0)).toBe(true);
      }),
      RUNS,
    );
  });

  it('never calls a criterion evidenced on simulated evidence alone (§9.1)', () => {
    const simulated = evidence.chain((each) =>
      fc.constantFrom<EvidenceDifference>({ ...each, setting: 'simulated' }, { ...each, method: 'simulation' }),
    );

    fc.assert(
      fc.property(fc.array(simulated, { maxLength: 6 }), (pieces) => {
        const { criteria } = computeCoverage(factsOf({ criterion: '2.1', evidence: pieces }));

        expect(criteria.filter(({ status }) => strength(status) > strength('claimed'))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('never says met without an effective judgement, and never says otherwise against one', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { criteria } = computeCoverage(given);
        const saidMet = criteria.filter(({ status }) => status === 'met' || status === 'met_at_risk');
        const judgedMet = criteria.filter(({ code }) => effectiveJudgement(given.judgements, code)?.outcome === 'met');

        expect(saidMet).toEqual(judgedMet);
      }),
      RUNS,
    );
  });

  it('is ready only where everything is met and no blocker is left', () => {
    const settled = fc.record({
      ...{ openEssentialActions: fc.nat(1), openAppeals: fc.nat(1) },
      late: fc.array(evidence, { maxLength: 2 }),
    });
    const codes = criteriaOf(U40).map(({ code }) => code);

    fc.assert(
      fc.property(settled, ({ openEssentialActions, openAppeals, late }) => {
        const coverage = computeCoverage(
          factsOf({
            criterion: '2.1',
            ...{ openEssentialActions, openAppeals },
            evidence: [{ method: 'rpl_claim', caseRefs: ['C1', 'C2'], criteria: codes }, ...late],
            judgements: [{ outcome: 'met', criteria: codes, overrideReason: 'Enough all the same.' }],
          }),
        );
        const isOnHold = coverage.criteria.some(({ gaps }) => gaps.some(({ code }) => code === 'ON_HOLD'));

        expect(coverage.totals.met).toBe(codes.length);
        expect(coverage.ready).toBe(openEssentialActions === 0 && openAppeals === 0 && !isOnHold);
      }),
      RUNS,
    );
  });
});
