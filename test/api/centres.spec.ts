import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import { claimsOn, draft, OBSERVATION, PRODUCT } from '../support/evidence.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';
import { foundSecondCentre } from '../support/world.js';

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
}

describe('two centres in one installation', () => {
  let test: TestApp;
  let here: Cast;
  let there: Cast;
  let item: string;

  async function secondCast(): Promise<Cast> {
    const manager = await foundSecondCentre(test.app);
    const person = (name: string, role: 'learner' | 'assessor' | 'trainee_assessor' | 'iqa') =>
      addPerson(manager, test.app, name, [role]);
    const learner = await person('Tom There', 'learner');
    const assessor = await person('Ann There', 'assessor');
    const trainee = await person('Tia There', 'trainee_assessor');
    const iqa = await person('Ian There', 'iqa');
    const staff = { assessorId: assessor.id, iqaId: iqa.id };
    const { body } = await manager
      .post('/api/registrations', { learnerId: learner.id, unit: 'U40', registeredOn: '2026-01-12', ...staff })
      .expect(201);
    return { manager, learner, assessor, trainee, iqa, registrationId: (body as { id: string }).id };
  }

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    here = await castOf(test.app);
    there = await secondCast();
    item = (await draft(here.learner, PRODUCT)).id;
  });
  afterAll(() => test.close());

  const ids = async (person: Person, path: string) =>
    ((await person.get(path).expect(200)).body as Page).items.map(({ id }) => id);

  it('never show each other’s people, registrations or evidence in lists, filtered or not', async () => {
    expect(await ids(there.manager, '/api/users?limit=200')).not.toContain(here.learner.id);
    expect(await ids(there.manager, '/api/registrations')).toEqual([there.registrationId]);
    expect(await ids(there.manager, '/api/evidence')).toEqual([]);
    for (const filter of [`learnerId=${here.learner.id}`, `assessorId=${here.assessor.id}`, `iqaId=${here.iqa.id}`]) {
      expect(await ids(there.manager, `/api/registrations?${filter}`)).toEqual([]);
    }
    for (const filter of [`learnerId=${here.learner.id}`, `registrationId=${here.registrationId}`, 'q=Wrong']) {
      expect(await ids(there.manager, `/api/evidence?${filter}`)).toEqual([]);
    }
  });

  it('cannot read on with each other’s cursor', async () => {
    const { nextCursor } = (await here.manager.get('/api/users?limit=1').expect(200)).body as Page;
    const onward = await ids(there.manager, `/api/users?limit=200&cursor=${nextCursor}`);
    expect(onward).toContain(there.learner.id);
    expect(onward).not.toContain(here.learner.id);
  });

  it('cannot name each other’s people in a registration', async () => {
    const own = await addPerson(there.manager, test.app, 'Lou There', ['learner']);
    const body = {
      learnerId: own.id,
      unit: 'U40',
      registeredOn: '2026-01-12',
      assessorId: there.assessor.id,
      iqaId: there.iqa.id,
    };
    for (const part of [
      { learnerId: here.learner.id },
      { assessorId: here.assessor.id },
      { iqaId: here.iqa.id },
      { coAssessorId: here.trainee.id },
    ]) {
      expectProblem(await there.manager.post('/api/registrations', { ...body, ...part }), 422, 'ROLE_MISSING');
    }
    const change = { assessorId: here.assessor.id };
    expectProblem(await there.manager.patch(`/api/registrations/${there.registrationId}`, change), 422, 'ROLE_MISSING');
  });

  it('cannot put evidence into each other’s portfolios, nor claims on each other’s registrations', async () => {
    const foreign = { ...OBSERVATION, learnerId: here.learner.id };
    expectProblem(await there.assessor.post('/api/evidence', foreign), 404, 'NOT_FOUND');
    const own = await draft(there.learner, PRODUCT);
    const claims = claimsOn(here.registrationId, ['2.6']);
    expectProblem(await there.learner.put(`/api/evidence/${own.id}/claims`, claims), 422, 'CLAIM_UNKNOWN');
  });

  it('cannot rest a judgement on each other’s evidence', async () => {
    const answer = await there.assessor.post(`/api/registrations/${there.registrationId}/judgements`, {
      criterion: '1.1',
      outcome: 'not_yet_met',
      rationale: 'x',
      evidenceIds: [item],
    });
    expectProblem(answer, 422, 'EVIDENCE_NOT_COUNTABLE');
  });

  it('find nothing of each other by its id, whatever their role', async () => {
    const paths = [
      `/api/evidence/${item}`,
      `/api/registrations/${here.registrationId}`,
      `/api/registrations/${here.registrationId}/coverage`,
      `/api/registrations/${here.registrationId}/audit`,
      `/api/registrations/${here.registrationId}/judgements`,
      `/api/registrations/${here.registrationId}/sign-offs`,
    ];
    for (const person of [there.manager, there.assessor, there.trainee, there.iqa, there.learner]) {
      for (const path of paths) expectProblem(await person.get(path), 404, 'NOT_FOUND');
    }
  });

  it('keep what a person wrote from them once they are handed over: the list shows what can be opened', async () => {
    const { id } = await draft(here.assessor, { ...OBSERVATION, learnerId: here.learner.id });
    const successor = await addPerson(here.manager, test.app, 'Sue Cessor', ['assessor']);
    await here.manager.patch(`/api/registrations/${here.registrationId}`, { assessorId: successor.id }).expect(200);
    expectProblem(await here.assessor.get(`/api/evidence/${id}`), 404, 'NOT_FOUND');
    expect(await ids(here.assessor, '/api/evidence')).toEqual([]);
  });
});
