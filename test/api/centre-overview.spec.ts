import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, DISCUSSION, signedRecord, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { judge, makeReady, release } from '../support/ready-unit.js';
import { SkippingClock, TODAY } from '../support/running-clock.js';
import { ADVICE, drawPlan, signSample, takeSample } from '../support/sampling.js';
import { overviewOf, titlesOf, waitingFor } from '../support/workload.js';
import { foundSecondCentre } from '../support/world.js';

jest.setTimeout(60_000);

/** A Monday, as in the stories. */
const clock = new SkippingClock(`${TODAY}T09:00:00.000Z`);

describe('the overview of a centre', () => {
  let test: TestApp;
  let cast: Cast;
  let lead: Person;

  beforeAll(async () => {
    test = await buildApp({ clock });
    cast = await castOf(test.app);
    lead = await addPerson(cast.manager, test.app, 'Lea Lead', ['lead_iqa']);
  });
  afterAll(() => test.close());

  it('is empty of everything before anything has happened, and of other centres always', async () => {
    const foreign = await foundSecondCentre(test.app);
    expect(await overviewOf(test, foreign)).toEqual({
      unit: null,
      progress: { registrations: 0, states: [], criteria: 0, met: 0, evidenced: 0 },
      overdue: { evidence: 0, actions: 0, samples: 0, standardWorkingDays: 10 },
      turnaround: {
        ...{ from: '2026-03-04', to: TODAY, decisions: 0 },
        ...{ medianWorkingDays: null, ninetiethPercentileWorkingDays: null },
      },
      gaps: [],
      iqa: { due: 0, done: 0, assessors: 0, items: [] },
      asOf: expect.any(String),
    });
    for (const person of [cast.learner, cast.assessor, cast.iqa]) {
      expectProblem(await person.get('/api/centre/overview'), 403, 'NOT_ALLOWED');
    }
  });

  it('counts units by state and criteria by status, with the commonest blockers of those that are not released', async () => {
    const released = await anotherLearner(test.app, cast, 'Rena Released');
    await makeReady(released);
    await release(released);
    const begun = await anotherLearner(test.app, cast, 'Bob Begun');
    await accept(begun, await signedRecord(begun, DISCUSSION, ['1.1']), ['1.1']);
    const view = await overviewOf(test, cast.manager);
    expect(view.progress).toMatchObject({
      registrations: 3,
      states: [
        { state: 'in_progress', registrations: 2 },
        { state: 'iqa_released', registrations: 1 },
      ],
      criteria: 51,
      met: 17,
    });
    expect(view.gaps.map(({ criterion }) => criterion).slice(0, 2)).toEqual(['1.1', '1.2']);
    expect(view.gaps[0]).toEqual({
      criterion: '1.1',
      counts: [
        { status: 'unclaimed', registrations: 1 },
        { status: 'evidenced', registrations: 1 },
      ],
      blockers: [{ code: 'NO_EVIDENCE', registrations: 1 }],
    });
    expect(view.gaps[1]?.blockers).toEqual([{ code: 'NO_EVIDENCE', registrations: 2 }]);
    expect(await overviewOf(test, lead, '?unit=U40')).toMatchObject({ unit: 'U40', progress: view.progress });
    expect((await overviewOf(test, lead, '?unit=U99')).progress.registrations).toBe(0);
  });

  it('measures from submission to the first decision in working days', async () => {
    const own = await anotherLearner(test.app, cast, 'Tom Turnaround');
    const before = (await overviewOf(test, cast.manager)).turnaround;
    expect([before.medianWorkingDays, before.ninetiethPercentileWorkingDays]).toEqual([0, 0]);
    const slow = [];
    for (let piece = 0; piece < 3; piece += 1) slow.push(await submittedProduct(own, ['2.6']));
    // From Monday over a weekend to Tuesday: six working days.
    clock.skipTo('2026-06-09T09:00:00.000Z');
    const assessor = await signIn(test.app, cast.assessor.email);
    for (const id of slow) await accept(own, id, ['2.6'], assessor);
    const manager = await signIn(test.app, cast.manager.email);
    const { turnaround } = await overviewOf(test, manager);
    expect(turnaround.decisions).toBe(before.decisions + 3);
    expect(turnaround.medianWorkingDays).toBe(slow.length > before.decisions ? 6 : 0);
    expect(turnaround.ninetiethPercentileWorkingDays).toBe(6);
    // A second decision on the same submission is no turnaround.
    await assessor.post(`/api/evidence/${slow[0] ?? ''}/reopening`, { reason: 'The wrong claim.' }).expect(200);
    await accept(own, slow[0] ?? '', ['2.6'], assessor);
    expect((await overviewOf(test, manager)).turnaround.decisions).toBe(turnaround.decisions);
  });

  it('counts what is overdue from the day after, and each assessor’s samples by the plan', async () => {
    const people = { ...cast };
    for (const part of ['manager', 'assessor', 'trainee', 'iqa'] as const) {
      people[part] = await signIn(test.app, cast[part].email);
    }
    lead = await signIn(test.app, lead.email);
    const own = await anotherLearner(test.app, people, 'Olga Overdue');
    const discussion = await signedRecord(own, DISCUSSION, ['1.1']);
    await accept(own, discussion, ['1.1']);
    await judge(own, '1.1', [discussion]);
    const sample = await takeSample(own.iqa, own.registrationId);
    await signSample(own.iqa, sample, { actions: [{ ...ADVICE, dueDate: '2026-06-20' }] });
    await submittedProduct(own, ['2.6']);
    const { samples } = await drawPlan(lead, { from: '2026-01-01', to: '2026-06-09' });
    expect(samples.length).toBeGreaterThan(0);
    const [planned] = samples;
    const first = await overviewOf(test, people.manager);
    expect(first.overdue).toMatchObject({ evidence: 0, actions: 0, samples: 0 });
    expect(first.iqa).toMatchObject({ due: samples.length, done: 0 });
    const body = { stage: planned?.stage, criteria: planned?.criteria, plannedSampleId: planned?.id };
    await people.iqa.post(`/api/registrations/${planned?.registrationId ?? ''}/samples`, body).expect(201);

    // Ten working days after Tuesday 9 June is Tuesday 23 June.
    clock.skipTo('2026-06-23T09:00:00.000Z');
    people.manager = await signIn(test.app, cast.manager.email);
    const due = await overviewOf(test, people.manager);
    expect(due.overdue).toMatchObject({ evidence: 0, actions: 1, samples: samples.length - 1 });
    clock.skipTo('2026-06-24T09:00:00.000Z');
    people.manager = await signIn(test.app, cast.manager.email);
    const late = await overviewOf(test, people.manager);
    expect(late.overdue).toMatchObject({ evidence: 1, actions: 1 });
    expect(late.iqa).toMatchObject({ due: samples.length, done: 1 });
    const assessor = late.iqa.items.find(({ assessorId }) => assessorId === cast.assessor.id);
    expect(assessor).toMatchObject({ assessorName: 'Daniel Price', openActions: 1, lastSampledOn: '2026-06-09' });

    const iqaLead = await signIn(test.app, lead.email);
    expect(await titlesOf(test, iqaLead, 'action_overdue')).toEqual([
      'Ask about an unfinished action of U40, Olga Overdue: it was due on 2026-06-20',
    ]);
    expect(await waitingFor(test, iqaLead, 'sample_overdue')).toHaveLength(samples.length - 1);
    const evidence = await waitingFor(test, await signIn(test.app, cast.assessor.email), 'evidence_to_decide');
    expect(evidence.map(({ dueOn, overdue }) => [dueOn, overdue])).toEqual([['2026-06-23', true]]);
  });
});
