import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  COVERAGE_STATUSES,
  type CriterionCoverage,
  type Gap,
  type GapCode,
} from '../../../src/domain/coverage/coverage.js';
import { READINESS_GATES } from '../../../src/domain/coverage/readiness.js';
import {
  explainReadiness,
  type ReadinessFacts,
  type ReadinessLineGate,
} from '../../../src/domain/sign-off/explain-readiness.js';
import { nextStages } from '../../../src/domain/sign-off/unit-state.js';
import { criteriaOf } from '../../../src/domain/specification/find-criterion.js';
import { U40 } from '../../../templates/units/u40.js';
import { BY_TRAINEE, signature } from './signatures.js';

const gap = (code: GapCode, severity: Gap['severity'] = 'blocker'): Gap => ({ code, severity });

function covered(code: string, change: Partial<CriterionCoverage> = {}): CriterionCoverage {
  const { statement, kind } = criteriaOf(U40).find((criterion) => criterion.code === code)!;
  return { ...{ code, statement, kind, status: 'met', gaps: [], claims: [] }, ...change };
}

const held: CriterionCoverage['claims'] = [
  {
    ...{ claimId: 'c1', evidenceId: 'e1', ref: 'E001', method: 'assignment', counts: 'none' },
    reasons: ['ON_HOLD'],
  },
];

const FACTS: ReadinessFacts = {
  coverage: { criteria: [covered('1.1'), covered('2.7')], unitGaps: [] },
  unit: U40,
  signOffs: [],
  people: {
    learner: { id: 'lena', name: 'Lena' },
    assessor: { id: 'amir', name: 'Amir' },
    countersigner: null,
    iqa: { id: 'ivan', name: 'Ivan' },
    countersigning_iqa: { id: 'ines', name: 'Ines' },
  },
  conflictedPersonIds: [],
};

const withCriteria = (...criteria: CriterionCoverage[]): ReadinessFacts => {
  return { ...FACTS, coverage: { criteria, unitGaps: [] } };
};
const withUnitGaps = (...unitGaps: Gap[]): ReadinessFacts => {
  return { ...FACTS, coverage: { ...FACTS.coverage, unitGaps } };
};

function line(facts: ReadinessFacts, gate: ReadinessLineGate) {
  return explainReadiness(facts).find((each) => each.gate === gate)!;
}
const shut = (facts: ReadinessFacts) =>
  explainReadiness(facts)
    .filter(({ open, concerns }) => !open && concerns === 'unit')
    .map(({ gate }) => gate);

/** Gaps as coverage gives them, for criteria that are not at risk and for those that are. */
const someGaps = fc.subarray<Gap>([
  gap('NO_EVIDENCE'),
  gap('FACET_MISSING'),
  gap('COUNTERSIGN_PENDING'),
  gap('ON_HOLD'),
  gap('SINGLE_SOURCE', 'warning'),
  gap('SOME_STALE', 'info'),
]);
const risks = fc.subarray<Gap>([gap('MET_UNSUPPORTED'), gap('OVERRIDE_REASON_MISSING')], { minLength: 1 });
const criterion = (code: string): fc.Arbitrary<CriterionCoverage> =>
  fc
    .record({ status: fc.constantFrom(...COVERAGE_STATUSES), gaps: someGaps, risks, onHold: fc.boolean() })
    .map((some) =>
      covered(code, {
        status: some.status,
        gaps: some.status === 'met_at_risk' ? [...some.gaps, ...some.risks] : some.gaps,
        claims: some.onHold ? held : [],
      }),
    );
const someFacts = fc
  .record({
    criteria: fc.tuple(criterion('1.1'), criterion('2.7')),
    unitGaps: fc.subarray<Gap>([gap('IQA_ACTION_OPEN')]),
    signOffs: fc.subarray([signature('learner'), signature('assessor'), signature('iqa', BY_TRAINEE)]),
    conflictedPersonIds: fc.subarray(['lena', 'amir', 'ivan', 'ines']),
  })
  .map(({ criteria, unitGaps, ...rest }): ReadinessFacts => ({ ...FACTS, ...rest, coverage: { criteria, unitGaps } }));

/** §3.7 in one sentence, written apart from the gates. */
function isReady({ coverage: { criteria, unitGaps } }: ReadinessFacts): boolean {
  return (
    unitGaps.length === 0 &&
    criteria.every(
      ({ status, gaps, claims }) =>
        status === 'met' &&
        gaps.every(({ severity }) => severity !== 'blocker') &&
        claims.every(({ reasons }) => !reasons.includes('ON_HOLD')),
    )
  );
}

describe('why a unit is ready or not', () => {
  it('is told line by line, and it is ready exactly when every line about the unit is open', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const lines = explainReadiness(facts).filter(({ concerns }) => concerns === 'unit');
        expect(lines.map(({ gate }) => gate)).toEqual(READINESS_GATES);
        expect(lines.every(({ open }) => open)).toBe(isReady(facts));
        for (const { open, explanation, detail } of lines) {
          expect(explanation).toMatch(/^.{10,}\.$/s);
          if (open) expect(detail).toEqual([]);
        }
      }),
    );
  });

  it('says who signs next exactly when somebody can, declared interests aside', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const stages = nextStages({ signOffs: facts.signOffs, ready: isReady(facts) });
        const isReleased = line(facts, 'next_signature').explanation.includes('released');
        expect(line(facts, 'next_signature').open).toBe(stages.length > 0 || isReleased);
      }),
    );
  });

  it.each<[string, CriterionCoverage, ReadinessLineGate[], string]>([
    ['nobody has judged', covered('2.7', { status: 'evidenced' }), ['criteria_met'], 'AC2.7'],
    [
      'was judged not yet met',
      covered('2.7', { status: 'evidenced', gaps: [gap('JUDGED_NOT_YET_MET')] }),
      ['criteria_met', 'no_blockers'],
      'AC2.7',
    ],
    [
      'is met on evidence that no longer bears it',
      covered('2.7', { status: 'met_at_risk', gaps: [gap('SUPPORTING_ONLY'), gap('MET_UNSUPPORTED')] }),
      ['no_blockers'],
      'AC2.7: ',
    ],
    [
      'is met over a warning without a reason',
      covered('2.7', {
        status: 'met_at_risk',
        gaps: [gap('OVERRIDE_REASON_MISSING'), gap('SINGLE_CASE', 'warning')],
      }),
      ['warnings_overridden'],
      'AC2.7: ',
    ],
    [
      'waits for a countersignature',
      covered('2.7', { gaps: [gap('COUNTERSIGN_PENDING')] }),
      ['countersigned'],
      'AC2.7',
    ],
    ['rests on evidence on hold', covered('2.7', { claims: held }), ['nothing_on_hold'], 'AC2.7'],
  ])('names a criterion that %s', (_, criterionCoverage, gates, detail) => {
    const facts = withCriteria(covered('1.1'), criterionCoverage);
    expect(shut(facts)).toEqual(gates);
    for (const gate of gates) {
      expect(line(facts, gate).explanation).toContain('1 of 2 criteria is');
      expect(line(facts, gate).detail).toEqual([expect.stringContaining(detail)]);
    }
  });

  it('does not mind a warning that has its reason', () => {
    expect(shut(withCriteria(covered('2.7', { gaps: [gap('SINGLE_SOURCE', 'warning')] })))).toEqual([]);
  });

  it('says what closes a gap of the whole unit', () => {
    expect(shut(withUnitGaps(gap('IQA_ACTION_OPEN')))).toEqual(['actions_closed']);
    expect(line(withUnitGaps(gap('IQA_ACTION_OPEN')), 'actions_closed').explanation).toMatch(/IQA closes it/);
  });
});

describe('who signs next', () => {
  const signed = [signature('learner'), signature('assessor')];

  it('is named with what they need', () => {
    expect(line(FACTS, 'next_signature').explanation).toMatch(/^Lena signs next, as learner\. .*own work/);
    expect(line({ ...FACTS, signOffs: signed }, 'next_signature').explanation).toMatch(/^Ivan signs next.*sampled/);
    const byTrainee = { ...FACTS, signOffs: [...signed, signature('iqa', BY_TRAINEE)] };
    expect(line(byTrainee, 'next_signature').explanation).toMatch(/^Ines signs next, as countersigning IQA/);
  });

  it('waits until the unit is ready', () => {
    const { open, explanation } = line(withUnitGaps(gap('IQA_ACTION_OPEN')), 'next_signature');
    expect(open).toBe(false);
    expect(explanation).toContain('once the unit is ready');
  });

  it('is nobody where nobody is allocated, and nobody once the unit is released', () => {
    const byTrainee = { ...FACTS, signOffs: [signature('learner'), signature('assessor', BY_TRAINEE)] };
    expect(line(byTrainee, 'next_signature').open).toBe(false);
    expect(line(byTrainee, 'next_signature').explanation).toContain('nobody is allocated');
    const released = { ...FACTS, signOffs: [...signed, signature('iqa')] };
    expect(line(released, 'next_signature')).toMatchObject({ open: true });
    expect(line({ ...released, conflictedPersonIds: ['ivan'] }, 'no_interest').open).toBe(true);
  });

  it('cannot be somebody with a declared interest (SOD6)', () => {
    const facts = { ...FACTS, signOffs: signed, conflictedPersonIds: ['ivan', 'lena'] };
    expect(line(facts, 'no_interest').open).toBe(false);
    expect(line(facts, 'no_interest').explanation).toMatch(/^Ivan has declared an interest/);
    expect(shut(facts)).toEqual([]);
  });
});
