import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { type Operation, OPERATIONS, opensWithVisit } from '../../src/domain/access/permissions.js';
import type { RegistrationView } from '../../src/modules/registrations/registrations.dto.js';
import { PublishSpecifications } from '../../src/modules/specifications/publish-specifications.js';
import { VisitViewRecord } from '../../src/modules/visits/visit-view.record.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { U40 } from '../../templates/units/u40.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { allowInserts, refuseInserts } from '../support/database-owner.js';
import { claimsOn, draft, PRODUCT, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Person, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { addressOf, type RouteSample, routeSamples } from '../support/route-samples.js';
import { type RunningClock, storyClock } from '../support/running-clock.js';
import { openVisit, planVisit, suspend, viewsOf, VISIT } from '../support/visits.js';
import { buildWorld, type World } from '../support/world.js';

interface Route {
  readonly name: string;
  readonly sample: RouteSample;
  /** `null` for what needs no session. */
  readonly operation: Operation | null;
}

type Method = 'get' | 'head' | 'options' | 'post' | 'patch' | 'put' | 'delete';

/** What an external verifier may do besides the records of their own visit: to their own account, and have a portfolio printed. */
const OTHER_WRITES = [
  'DELETE /api/sessions/current',
  'POST /api/me/password',
  'PUT /api/me/notification-settings',
  'POST /api/me/diary',
  'DELETE /api/me/diary',
  'POST /api/registrations/{id}/portfolio-exports',
  'POST /api/learners/{id}/portfolio-exports',
];
const OWN_ACCOUNT: readonly (Operation | null)[] = ['self:read', 'self:change', 'session:end'];

/** The whole world of people and records takes long to build on a busy machine. */
jest.setTimeout(120_000);

describe('what an external verifier sees', () => {
  let test: TestApp;
  let clock: RunningClock;
  let world: World;
  let routes: readonly Route[];
  let twin: string;

  beforeAll(async () => {
    clock = storyClock();
    test = await buildApp({ clock });
    await test.app.get(PublishSpecifications).run([{ ...U40, key: 'TWIN' }]);
    world = await buildWorld(test.app);
    const samples = routeSamples(world);
    const { paths } = (await world.manager.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
    routes = Object.entries(samples).map(([name, sample]) => {
      const [method = '', path = ''] = name.split(' ');
      const methods = paths[path] as Record<string, { 'x-operation'?: Operation }> | undefined;
      return { name, sample, operation: methods?.[method.toLowerCase()]?.['x-operation'] ?? null };
    });
    const { body } = await world.manager
      .post('/api/registrations', {
        ...{ learnerId: world.learner.id, unit: 'TWIN', registeredOn: '2026-01-12' },
        ...{ assessorId: world.assessor.id, iqaId: world.iqa.id },
      })
      .expect(201);
    twin = (body as { id: string }).id;
  });
  afterAll(() => test.close());

  async function statusOf({ name, sample }: Route, person: Person): Promise<number> {
    const [method = ''] = name.split(' ');
    const request = person.as(method.toLowerCase() as Method, addressOf(name, sample)).set(sample.headers ?? {});
    if (sample.ifMatch !== undefined) void request.set('if-match', '*');
    const answer = await (sample.file === undefined
      ? request.send(sample.body as object | undefined)
      : request.attach('file', Buffer.from(sample.file), 'words.txt'));
    return answer.status;
  }

  const isWrite = ({ name }: Route): boolean => !/^(GET|HEAD|OPTIONS) /.test(name);
  const onObject = ({ operation }: Route): boolean => operation !== null && OPERATIONS[operation].on === 'object';

  it('changes nothing of the centre’s: every write is refused but those of their own visit', async () => {
    const writes = routes.filter(
      (route) =>
        isWrite(route) &&
        route.operation !== null &&
        !OTHER_WRITES.includes(route.name) &&
        !(route.name.includes('/eqa-visits') && ['visit:record', 'visit:select'].includes(route.operation)),
    );
    expect(writes.length).toBeGreaterThan(45);
    const wrong: string[] = [];
    for (const route of writes) {
      const status = await statusOf(route, world.visiting);
      if (![403, 404].includes(status)) wrong.push(`${route.name}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('leaves one line in the log for each request, refused ones included, and not for their own account', async () => {
    const before = (await viewsOf(world.manager, world.visitId)).length;
    const expected: string[] = [];
    for (const route of routes.filter((one) => !isWrite(one) && one.operation !== null)) {
      const status = await statusOf(route, world.visiting);
      if (OWN_ACCOUNT.includes(route.operation)) continue;
      expected.push(`${route.name.split(' ')[0]} ${route.operation} ${status}`);
    }
    const views = (await viewsOf(world.manager, world.visitId)).slice(before);
    expect(views.map(({ method, operation, status }) => `${method} ${operation} ${status}`)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(35);
    const download = views.find(({ route }) => route === '/api/evidence/:id/files/:fileId');
    const fileId = world.withdrawn.files[0]?.id;
    expect(download).toMatchObject({ evidenceId: world.withdrawn.id, fileId, registrationId: null, status: 200 });
    const trail = views.find(({ operation }) => operation === 'criterion_trail:read');
    expect(trail).toMatchObject({ registrationId: world.registrationId, evidenceId: null, status: 200 });
    expect(trail?.path).toBe(`/api/registrations/${world.registrationId}/criteria/1.1/trail`);
    // Guards refuse before anything is looked at; that is a line as well.
    expect(views.some(({ route, status }) => route === '/api/users' && status === 403)).toBe(true);
    expectProblem(await world.visiting.get(`/api/eqa-visits/${world.visitId}/views`), 403, 'NOT_ALLOWED');
  });

  it('is not shown when it cannot be logged', async () => {
    const unitOfWork = test.app.get(UnitOfWork);
    const file = `/api/evidence/${world.withdrawn.id}/files/${world.withdrawn.files[0]?.id}`;
    await unitOfWork.run(() => refuseInserts(unitOfWork, VisitViewRecord));
    try {
      for (const path of [file, `/api/registrations/${world.registrationId}`, '/api/users']) {
        expectProblem(await world.visiting.get(path), 503, 'UNAVAILABLE');
      }
      await world.visiting.get('/api/me').expect(200);
      await world.assessor.get(`/api/registrations/${world.registrationId}`).expect(200);
    } finally {
      await unitOfWork.run(() => allowInserts(unitOfWork));
    }
    await world.visiting.get(file).expect(200);
  });

  it('is logged once more when a request is repeated under its key', async () => {
    const write = () =>
      world.visiting
        .as('post', `/api/eqa-visits/${world.visitId}/notes`)
        .set('idempotency-key', 'note-1')
        .send({ text: 'Said once.' })
        .expect(201);
    const before = (await viewsOf(world.manager, world.visitId)).length;
    expect((await write()).body).toEqual((await write()).body);
    expect(await viewsOf(world.manager, world.visitId)).toHaveLength(before + 2);
    const notes = await world.visiting.get(`/api/eqa-visits/${world.visitId}/notes`).expect(200);
    expect((notes.body as { items: object[] }).items).toHaveLength(1);
  });

  it('is the registrations they chose, by name and not by number, and their units’ plans', async () => {
    const list = async (path: string) =>
      ((await world.visiting.get(path).expect(200)).body as { items: RegistrationView[] }).items;
    expect(await list('/api/registrations')).toMatchObject([
      { id: world.registrationId, learnerName: 'Maya Okafor', uln: null, relations: ['eqa'] },
    ]);
    const { allowed } = (await world.visiting.get(`/api/registrations/${world.registrationId}`))
      .body as RegistrationView;
    expect(allowed).toContain('evidence:download');
    expect(allowed.filter((operation) => !/:(read|download|list)(_|$)/.test(operation))).toEqual(['portfolio:export']);
    expectProblem(await world.visiting.get(`/api/registrations/${twin}`), 404, 'NOT_FOUND');
    expect((await list('/api/sampling-plans')).map(({ id }) => id)).toEqual([world.planId]);
    const other = await anotherLearner(test.app, world, 'Nora Not Chosen');
    const theirs = await submittedProduct(other, ['2.6']);
    for (const path of [
      `/api/registrations/${other.registrationId}`,
      `/api/registrations/${other.registrationId}/coverage`,
      `/api/evidence/${theirs}`,
      `/api/complaint-cases/analysis?learnerId=${other.learner.id}`,
    ]) {
      expectProblem(await world.visiting.get(path), 404, 'NOT_FOUND');
    }
    expect(await list(`/api/evidence?learnerId=${other.learner.id}`)).toEqual([]);
  });

  it('is the evidence that was handed in for them, and neither drafts nor what is for another unit', async () => {
    const forTwin = await draft(world.learner, PRODUCT);
    await world.learner.put(`/api/evidence/${forTwin.id}/claims`, claimsOn(twin, ['2.6'])).expect(200);
    const drafted = await draft(world.learner, PRODUCT);
    await world.learner.put(`/api/evidence/${drafted.id}/claims`, claimsOn(world.registrationId, ['2.6'])).expect(200);
    const { body } = await world.visiting.get('/api/evidence?limit=200').expect(200);
    const shown = (body as { items: { id: string; submittedAt: string | null }[] }).items;
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.every(({ submittedAt }) => submittedAt !== null)).toBe(true);
    const ids = shown.map(({ id }) => id);
    expect(ids).toContain(world.withdrawn.id);
    for (const id of [forTwin.id, drafted.id]) {
      expect(ids).not.toContain(id);
      expectProblem(await world.visiting.get(`/api/evidence/${id}`), 404, 'NOT_FOUND');
    }
  });

  it('is nothing at another centre, and nothing of another verifier’s visit', async () => {
    const foreign = await addPerson(world.foreignManager, test.app, 'Fay Foreign', ['eqa']);
    await planVisit(world.foreignManager, foreign);
    const third = await addPerson(world.manager, test.app, 'Theo Third', ['eqa']);
    await openVisit(world.manager, third, [(await anotherLearner(test.app, world, 'Tim Third')).registrationId]);
    const wrong: string[] = [];
    for (const person of [foreign, third]) {
      for (const route of routes.filter(onObject)) {
        const status = await statusOf(route, person);
        if (status !== 404) wrong.push(`${route.name}: ${status}`);
      }
      expectProblem(await person.get(`/api/eqa-visits/${world.visitId}`), 404, 'NOT_FOUND');
    }
    expect(wrong).toEqual([]);
    const register = await foreign.post(`/api/eqa-visits/${world.visitId}/selections`, {
      ...{ registrationIds: [world.registrationId], reason: 'Mine?' },
    });
    expectProblem(register, 404, 'NOT_FOUND');
  });

  it('is over at once when the centre ends the visit, and when its time is over', async () => {
    const closed = async (person: Person): Promise<string[]> => {
      const wrong: string[] = [];
      for (const route of routes.filter((one) => onObject(one) || (one.operation && opensWithVisit(one.operation)))) {
        const status = await statusOf(route, person);
        if (status !== 404) wrong.push(`${route.name}: ${status}`);
      }
      for (const list of ['/api/registrations', '/api/evidence', '/api/complaint-cases', '/api/iqa-actions']) {
        const { body } = await person.get(list).expect(200);
        if ((body as { items: object[] }).items.length > 0) wrong.push(list);
      }
      return wrong;
    };
    await suspend(world.manager, world.visitId).expect(200);
    expect(await closed(world.visiting)).toEqual([]);
    const views = await viewsOf(world.manager, world.visitId);

    const { id } = await openVisit(world.manager, world.visiting, [world.registrationId]);
    await world.visiting.get(`/api/registrations/${world.registrationId}`).expect(200);
    clock.skipTo(VISIT.closesAt);
    const back = await signIn(test.app, world.visiting.email);
    expect(await closed(back)).toEqual([]);
    expectProblem(await back.get(`/api/eqa-visits/${id}/register`), 404, 'NOT_FOUND');
    expectProblem(await back.post(`/api/eqa-visits/${id}/notes`, { text: 'Too late.' }), 409, 'STATE_CONFLICT');
    const manager = await signIn(test.app, world.manager.email);
    expect(((await manager.get(`/api/eqa-visits/${id}`)).body as { state: string }).state).toBe('closed');
    // Outside a visit there is nothing to see, and nothing is added to the log of one that is over.
    expect(await viewsOf(manager, world.visitId)).toEqual(views);
  });
});
