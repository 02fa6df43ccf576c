import type { IqaActionView, SampleView } from '../../src/modules/verification/sample-view.dto.js';
import type { SamplingPlanView } from '../../src/modules/verification/sampling.dto.js';
import { DEFAULT_SAMPLING_POLICY } from '../../src/domain/sampling/sampling-policy.js';
import type { Person } from './people.js';

export const CHECKS = {
  varcs: 'yes',
  signaturesAndDates: 'yes',
  sufficiency: 'yes',
  depth: 'yes',
  feedbackQuality: 'yes',
  fairness: 'not_applicable',
  locatorTrail: 'yes',
} as const;

export const FEEDBACK = 'Clear rationales. Say where in the recording each part is shown.';

/** Under this strategy nobody is new, so that an ordinary assessor of a test is low risk. */
export const CALM_POLICY = {
  ...DEFAULT_SAMPLING_POLICY,
  ...{ newlyQualifiedMonths: 0, newToUnitMonths: 0, newQualificationMonths: 0, newSiteMonths: 0, cleanCycles: 0 },
};

export const PERIOD = { unit: 'U40', from: '2026-04-01', to: '2026-06-30' } as const;

/** Something recommended about the assessor, due in a month. */
export const ADVICE = {
  severity: 'recommended',
  against: 'assessor',
  text: 'Add times to the locators.',
  dueDate: '2026-07-01',
} as const;

export const essentialOn = (criterion: string) =>
  ({
    severity: 'essential',
    against: 'criterion',
    subject: criterion,
    text: `Judge ${criterion} again: nothing shows it.`,
    dueDate: '2026-06-15',
  }) as const;

export async function takeSample(by: Person, registrationId: string, over: object = {}): Promise<SampleView> {
  const body = { stage: 'interim', criteria: ['1.1'], reason: 'Spot check of knowledge.', ...over };
  const answer = await by.post(`/api/registrations/${registrationId}/samples`, body).expect(201);
  return answer.body as SampleView;
}

/** The body of a record that agrees with every criterion, but for what `over` says. */
export function recordOf(sample: Pick<SampleView, 'criteria'>, over: object = {}): object {
  return {
    checks: CHECKS,
    decisions: sample.criteria.map((criterion) => ({ criterion, decision: 'agreed' })),
    feedback: FEEDBACK,
    actions: [],
    ...over,
  };
}

export async function signSample(by: Person, sample: SampleView, over: object = {}): Promise<SampleView> {
  const answer = await by.post(`/api/samples/${sample.id}/record`, recordOf(sample, over)).expect(200);
  return answer.body as SampleView;
}

/** Takes a sample of one criterion and does not agree with it. */
export async function disagree(by: Person, registrationId: string, criterion: string): Promise<IqaActionView> {
  const sample = await takeSample(by, registrationId, { criteria: [criterion] });
  const { actions } = await signSample(by, sample, {
    decisions: [{ criterion, decision: 'not_agreed', note: 'The evidence does not show it.' }],
    actions: [essentialOn(criterion)],
  });
  if (!actions[0]) throw new Error('no action was raised');
  return actions[0];
}

export async function drawPlan(by: Person, over: object = {}): Promise<SamplingPlanView> {
  const answer = await by.post('/api/sampling-plans', { ...PERIOD, seed: 'spring', ...over }).expect(201);
  return answer.body as SamplingPlanView;
}
