import type { EvidenceMethod } from '../../../src/domain/evidence/evidence-method.js';
import type { AssessorFacts, AssessorRisk } from '../../../src/domain/sampling/assessor-risk.js';
import type { DecisionFact, SampleableUnit, SampleResult } from '../../../src/domain/sampling/sampling-facts.js';
import { DEFAULT_SAMPLING_POLICY } from '../../../src/domain/sampling/sampling-policy.js';
import type { DrawFacts } from '../../../src/domain/sampling/draw.js';
import type { SampleDecision } from '../../../src/domain/sign-off/sign-off.js';

export const TODAY = '2026-06-30';
export const OUTCOMES = [
  ['1.1', '1.2', '1.3'],
  ['2.1', '2.2', '2.3', '2.4', '2.5'],
] as const;
export const CRITERIA = OUTCOMES.flat();

/** Ordinary: nothing about it pulls a trigger. */
export function decision(criterion: string, over: Partial<DecisionFact> = {}): DecisionFact {
  return {
    judgementId: `judgement on ${criterion}`,
    criterion,
    assessorId: 'amir',
    decidedAt: '2026-05-04T10:00:00.000Z',
    methods: ['direct_observation'],
    isOverride: false,
    wasHeld: false,
    isFirstOnUnit: false,
    newMethods: [],
    ...over,
  };
}

export function unit(registrationId: string, over: Partial<SampleableUnit> = {}): SampleableUnit {
  return {
    registrationId,
    learnerId: `learner of ${registrationId}`,
    iqaId: 'ivan',
    location: 'Harbour Lane',
    isComplete: false,
    decisions: CRITERIA.map((criterion) => decision(criterion, { judgementId: `${registrationId} ${criterion}` })),
    records: ['tracking'],
    ...over,
  };
}

export function risk(assessorId: string, over: Partial<AssessorRisk> = {}): AssessorRisk {
  return {
    assessorId,
    unitKey: 'U40',
    level: 'low',
    reasons: [{ code: 'stable', sentence: 'Stable.' }],
    learnersPercent: 20,
    acceptsInARow: 0,
    disputedCriteria: [],
    ...over,
  };
}

export function drawOf(units: readonly SampleableUnit[], over: Partial<DrawFacts> = {}): DrawFacts {
  return {
    seed: 'spring',
    period: { from: '2026-04-01', to: '2026-06-30' },
    policy: DEFAULT_SAMPLING_POLICY,
    outcomes: OUTCOMES,
    units,
    risks: [...new Set(units.flatMap(({ decisions }) => decisions.map(({ assessorId }) => assessorId)))].map((id) =>
      risk(id),
    ),
    alreadySampled: [],
    ...over,
  };
}

export function sampled(
  signedAt: string,
  said: SampleDecision = 'agreed',
  over: Partial<SampleResult> = {},
): SampleResult {
  return {
    signedAt: `${signedAt}T12:00:00.000Z`,
    assessorId: 'amir',
    unitKey: 'U40',
    decisions: [{ criterion: '1.1', decision: said }],
    ...over,
  };
}

/** Stable: qualified long ago, on the unit for years, nothing new, clean in both cycles. */
export const STABLE: AssessorFacts = {
  assessorId: 'amir',
  unitKey: 'U40',
  isTrainee: false,
  qualifiedSince: '2021-01-11',
  onUnitSince: '2021-01-11',
  unitSince: '2020-09-01',
  sites: [{ site: 'Harbour Lane', since: '2020-09-01' }],
  samples: [sampled('2026-05-10'), sampled('2025-11-03')],
  openActions: 0,
};

export const METHODS: readonly EvidenceMethod[] = [
  'direct_observation',
  'professional_discussion',
  'work_product',
  'witness_testimony',
];
