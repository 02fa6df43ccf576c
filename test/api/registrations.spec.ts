import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RegistrationView } from '../../src/modules/registrations/registrations.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

interface Page {
  readonly items: readonly RegistrationView[];
  readonly nextCursor: string | null;
}

describe('registrations', () => {
  let test: TestApp;
  let cast: Cast;
  let stranger: Person;
  let path: string;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    stranger = await addPerson(cast.manager, test.app, 'Una Quill', ['assessor']);
    path = `/api/registrations/${cast.registrationId}`;
  });
  afterAll(() => test.close());

  let learners = 0;
  async function register(over: object) {
    learners += 1;
    const learner = await addPerson(cast.manager, test.app, `Learner ${learners}`, ['learner']);
    return cast.manager.post('/api/registrations', {
      learnerId: learner.id,
      unit: 'U40',
      registeredOn: '2026-02-01',
      assessorId: cast.assessor.id,
      iqaId: cast.iqa.id,
      ...over,
    });
  }

  describe('putting a learner on a unit', () => {
    it('pins the current specification and names everybody', async () => {
      const answer = await register({
        registrationNumber: 'HTC-1',
        uln: '1000000043',
        employer: 'Harbour Lane Kitchens',
      });
      expect(answer.status).toBe(201);
      expect(answer.headers.etag).toBe('"r1"');
      expect(answer.body).toMatchObject({
        unit: 'U40',
        specificationVersion: 'R/506/2151-seed-1',
        registeredOn: '2026-02-01',
        assessorName: 'Daniel Price',
        iqaName: 'Ingrid Shaw',
        uln: '1000000043',
        status: 'in_progress',
        relations: ['centre_manager'],
      });
    });

    it.each(['1000000044', '0000000043', '12345', '100000004A', ''])('refuses the ULN “%s”', async (uln) => {
      const answer = await register({ uln });
      expectProblem(answer, 422, 'ULN_INVALID');
      expect(faultyPaths(answer)).toEqual(['uln']);
    });

    it('asks of everybody the role that their part needs', async () => {
      const answer = await register({
        learnerId: cast.assessor.id,
        assessorId: cast.learner.id,
        iqaId: cast.learner.id,
        countersignerId: cast.trainee.id,
      });
      expectProblem(answer, 422, 'ROLE_MISSING');
      expect(faultyPaths(answer)).toEqual(['learnerId', 'assessorId', 'iqaId', 'countersignerId']);
    });

    it('asks for a countersigner beside a trainee', async () => {
      const answer = await register({ assessorId: cast.trainee.id });
      expectProblem(answer, 422, 'ROLE_MISSING');
      expect(faultyPaths(answer)).toEqual(['countersignerId']);
      expect((await register({ assessorId: cast.trainee.id, countersignerId: cast.assessor.id })).status).toBe(201);
    });

    it('keeps duties apart even in people who hold every role', async () => {
      const all = await addPerson(cast.manager, test.app, 'Alma Roles', ['learner', 'assessor', 'iqa', 'lead_iqa']);
      const twice = async (over: object) => {
        const answer = await register(over);
        expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
        return faultyPaths(answer);
      };
      expect(await twice({ learnerId: all.id, assessorId: all.id })).toContain('assessorId');
      expect(await twice({ learnerId: all.id, iqaId: all.id })).toContain('iqaId');
      expect(await twice({ assessorId: all.id, iqaId: all.id })).toContain('iqaId');
      expect(await twice({ countersignerId: all.id, iqaId: all.id })).toContain('iqaId');
      expect(await twice({ coAssessorId: all.id, iqaId: all.id })).toContain('iqaId');
      expect(await twice({ countersignerId: cast.assessor.id })).toContain('countersignerId');
    });

    it('happens once for a learner and a unit', async () => {
      expectProblem(await register({ learnerId: cast.learner.id }), 409, 'ALREADY_EXISTS');
    });

    it.each([
      [{ unit: 'U99' }, 422, 'UNIT_UNKNOWN'],
      [{ registeredOn: '2026-02-30' }, 400, 'VALIDATION_FAILED'],
      [{ registeredOn: '01/02/2026' }, 400, 'VALIDATION_FAILED'],
      [{ learnerId: 'maya' }, 400, 'VALIDATION_FAILED'],
      [{ status: 'iqa_released' }, 400, 'VALIDATION_FAILED'],
    ])('refuses %j', async (over, status, code) => {
      expectProblem(await register(over), status, code);
    });

    it('is the manager’s to do', async () => {
      for (const person of [cast.learner, cast.assessor, cast.iqa]) {
        expectProblem(await person.post('/api/registrations', {}), 403, 'NOT_ALLOWED');
      }
    });
  });

  describe('seeing them', () => {
    it('is for the people of the registration; to everybody else it does not exist', async () => {
      for (const person of [cast.learner, cast.assessor, cast.trainee, cast.iqa, cast.manager]) {
        await person.get(path).expect(200);
      }
      expectProblem(await stranger.get(path), 404, 'NOT_FOUND');
      const { body } = await stranger.get('/api/registrations').expect(200);
      expect((body as Page).items).toEqual([]);
    });

    it('shows the ULN to the learner and the manager only', async () => {
      await cast.manager.patch(path, { uln: '1000000043' }).expect(200);
      const shown = async (person: Person) => ((await person.get(path)).body as RegistrationView).uln;
      expect(await shown(cast.learner)).toBe('1000000043');
      expect(await shown(cast.manager)).toBe('1000000043');
      expect(await shown(cast.assessor)).toBeNull();
      expect(await shown(cast.iqa)).toBeNull();
    });

    it('tells each person what they are to it and what they may do', async () => {
      const { body } = await cast.trainee.get(path).expect(200);
      expect((body as RegistrationView).relations).toEqual(['assessor']);
      expect((body as RegistrationView).allowed).toContain('judgement:record');
      expect((body as RegistrationView).allowed).not.toContain('registration:change');
    });

    it('filters by learner, staff, unit and status', async () => {
      const count = async (query: string) =>
        ((await cast.manager.get(`/api/registrations?${query}`).expect(200)).body as Page).items.length;
      expect(await count(`learnerId=${cast.learner.id}`)).toBe(1);
      expect(await count(`assessorId=${cast.assessor.id}&learnerId=${cast.learner.id}&unit=U40`)).toBe(1);
      expect(await count(`iqaId=${cast.learner.id}`)).toBe(0);
      expect(await count('unit=HCR')).toBe(0);
      expect(await count('status=iqa_released')).toBe(0);
      expectProblem(await cast.manager.get('/api/registrations?status=finished'), 400, 'VALIDATION_FAILED');
      expectProblem(await cast.manager.get('/api/registrations?colour=red'), 400, 'VALIDATION_FAILED');
    });

    it('turns pages by cursor and Link without losing or repeating one', async () => {
      await anotherLearner(test.app, cast, 'Page Two');
      const seen: string[] = [];
      let next: string | undefined = '/api/registrations?limit=2&unit=U40';
      while (next !== undefined) {
        const answer = await cast.manager.get(next).expect(200);
        const { items, nextCursor } = answer.body as Page;
        expect(items.length).toBeLessThanOrEqual(2);
        seen.push(...items.map(({ id }) => id));
        const link = /^<(.+)>; rel="next"$/.exec(String(answer.headers.link ?? ''));
        expect(link === null).toBe(nextCursor === null);
        if (link) expect(new URL(link[1] ?? '', 'http://host').searchParams.get('unit')).toBe('U40');
        next = link?.[1];
      }
      const all = ((await cast.manager.get('/api/registrations?limit=200')).body as Page).items;
      expect(seen).toEqual(all.map(({ id }) => id));
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(4);
    });

    it.each(['limit=0', 'limit=201', 'limit=two', 'limit=1.5'])('refuses ?%s', async (query) => {
      expectProblem(await cast.manager.get(`/api/registrations?${query}`), 400, 'VALIDATION_FAILED');
    });

    it('refuses a cursor it never gave', async () => {
      expectProblem(await cast.manager.get('/api/registrations?cursor=zzz'), 400, 'CURSOR_INVALID');
    });
  });

  describe('changing one', () => {
    it('needs the ETag it was read with', async () => {
      const { headers } = await cast.manager.get(path).expect(200);
      const change = () => cast.manager.as('patch', path).send({ site: 'Harbour Lane' });
      expectProblem(await change(), 428, 'IF_MATCH_REQUIRED');
      expectProblem(await change().set('if-match', '"r999"'), 412, 'IF_MATCH_STALE');
      expectProblem(await change().set('if-match', `W/${String(headers.etag)}`), 412, 'IF_MATCH_STALE');
      const changed = await change().set('if-match', String(headers.etag)).expect(200);
      expect(changed.body).toMatchObject({ site: 'Harbour Lane' });
      expect(changed.headers.etag).not.toBe(headers.etag);
      expectProblem(await change().set('if-match', String(headers.etag)), 412, 'IF_MATCH_STALE');
    });

    it('hands over and takes away what the former assessor could see', async () => {
      const handed = await anotherLearner(test.app, cast, 'Handed Over');
      const own = `/api/registrations/${handed.registrationId}`;
      await cast.manager.patch(own, { assessorId: stranger.id }).expect(200);
      await stranger.get(own).expect(200);
      expectProblem(await cast.assessor.get(own), 404, 'NOT_FOUND');
    });

    it('keeps duties apart and never changes the learner', async () => {
      expectProblem(await cast.manager.patch(path, { iqaId: cast.assessor.id }), 422);
      expectProblem(await cast.manager.patch(path, { assessorId: null }), 400, 'VALIDATION_FAILED');
      const answer = await cast.manager.patch(path, { learnerId: stranger.id });
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toEqual(['learnerId']);
    });

    it('clears what may be empty', async () => {
      await cast.manager.patch(path, { employer: 'Harbour Lane Kitchens' }).expect(200);
      const { body } = await cast.manager.patch(path, { employer: null, uln: null }).expect(200);
      expect(body).toMatchObject({ employer: null, uln: null });
    });
  });

  describe('a declared interest', () => {
    it('keeps a relative from being allocated (SOD6)', async () => {
      const aunt = await addPerson(cast.manager, test.app, 'Aunt Okafor', ['assessor']);
      await aunt.post('/api/interests', { learnerId: cast.learner.id, kind: 'family' }).expect(201);
      const answer = await cast.manager.patch(path, { assessorId: aunt.id });
      expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
      expect(faultyPaths(answer)).toEqual(['assessorId']);
    });

    it('is declared by oneself or by the manager, between two people of this centre', async () => {
      const of = (personId: string) => ({ personId, learnerId: cast.learner.id, kind: 'financial' });
      expectProblem(await cast.assessor.post('/api/interests', of(stranger.id)), 403, 'NOT_ALLOWED');
      expectProblem(await cast.learner.post('/api/interests', of(cast.learner.id)), 400, 'VALIDATION_FAILED');
      expectProblem(await cast.manager.post('/api/interests', of(cast.registrationId)), 404, 'NOT_FOUND');
      await cast.manager.post('/api/interests', of(stranger.id)).expect(201);
    });
  });
});
