import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DrawView, SamplingPlanView } from '../../src/modules/verification/sampling.dto.js';
import type {
  AssessorRiskPage,
  PlannedSamplePage,
  SamplingPlanPage,
} from '../../src/modules/verification/sampling.dto.js';
import { selectSample } from '../../src/domain/sampling/select-sample.js';
import { DEFAULT_SAMPLING_POLICY } from '../../src/domain/sampling/sampling-policy.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, signedRecord, DISCUSSION, OBSERVATION } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { CALM_POLICY, disagree, drawPlan, PERIOD, signSample, takeSample } from '../support/sampling.js';

describe('a sampling strategy over HTTP', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
  });
  afterAll(() => test.close());

  it('is the product’s default until a lead IQA changes it; every version is kept', async () => {
    const first = await staff.iqa.get('/api/sampling-policy').expect(200);
    expect(first.body).toEqual({ version: 0, policy: DEFAULT_SAMPLING_POLICY, changedById: null, changedAt: null });
    expect(first.headers.etag).toBe('"r0"');
    expectProblem(await staff.iqa.put('/api/sampling-policy', CALM_POLICY, '"r0"'), 403, 'NOT_ALLOWED');
    const changed = await lead.put('/api/sampling-policy', CALM_POLICY, '"r0"').expect(200);
    expect(changed.body).toMatchObject({ version: 1, policy: CALM_POLICY, changedById: lead.id });
    expectProblem(await lead.put('/api/sampling-policy', CALM_POLICY, '"r0"'), 412, 'IF_MATCH_STALE');
    await lead.put('/api/sampling-policy', { ...CALM_POLICY, settlingAccepts: 4 }, '"r1"').expect(200);
    const { body } = await staff.iqa.get('/api/sampling-policy/versions').expect(200);
    const versions = (body as { items: { version: number; policy: typeof CALM_POLICY }[] }).items;
    expect(versions.map(({ version, policy }) => [version, policy.settlingAccepts])).toEqual([
      [2, 4],
      [1, 3],
    ]);
  });

  it('is one version when two lead IQAs change it at once', async () => {
    const { headers } = await lead.get('/api/sampling-policy').expect(200);
    const etag = String(headers.etag);
    const both = await Promise.all([0, 1].map(() => lead.put('/api/sampling-policy', CALM_POLICY, etag)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('never samples less where there is more risk', async () => {
    const upside = { ...CALM_POLICY, low: { ...CALM_POLICY.low, learnersPercent: 90 } };
    const answer = await lead.put('/api/sampling-policy', upside);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(faultyPaths(answer)).toEqual(['low.learnersPercent']);
    const outOfRange = await lead.put('/api/sampling-policy', { ...CALM_POLICY, cycleMonths: 0, high: null });
    expect(faultyPaths(outOfRange).map((path) => path.split('.')[0])).toEqual(
      expect.arrayContaining(['high', 'cycleMonths']),
    );
  });
});

describe('plans over HTTP', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;
  const casts: Cast[] = [];

  /** A learner with one discussed criterion, judged by an assessor who is no longer new. */
  async function judged(name: string, criterion = '1.3'): Promise<Cast> {
    const cast = await anotherLearner(test.app, staff, name);
    const discussion = await signedRecord(cast, DISCUSSION, [criterion]);
    await accept(cast, discussion, [criterion]);
    await judge(cast, criterion, [discussion]);
    return cast;
  }
  const idsOf = ({ samples }: SamplingPlanView) => samples.map(({ registrationId }) => registrationId).sort();
  const namesOn = (
    plan: SamplingPlanView,
    axis: string,
    side: 'touched' | 'untouched',
    of: 'cover' | 'achieved' = 'cover',
  ) => plan[of].find((each) => each.axis === axis)?.[side].map(({ name }) => name);
  const planNow = async (by: Person, id: string, version?: number): Promise<SamplingPlanView> => {
    const query = version === undefined ? '' : `?version=${version}`;
    return (await by.get(`/api/sampling-plans/${id}${query}`).expect(200)).body as SamplingPlanView;
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
    await lead.put('/api/sampling-policy', CALM_POLICY).expect(200);
    // The first decision of an assessor is always sampled, whatever comes after.
    for (let index = 0; index < 10; index += 1) casts.push(await judged(`Plan Learner ${index}`));
  });
  afterAll(() => test.close());

  it('rates each assessor of the unit, with reasons', async () => {
    const { body } = await staff.iqa.get('/api/assessor-risks?unit=U40').expect(200);
    expect((body as AssessorRiskPage).items).toMatchObject([
      {
        ...{ assessorId: staff.assessor.id, assessorName: 'Daniel Price', unit: 'U40', level: 'low' },
        reasons: [{ code: 'stable' }],
        ...{ learnersPercent: 20, acceptsInARow: 0, disputedCriteria: [] },
      },
    ]);
    expectProblem(await staff.iqa.get('/api/assessor-risks?unit=U99'), 422, 'UNIT_UNKNOWN');
    expectProblem(await staff.assessor.get('/api/assessor-risks?unit=U40'), 403, 'NOT_ALLOWED');
  });

  it('propose a share by risk, with a reason for each choice and the cover axis by axis', async () => {
    const plan = await drawPlan(lead);
    expect(plan).toMatchObject({ unit: 'U40', seed: 'spring', version: 1, iqaId: null, isCurrent: true });
    expect(plan.shares).toEqual([
      { assessor: { id: staff.assessor.id, name: 'Daniel Price' }, level: 'low', learners: 10, quota: 2, sampled: 2 },
    ]);
    expect(plan.samples).toHaveLength(2);
    const first = plan.samples.find(({ registrationId }) => registrationId === casts[0]?.registrationId);
    expect(first?.reasons.map(({ code }) => code)).toEqual(['first_on_unit', 'new_method']);
    expect(plan.samples.find((each) => each !== first)?.reasons).toEqual([
      { code: 'random', criterion: null, sentence: 'Drawn by lot.' },
    ]);
    expect(first).toMatchObject({
      ...{ criteria: ['1.3'], methods: ['professional_discussion'], stage: 'interim', status: 'planned' },
      iqa: { name: 'Ingrid Shaw' },
    });
    expect(namesOn(plan, 'candidates', 'touched')).toHaveLength(2);
    expect(namesOn(plan, 'candidates', 'untouched')).toHaveLength(8);
    expect(namesOn(plan, 'assessors', 'touched')).toEqual(['Daniel Price']);
    expect(namesOn(plan, 'methods', 'touched')).toEqual(['Professional discussion']);
    expect(namesOn(plan, 'elements', 'touched')).toEqual(['AC1.3']);
    expect(namesOn(plan, 'locations', 'touched')).toEqual(['not stated']);
    expect(plan.cover.filter(({ axis }) => axis !== 'candidates').flatMap(({ untouched }) => untouched)).toEqual([]);
    expect(namesOn(plan, 'methods', 'untouched', 'achieved')).toEqual(['Professional discussion']);
  });

  it('can be drawn again by anybody from the seed and the facts, and give the same sample', async () => {
    const [plan, again] = [await drawPlan(lead), await drawPlan(lead)];
    expect(idsOf(again)).toEqual(idsOf(plan));
    expect(again.populationSha256).toBe(plan.populationSha256);
    // One learner of nine is left to the lot: eight other seeds do not all draw the same.
    const others = await Promise.all(
      Array.from({ length: 8 }, (_, index) => drawPlan(lead, { seed: `autumn ${index}` })),
    );
    expect(new Set([plan, ...others].map((each) => idsOf(each).join())).size).toBeGreaterThan(1);
    const { body } = await lead.get(`/api/sampling-plans/${plan.id}/draw`).expect(200);
    const draw = body as DrawView;
    expect(draw).toMatchObject({ version: 1, agrees: true, populationSha256: plan.populationSha256 });
    const choices = selectSample(draw.facts).choices.map(({ registrationId, criteria }) => ({
      registrationId,
      criteria,
    }));
    expect(choices).toEqual(
      plan.samples
        .map(({ registrationId, criteria }) => ({ registrationId, criteria }))
        .sort((a, b) => (a.registrationId < b.registrationId ? -1 : 1)),
    );
  });

  it('draw from the decisions of their period alone', async () => {
    const spring = await drawPlan(lead, { from: '2026-03-01', to: '2026-05-31' });
    expect(spring).toMatchObject({ samples: [], shares: [], isCurrent: true });
    expect(spring.cover.flatMap(({ touched, untouched }) => [...touched, ...untouched])).toEqual([]);
  });

  it('refuse a unit nobody has, a period that ends before it begins and days that are none', async () => {
    expectProblem(await lead.post('/api/sampling-plans', { ...PERIOD, unit: 'U99' }), 422, 'UNIT_UNKNOWN');
    const reversed = await lead.post('/api/sampling-plans', { ...PERIOD, to: '2026-03-01' });
    expectProblem(reversed, 400, 'VALIDATION_FAILED');
    expect(faultyPaths(reversed)).toEqual(['to']);
    expectProblem(await lead.post('/api/sampling-plans', { ...PERIOD, from: '2026-02-30' }), 400, 'VALIDATION_FAILED');
  });

  it('are an IQA’s own, or the lead IQA’s for the whole centre, who tells each IQA what to sample', async () => {
    const second = await addPerson(staff.manager, test.app, 'Sol Second', ['iqa']);
    const plan = await drawPlan(lead);
    expectProblem(await staff.iqa.get(`/api/sampling-plans/${plan.id}`), 404, 'NOT_FOUND');
    const own = await drawPlan(staff.iqa);
    expect(own.iqaId).toBe(staff.iqa.id);
    expect((await drawPlan(second)).samples).toEqual([]);
    await lead.get(`/api/sampling-plans/${own.id}`).expect(200);
    const { body } = await second.get('/api/sampling-plans').expect(200);
    expect((body as SamplingPlanPage).items.map(({ iqaId }) => iqaId)).toEqual([second.id]);
    const mine = (await staff.iqa.get('/api/planned-samples').expect(200)).body as PlannedSamplePage;
    expect(mine.items.filter(({ planId }) => planId === plan.id)).toHaveLength(2);
    expect(((await second.get('/api/planned-samples').expect(200)).body as PlannedSamplePage).items).toEqual([]);
  });

  it('are drawn anew when something has happened, as a version that keeps what was sampled', async () => {
    const plan = await drawPlan(lead);
    expectProblem(await lead.post(`/api/sampling-plans/${plan.id}/versions`), 409, 'STATE_CONFLICT');
    const chosen = plan.samples.find(({ reasons }) => reasons.some(({ code }) => code === 'random'));
    if (!chosen) throw new Error('nothing was drawn by lot');
    const less = await staff.iqa.post(`/api/registrations/${chosen.registrationId}/samples`, {
      ...{ stage: 'interim', criteria: ['2.1'], plannedSampleId: chosen.id },
    });
    expectProblem(less, 422, 'SAMPLE_INCOMPLETE');
    expect(faultyPaths(less)).toEqual(['criteria']);
    const sample = await takeSample(staff.iqa, chosen.registrationId, {
      ...{ criteria: chosen.criteria, reason: null, plannedSampleId: chosen.id },
    });
    expect(sample.selectionReason).toBe('Drawn by lot.');
    await signSample(staff.iqa, sample);
    const achieved = await planNow(lead, plan.id);
    expect(achieved.samples.find(({ id }) => id === chosen.id)).toMatchObject({
      ...{ status: 'signed', sampleId: sample.id, actualDate: '2026-06-01' },
    });
    expect(namesOn(achieved, 'elements', 'touched', 'achieved')).toEqual(['AC1.3']);

    // An observation is a method that the assessor has not used on this unit before.
    const cast = casts.find(({ registrationId }) => !idsOf(plan).includes(registrationId)) ?? staff;
    const observation = await signedRecord(cast, OBSERVATION, ['2.1']);
    await accept(cast, observation, ['2.1']);
    await judge(cast, '2.1', [observation], { overrideReason: 'Seen twice that day.' });
    expect((await planNow(lead, plan.id)).isCurrent).toBe(false);
    const { body } = await lead.post(`/api/sampling-plans/${plan.id}/versions`).expect(201);
    const second = body as SamplingPlanView;
    expect(second).toMatchObject({ version: 2, isCurrent: true, shown: { version: 2, cause: 'asked' } });
    const reasonsOf = (registrationId: string) =>
      second.samples.find((each) => each.registrationId === registrationId)?.reasons.map(({ code }) => code);
    expect(reasonsOf(cast.registrationId)).toEqual(expect.arrayContaining(['override', 'new_method']));
    expect(reasonsOf(chosen.registrationId)).toEqual(['already_sampled']);
    const before = await planNow(lead, plan.id, 1);
    expect(idsOf(before)).toEqual(idsOf(plan));
    expect(before.versions.map(({ version }) => version)).toEqual([1, 2]);
    expectProblem(await lead.get(`/api/sampling-plans/${plan.id}?version=3`), 404, 'NOT_FOUND');
    const old = plan.samples.find((each) => each.id !== chosen.id);
    const late = { stage: 'interim', criteria: ['1.3'], plannedSampleId: old?.id };
    expectProblem(
      await staff.iqa.post(`/api/registrations/${old?.registrationId ?? ''}/samples`, late),
      409,
      'STATE_CONFLICT',
    );
  });

  it('widen by themselves to like decisions once an IQA has disagreed repeatedly (§4.2)', async () => {
    const plan = await drawPlan(lead, { seed: 'widening' });
    expect(plan.shares).toMatchObject([{ level: 'low' }]);
    await disagree(staff.iqa, casts[1]?.registrationId ?? '', '1.3');
    await disagree(staff.iqa, casts[2]?.registrationId ?? '', '1.3');
    const { body } = await lead.get('/api/assessor-risks?unit=U40').expect(200);
    const [rating] = (body as AssessorRiskPage).items;
    expect(rating).toMatchObject({ level: 'high', learnersPercent: 100, disputedCriteria: ['1.3'] });
    expect(rating?.reasons.map(({ code }) => code)).toEqual([
      ...['last_sample_rejected', 'repeated_disagreement', 'open_action'],
    ]);
    const widened = await planNow(lead, plan.id);
    expect(widened).toMatchObject({ version: 3, isCurrent: true, shown: { cause: 'disagreement' } });
    expect(widened.shares).toMatchObject([{ level: 'high', learners: 10, sampled: 10 }]);
    const like = widened.samples.filter(({ reasons }) => reasons.some(({ code }) => code === 'like_decision'));
    expect(like).toHaveLength(10);
    expect(like[0]?.riskReasons).toContain('2 decisions were not agreed with in the last 12 months.');
  });
});
