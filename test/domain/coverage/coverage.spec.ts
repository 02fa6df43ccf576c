import { describe, expect, it } from '@jest/globals';
import { computeCoverage } from '../../../src/domain/coverage/compute-coverage.js';
import type { CoverageFacts, CriterionCoverage } from '../../../src/domain/coverage/coverage.js';
import { monthsBefore } from '../../../src/domain/coverage/currency.js';
import { U40 } from '../../../templates/units/u40.js';
import { factsOf } from '../../scenarios/coverage-story.js';

function criterionOf(facts: CoverageFacts, code: string): CriterionCoverage | undefined {
  return computeCoverage(facts).criteria.find((criterion) => criterion.code === code);
}

describe('coverage', () => {
  it('says of which specification, policy and instant it speaks', () => {
    const { unit, specificationVersion, policyVersion, asOf } = computeCoverage(factsOf({ criterion: '1.1' }));

    expect({ unit, specificationVersion, policyVersion, asOf }).toEqual({
      unit: 'U40',
      specificationVersion: U40.version,
      policyVersion: U40.policy.version,
      asOf: '2025-06-01T00:00:00.000Z',
    });
  });

  it('lists all criteria in code order and claims in the order of their refs', () => {
    const evidence = ['E1000', 'E002', 'E001.v2', 'E999'].map(
      (ref) => ({ method: 'direct_observation', ref, id: ref }) as const,
    );
    const coverage = computeCoverage(factsOf({ criterion: '2.1', evidence }));

    expect(coverage.criteria.map(({ code }) => code)).toEqual(
      U40.outcomes.flatMap((outcome) => outcome.criteria.map(({ code }) => code)),
    );
    expect(coverage.criteria[8]?.claims.map(({ ref }) => ref)).toEqual(['E001.v2', 'E002', 'E999', 'E1000']);
  });

  it('counts an item claimed twice on a criterion, at two places, as one piece', () => {
    const evidence = [
      {
        method: 'direct_observation',
        caseRefs: ['C1', 'C2'],
        claims: [{ facets: ['nature', 'cause'] }, { facets: ['implications'] }],
      } as const,
    ];

    expect(criterionOf(factsOf({ criterion: '2.1', evidence }), '2.1')).toMatchObject({
      status: 'evidenced_weak',
      gaps: [{ code: 'SINGLE_SOURCE' }],
      claims: [{ counts: 'substantive' }, { counts: 'substantive' }],
    });
  });

  it.each(['learner', 'assessor'] as const)(
    'gives testimony that the %s of this learner signed as witness no weight',
    (who) => {
      const [testimony] = factsOf({ criterion: '2.9', evidence: [{ method: 'witness_testimony' }] }).evidence;
      const signatures = testimony?.signatures.map((signature) => ({ ...signature, personId: who })) ?? [];
      const facts = factsOf({
        criterion: '2.9',
        evidence: [{ method: 'witness_testimony', signatures }],
        judgements: [{ outcome: 'not_yet_met', assessorId: 'assessor' }],
      });

      expect(criterionOf(facts, '2.9')?.claims[0]?.reasons).toEqual(['CONFLICT_OF_INTEREST']);
    },
  );

  it('gives an observation that names the learner as its author no weight', () => {
    const facts = factsOf({ criterion: '2.1', evidence: [{ method: 'direct_observation', authorId: 'learner' }] });

    expect(criterionOf(facts, '2.1')?.claims[0]?.reasons).toEqual(['CONFLICT_OF_INTEREST']);
  });

  it('is flagged, and warns, where the text of a unit does not settle whether simulation counts', () => {
    const facts = factsOf({
      criterion: '2.1',
      evidence: [
        { method: 'direct_observation', setting: 'simulated', caseRefs: ['C1'] },
        { method: 'complaint_record', caseRefs: ['C2'] },
      ],
    });
    const flagging = { ...U40, rules: { ...U40.rules, simulation: 'flagged', workplaceRequired: false } } as const;

    expect(criterionOf({ ...facts, unit: flagging }, '2.1')).toMatchObject({
      status: 'evidenced_weak',
      gaps: [{ code: 'SIMULATION_FLAGGED', severity: 'warning' }],
    });
  });

  it('asks a unit without such rules for neither workplace nor comment', () => {
    const facts = factsOf({
      criterion: '2.8',
      evidence: [{ method: 'work_product', setting: 'classroom', assessorComment: null }],
    });
    const lenient = { ...U40, rules: { ...U40.rules, workplaceRequired: false, assessorCommentOnProducts: false } };

    expect(criterionOf(facts, '2.8')?.claims[0]?.reasons).toEqual(['NOT_WORKPLACE', 'ASSESSOR_COMMENT_MISSING']);
    expect(criterionOf({ ...facts, unit: lenient }, '2.8')?.claims[0]?.counts).toBe('substantive');
  });

  it('asks for as many pieces as the policy says, and then reports method and case beside the number', () => {
    const facts = factsOf({
      criterion: '2.8',
      evidence: [
        { method: 'complaint_record', caseRefs: ['C1'] },
        { method: 'complaint_record', caseRefs: ['C1'] },
      ],
    });
    const policy = { ...U40.policy, sufficiencyByCriterion: { '2.8': { minPieces: 3 } } };

    expect(criterionOf({ ...facts, unit: { ...U40, policy } }, '2.8')?.gaps.map(({ code }) => code)).toEqual([
      'SINGLE_SOURCE',
      'SINGLE_METHOD',
      'SINGLE_CASE',
    ]);
  });

  it('calls work stale from the day after its months are over', () => {
    const discussedOn = (day: string): CoverageFacts =>
      factsOf({
        criterion: '1.3',
        asOf: '2025-12-31T12:00:00.000Z',
        evidence: [{ method: 'professional_discussion', activityTo: day }],
      });

    expect(criterionOf(discussedOn('2024-12-31'), '1.3')?.gaps).toEqual([]);
    expect(criterionOf(discussedOn('2024-12-30'), '1.3')?.gaps).toEqual([{ code: 'OUT_OF_DATE', severity: 'warning' }]);
  });
});

describe('counting months back', () => {
  it.each([
    ['2026-01-01', 12, '2025-01-01'],
    ['2025-03-31', 1, '2025-02-28'],
    ['2024-02-29', 12, '2023-02-28'],
    ['2025-01-15', 1, '2024-12-15'],
    ['2025-05-31', 27, '2023-02-28'],
  ])('%s less %i months is %s', (date, months, expected) => {
    expect(monthsBefore(date, months)).toBe(expected);
  });
});
