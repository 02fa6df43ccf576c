import { describe, expect, it } from '@jest/globals';
import { METHOD_CARDS } from '../../../src/domain/evidence/evidence-method.js';
import { checkSpecification } from '../../../src/domain/specification/check-specification.js';
import { compareCriterionCodes } from '../../../src/domain/specification/criterion-code.js';
import { criteriaOf, findCriterion } from '../../../src/domain/specification/find-criterion.js';
import { isSubstantive, parseSuitabilityTable } from '../../../src/domain/specification/suitability.js';
import {
  SUITABILITIES,
  type AssessmentCriterion,
  type LearningOutcome,
  type UnitSpecification,
} from '../../../src/domain/specification/unit.js';
import { U40 } from '../../../templates/units/u40.js';

const HEADING = `AC ${Object.values(METHOD_CARDS)
  .map(({ code }) => code)
  .join(' ')}`;
const ALL_CORROBORATE = Object.values(METHOD_CARDS)
  .map(() => 'c')
  .join(' ');

function withFirstCriterion(change: (criterion: AssessmentCriterion) => AssessmentCriterion): UnitSpecification {
  return withFirstOutcome((outcome) => ({
    ...outcome,
    criteria: outcome.criteria.map((criterion, index) => (index === 0 ? change(criterion) : criterion)),
  }));
}

function withFirstOutcome(change: (outcome: LearningOutcome) => LearningOutcome): UnitSpecification {
  return { ...U40, outcomes: U40.outcomes.map((outcome, index) => (index === 0 ? change(outcome) : outcome)) };
}

describe('criterion codes', () => {
  it('go by number, part by part', () => {
    expect(['10.1', '3.10', '3.9', '3', '1.1'].sort(compareCriterionCodes)).toEqual([
      '1.1',
      '3',
      '3.9',
      '3.10',
      '10.1',
    ]);
  });

  it('order the criteria of a unit however its outcomes are written down', () => {
    const upsideDown = {
      ...U40,
      outcomes: U40.outcomes.toReversed().map((outcome) => ({ ...outcome, criteria: outcome.criteria.toReversed() })),
    };

    expect(criteriaOf(upsideDown)).toEqual(criteriaOf(U40));
  });

  it('find their criterion, or none', () => {
    expect(findCriterion(U40, '2.8')?.verb).toBe('Record');
    expect(findCriterion(U40, '2.10')).toBeUndefined();
  });
});

describe('suitability', () => {
  it('is substantive from primary to suitable and no further', () => {
    expect(SUITABILITIES.filter((suitability) => !isSubstantive(suitability))).toEqual([
      'corroborates',
      'unsuitable',
      'prohibited',
    ]);
  });

  it('is read from a table by the codes of its heading', () => {
    const methods = parseSuitabilityTable(`${HEADING}\n 1.1 ${ALL_CORROBORATE.replace('c', 'P')}`).get('1.1');

    expect(methods?.direct_observation).toBe('primary');
    expect(methods?.simulation).toBe('corroborates');
  });

  it.each([
    ['a mark too few', `${HEADING}\n 1.1 ${ALL_CORROBORATE.slice(2)}`, /too many or too few/],
    ['an unknown mark', `${HEADING}\n 1.1 ${ALL_CORROBORATE.replace('c', '?')}`, /says nothing of direct_observation/],
    ['a method left out', `AC OBS\n 1.1 P`, /says nothing of professional_discussion/],
    [
      'a criterion twice',
      `${HEADING}\n 1.1 ${ALL_CORROBORATE}\n 1.1 ${ALL_CORROBORATE}`,
      /two lines for criterion 1.1/,
    ],
  ])('refuses a table with %s', (_, table, message) => {
    expect(() => parseSuitabilityTable(table)).toThrow(message);
  });
});

describe('checking a specification', () => {
  it.each<[string, UnitSpecification, string]>([
    ['a malformed unit reference', { ...U40, unitReference: 'R5062151' }, 'unitReference'],
    [
      'a malformed qualification number',
      { ...U40, qualification: { title: null, number: '601-6718-X' } },
      'qualification.number',
    ],
    ['an empty title', { ...U40, title: ' ' }, 'title'],
    ['no outcomes', { ...U40, outcomes: [], policy: { ...U40.policy, sufficiencyByCriterion: {} } }, 'outcomes'],
    [
      'an outcome without criteria',
      { ...U40, outcomes: [...U40.outcomes, { code: '3', title: 'More', criteria: [] }] },
      'outcomes.3',
    ],
    ['an outcome without title', withFirstOutcome((outcome) => ({ ...outcome, title: '' })), 'outcomes.1'],
    ['a criterion that stands twice', withFirstCriterion((criterion) => ({ ...criterion, code: '1.2' })), 'outcomes'],
    [
      'a criterion of another outcome',
      withFirstCriterion((criterion) => ({ ...criterion, code: '3.1' })),
      'criteria.3.1',
    ],
    [
      'a criterion without statement',
      withFirstCriterion((criterion) => ({ ...criterion, statement: '' })),
      'criteria.1.1',
    ],
    [
      'a criterion without facets',
      withFirstCriterion((criterion) => ({ ...criterion, facets: [] })),
      'criteria.1.1.facets',
    ],
    [
      'a facet that stands twice',
      withFirstCriterion((criterion) => ({
        ...criterion,
        facets: criterion.facets.flatMap((facet) => [facet, facet]),
      })),
      'criteria.1.1.facets',
    ],
    [
      'a facet without label',
      withFirstCriterion((criterion) => ({ ...criterion, facets: [{ code: 'range', label: '' }] })),
      'criteria.1.1.facets',
    ],
    [
      'simulation let in against the rule of the unit',
      withFirstCriterion((criterion) => ({
        ...criterion,
        methods: { ...criterion.methods, simulation: 'corroborates' },
      })),
      'criteria.1.1.methods.simulation',
    ],
    [
      'a criterion that no method can carry',
      withFirstCriterion((criterion) => ({
        ...criterion,
        methods:
          parseSuitabilityTable(`${HEADING}\n1.1 ${ALL_CORROBORATE.slice(0, -1)}✗`).get('1.1') ?? criterion.methods,
      })),
      'criteria.1.1.methods',
    ],
    [
      'numbers for a criterion it does not have',
      { ...U40, policy: { ...U40.policy, sufficiencyByCriterion: { '2.10': { minMethods: 1 } } } },
      'policy.sufficiencyByCriterion.2.10',
    ],
    [
      'a number of pieces below one',
      { ...U40, policy: { ...U40.policy, sufficiencyByCriterion: { '2.8': { minPieces: 0 } } } },
      'policy.2.8.minPieces',
    ],
    ['a currency in part months', { ...U40, policy: { ...U40.policy, currencyMonths: 1.5 } }, 'policy.currencyMonths'],
  ])('finds %s', (_, unit, path) => {
    expect(new Set(checkSpecification(unit).map((fault) => fault.path))).toEqual(new Set([path]));
  });
});
