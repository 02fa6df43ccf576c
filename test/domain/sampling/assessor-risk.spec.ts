import { describe, expect, it } from '@jest/globals';
import { type AssessorFacts, assessRisk, type RiskReasonCode } from '../../../src/domain/sampling/assessor-risk.js';
import {
  checkSamplingPolicy,
  DEFAULT_SAMPLING_POLICY as POLICY,
  type RiskLevel,
} from '../../../src/domain/sampling/sampling-policy.js';
import { pathsOf, refusalOf } from '../evidence/refusal-of.js';
import { sampled, STABLE, TODAY } from './populations.js';

const riskOf = (over: Partial<AssessorFacts> = {}) => assessRisk({ ...STABLE, ...over }, POLICY, TODAY);
const codesOf = (over: Partial<AssessorFacts>) => riskOf(over).reasons.map(({ code }) => code);

describe('the risk of an assessor (§4.1)', () => {
  it.each<[string, Partial<AssessorFacts>, RiskLevel, RiskReasonCode[], number]>([
    ['stable, two clean cycles', {}, 'low', ['stable'], 20],
    ['trainee', { isTrainee: true }, 'high', ['trainee'], 100],
    ['newly qualified (<12 months)', { qualifiedSince: '2025-07-01' }, 'high', ['newly_qualified'], 100],
    ['qualified 12 months ago to the day', { qualifiedSince: '2025-06-30' }, 'low', ['stable'], 20],
    ['new to unit', { onUnitSince: '2026-02-01' }, 'high', ['new_to_unit'], 100],
    ['never decided on the unit', { onUnitSince: null }, 'high', ['new_to_unit'], 100],
    [
      'last sample rejected',
      { samples: [sampled('2026-06-01', 'not_agreed'), sampled('2025-11-03')] },
      'high',
      ['last_sample_rejected', 'too_few_clean_cycles'],
      100,
    ],
    ['new qualification', { unitSince: '2025-09-01' }, 'medium', ['new_qualification'], 50],
    [
      'new site',
      { sites: [...STABLE.sites, { site: 'Quay Street', since: '2026-05-01' }] },
      'medium',
      ['new_site'],
      50,
    ],
    ['open action', { openActions: 1 }, 'medium', ['open_action'], 50],
    ['one clean cycle', { samples: [sampled('2026-05-10')] }, 'medium', ['too_few_clean_cycles'], 50],
    [
      'a cycle in which something had to be done',
      { samples: [sampled('2026-05-10'), sampled('2025-11-03', 'action_required')] },
      'medium',
      ['too_few_clean_cycles'],
      50,
    ],
  ])('%s', (_, over, level, reasons, percent) => {
    expect(riskOf(over)).toMatchObject({ level, learnersPercent: percent });
    expect(codesOf(over)).toEqual(reasons);
  });

  it('says every reason in words, those of lower levels too', () => {
    expect(riskOf({ isTrainee: true, openActions: 2 }).reasons.map(({ sentence }) => sentence)).toEqual([
      'A trainee assessor.',
      'Open IQA actions: 2.',
    ]);
  });

  it('is high at 100 % until three consecutive accepts, then 50 %', () => {
    const shares = [0, 1, 2, 3, 4].map(
      (accepts) =>
        riskOf({
          isTrainee: true,
          samples: [
            sampled('2026-03-01', 'not_agreed'),
            ...Array.from({ length: accepts }, (_, index) => sampled(`2026-04-0${index + 1}`)),
          ],
        }).learnersPercent,
    );
    expect(shares).toEqual([100, 100, 100, 50, 50]);
  });

  it('counts advice as an accept and a required action as none', () => {
    const samples = (said: 'agreed_with_development' | 'action_required') =>
      riskOf({ samples: [sampled('2026-06-02'), sampled('2026-06-01', said), sampled('2026-05-01')] }).acceptsInARow;
    expect([samples('agreed_with_development'), samples('action_required')]).toEqual([3, 1]);
  });

  it('rises with repeated disagreement, which is remembered for a year and names the like decisions (§4.2)', () => {
    const disagreement = (on: string, criterion: string) =>
      sampled(on, 'not_agreed', { decisions: [{ criterion, decision: 'not_agreed' }] });
    const samples = [disagreement('2025-09-01', '2.3'), disagreement('2026-01-10', '1.2'), sampled('2026-06-01')];
    expect(riskOf({ samples })).toMatchObject({ level: 'high', disputedCriteria: ['1.2', '2.3'] });
    expect(codesOf({ samples })).toContain('repeated_disagreement');
    const [, latest, ...others] = samples;
    const once = [disagreement('2025-06-30', '2.3'), latest!, ...others];
    expect(riskOf({ samples: once })).toMatchObject({ level: 'medium', disputedCriteria: [] });
  });

  it('does not depend on the order of facts', () => {
    const samples = [sampled('2026-05-10'), sampled('2025-11-03'), sampled('2026-06-01', 'not_agreed')];
    expect(riskOf({ samples: [...samples].reverse() })).toEqual(riskOf({ samples }));
  });
});

describe('a sampling policy', () => {
  it('is by default the table of §4.1', () => {
    const { high, medium, low, settledLearnersPercent, settlingAccepts } = POLICY;
    expect([high.learnersPercent, settledLearnersPercent, settlingAccepts]).toEqual([100, 50, 3]);
    expect([medium.learnersPercent, medium.criteriaPercent]).toEqual([50, 50]);
    expect(low.learnersPercent).toBeGreaterThanOrEqual(15);
    expect(low.learnersPercent).toBeLessThanOrEqual(25);
    expect(low.criteriaMinimum).toBe(5);
    expect([high, medium, low].map(({ interimPercent }) => interimPercent)).toEqual([50, 40, 30]);
    expect([high, medium, low].map(({ observationsPerYear }) => observationsPerYear)).toEqual([2, 1, 1]);
    expect(() => checkSamplingPolicy(POLICY)).not.toThrow();
  });

  it('never samples less where there is more risk', () => {
    const refusal = refusalOf(() =>
      checkSamplingPolicy({
        ...POLICY,
        medium: { ...POLICY.medium, learnersPercent: 40 },
        low: { ...POLICY.low, learnersPercent: 41 },
        high: { ...POLICY.high, learnersPercent: 30 },
        settledLearnersPercent: 31,
      }),
    );
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(pathsOf(refusal)).toEqual(['medium.learnersPercent', 'low.learnersPercent', 'settledLearnersPercent']);
  });
});
