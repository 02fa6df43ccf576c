import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../../src/domain/kernel/domain-error.js';
import { checkPlan, type PlanTarget, planWarnings } from '../../../src/domain/planning/assessment-plan.js';
import { criteriaOf } from '../../../src/domain/specification/find-criterion.js';
import type { UnitSpecification } from '../../../src/domain/specification/unit.js';
import { U40 } from '../../../templates/units/u40.js';

/** Unit 40 as it would be if it allowed role-play, as another unit does (domain.md §2.4). */
const LENIENT: UnitSpecification = {
  ...U40,
  outcomes: U40.outcomes.map((outcome) => ({
    ...outcome,
    criteria: outcome.criteria.map((criterion) => ({
      ...criterion,
      methods: { ...criterion.methods, simulation: 'primary' as const },
    })),
  })),
};

const TODAY = '2026-06-01';
const target = (over: Partial<PlanTarget> = {}): PlanTarget => ({
  criteria: ['2.1'],
  method: 'direct_observation',
  activity: 'Handle a complaint on the showroom floor.',
  location: null,
  targetDate: '2026-06-20',
  ...over,
});

function refusalOf(targets: readonly PlanTarget[], unit = U40, nextReviewOn = '2026-06-30'): DomainError | null {
  try {
    checkPlan({ targets, nextReviewOn }, unit, TODAY);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

describe('checking an assessment plan', () => {
  it('lets through methods that can prove what they are planned for, today included', () => {
    expect(refusalOf([target({ targetDate: TODAY })], U40, TODAY)).toBeNull();
  });

  it('refuses simulation for every criterion of Unit 40, and lets it through where the unit allows it (U40-R2, P4)', () => {
    for (const { code } of criteriaOf(U40)) {
      const refusal = refusalOf([target({ criteria: [code], method: 'simulation' })]);
      expect(refusal).toMatchObject({ code: 'METHOD_NOT_ALLOWED', errors: [{ path: 'targets[0].criteria[0]' }] });
      expect(refusal?.errors[0]?.message).toContain('not allowed for U40');
    }
    expect(refusalOf([target({ method: 'simulation' })], LENIENT)).toBeNull();
  });

  it('refuses whatever the matrix of the unit calls unsuitable and nothing that it does not', () => {
    for (const { code, methods } of criteriaOf(U40)) {
      for (const [method, suitability] of Object.entries(methods)) {
        const refusal = refusalOf([target({ criteria: [code], method: method as PlanTarget['method'] })]);
        const isRefused = suitability === 'unsuitable' || suitability === 'prohibited';
        expect([code, method, refusal?.code ?? null]).toEqual([code, method, isRefused ? 'METHOD_NOT_ALLOWED' : null]);
      }
    }
  });

  it('names everything that is wrong at once, an unknown criterion first', () => {
    const refusal = refusalOf(
      [target({ activity: ' ', targetDate: '2026-05-31' }), target({ criteria: ['2.1', '9.9', '1.1'] })],
      U40,
      '2026-05-31',
    );
    expect(refusal?.code).toBe('CRITERION_UNKNOWN');
    expect(refusal?.errors.map(({ path }) => path)).toEqual([
      'targets[0].activity',
      'targets[0].targetDate',
      'targets[1].criteria[1]',
      'targets[1].criteria[2]',
      'nextReviewOn',
    ]);
  });
});

describe('warning about an assessment plan', () => {
  const TESTIMONY = target({ criteria: ['2.9'], method: 'witness_testimony' });

  it('says where nothing in the plan does more than corroborate', () => {
    expect(planWarnings([target(), TESTIMONY], U40)).toEqual([
      { target: 1, criterion: '2.9', message: expect.stringContaining('only supports AC2.9') },
    ]);
  });

  it('is silent about support beside something that carries', () => {
    expect(planWarnings([TESTIMONY, target({ criteria: ['2.9'] })], U40)).toEqual([]);
  });

  it('says under which condition an e-mail or an assignment carries', () => {
    const warnings = planWarnings(
      [target({ method: 'work_product' }), target({ criteria: ['1.5'], method: 'assignment' })],
      U40,
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('only where the exchange with the customer was in writing'),
      expect.stringContaining('about the learner’s own workplace'),
    ]);
  });
});
