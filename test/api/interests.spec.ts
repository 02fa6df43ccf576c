import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CoverageView } from '../../src/modules/coverage/coverage.dto.js';
import type { InterestPage, InterestView } from '../../src/modules/registrations/interests.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, OBSERVATION, signedRecord } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { makeReady, release, SAMPLED, sign, signatures } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { foundSecondCentre } from '../support/world.js';

const REASON = { reason: 'She no longer manages him.' };

describe('declared interests over HTTP', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;
  let foreigner: Person;
  let cast: Cast;
  let learners = 0;

  const declare = async (by: Person, over: object = {}): Promise<InterestView> => {
    const body = { learnerId: cast.learner.id, kind: 'line_management', ...over };
    return (await by.post('/api/interests', body).expect(201)).body as InterestView;
  };
  const end = (by: Person, { id }: InterestView, body: object = REASON) => by.post(`/api/interests/${id}/ending`, body);
  const seenBy = async (person: Person, query = `learnerId=${cast.learner.id}`) => {
    const { body } = await person.get(`/api/interests?${query}`).expect(200);
    return (body as InterestPage).items.map(({ id }) => id);
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
    foreigner = await foundSecondCentre(test.app);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Learner ${learners}`);
  });

  it('are listed to whoever declared them, and all of the centre to its manager and lead IQA', async () => {
    const own = await declare(cast.iqa, { kind: 'financial' });
    const other = await declare(cast.manager, { personId: cast.trainee.id });
    expect(await seenBy(cast.iqa)).toEqual([own.id]);
    expect(await seenBy(cast.learner)).toEqual([]);
    for (const person of [cast.manager, lead]) expect(await seenBy(person)).toEqual([own.id, other.id]);
    expect(await seenBy(lead, `personId=${cast.trainee.id}&learnerId=${cast.learner.id}`)).toEqual([other.id]);
    const { body } = await lead.get(`/api/interests?learnerId=${cast.learner.id}&limit=1`).expect(200);
    expect(body).toEqual({
      items: [
        {
          ...{ id: own.id, personId: cast.iqa.id, personName: 'Ingrid Shaw', kind: 'financial' },
          ...{ learnerId: cast.learner.id, learnerName: `Learner ${learners}`, declaredAt: own.declaredAt },
          ...{ isInForce: true, endedAt: null, endedByName: null, endingReason: null },
        },
      ],
      nextCursor: expect.any(String),
    });
  });

  it('end by a centre manager, with a reason, once, and stay on record', async () => {
    const interest = await declare(cast.iqa);
    for (const person of [cast.iqa, lead, cast.learner]) expectProblem(await end(person, interest), 403, 'NOT_ALLOWED');
    const blank = await end(cast.manager, interest, { reason: ' ' });
    expect(faultyPaths(blank)).toEqual(['reason']);
    const { body } = await end(cast.manager, interest).expect(200);
    expect(body).toMatchObject({ isInForce: false, endedByName: 'Morgan Ellis', endingReason: REASON.reason });
    expectProblem(await end(cast.manager, interest), 409, 'STATE_CONFLICT');
    expect(await seenBy(cast.iqa)).toEqual([interest.id]);
    const trail = await cast.manager.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
    const { items } = trail.body as { items: { type: string; facts: object }[] };
    expect(items.at(-1)).toMatchObject({ type: 'interest.ended', facts: REASON });
  });

  it('end once when two managers end them at once', async () => {
    const second = await addPerson(cast.manager, test.app, `Second Manager ${learners}`, ['centre_manager']);
    const interest = await declare(cast.iqa);
    const both = await Promise.all([cast.manager, second].map((person) => end(person, interest)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('are not ended by the person they are about, whatever else they are, nor from another centre', async () => {
    const many = await addPerson(cast.manager, test.app, `Mina Many ${learners}`, ['iqa', 'centre_manager']);
    const own = await declare(many);
    expectProblem(await end(many, own), 422, 'SEGREGATION_OF_DUTIES');
    expectProblem(await end(foreigner, own), 404, 'NOT_FOUND');
    expect(await seenBy(foreigner)).toEqual([]);
  });

  it('stop barring from acting once they have ended: the person may be allocated and may verify again', async () => {
    await makeReady(cast);
    const interest = await declare(cast.iqa);
    await sign(cast, cast.learner, { stage: 'learner' }).expect(201);
    await sign(cast, cast.assessor, { stage: 'assessor' }).expect(201);
    expectProblem(await sign(cast, cast.iqa, SAMPLED), 422, 'SEGREGATION_OF_DUTIES');
    await end(cast.manager, interest).expect(200);
    await sign(cast, cast.iqa, SAMPLED).expect(201);
    const other = await anotherLearner(test.app, staff, `Other Learner ${learners}`);
    const aunt = await addPerson(cast.manager, test.app, `Aunt ${learners}`, ['assessor']);
    const barred = await declare(aunt, { learnerId: other.learner.id });
    const allocate = () => cast.manager.patch(`/api/registrations/${other.registrationId}`, { coAssessorId: aunt.id });
    expectProblem(await allocate(), 422, 'SEGREGATION_OF_DUTIES');
    await end(cast.manager, barred).expect(200);
    await allocate().expect(200);
  });

  it('bring back nothing when they end: signatures stay void, and what was made while they stood never counts', async () => {
    await makeReady(cast);
    await release(cast);
    const interest = await declare(cast.assessor);
    const before = await signatures(cast);
    expect(before.items.every(({ voidedAt }) => voidedAt !== null)).toBe(true);
    const counting = async () => {
      const { body } = await cast.manager.get(`/api/registrations/${cast.registrationId}/coverage`).expect(200);
      const { criteria } = body as CoverageView;
      return (criteria.find(({ code }) => code === '2.1')?.claims ?? []).map(({ ref, counts }) => [ref, counts]);
    };
    expect(await counting()).toEqual([['E001', 'none']]);

    await end(cast.manager, interest).expect(200);
    expect(await counting()).toEqual([['E001', 'none']]);
    expect(await signatures(cast)).toEqual(before);

    const anew = await signedRecord(cast, OBSERVATION, ['2.1']);
    await accept(cast, anew, ['2.1']);
    expect(await counting()).toEqual([
      ['E001', 'none'],
      ['E003', 'substantive'],
    ]);
  });
});
