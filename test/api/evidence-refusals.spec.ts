import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, OBSERVATION, PRODUCT } from '../support/evidence.js';
import { addPerson, type Cast, castOf } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

describe('what a draft and its claims are refused for', () => {
  let test: TestApp;
  let cast: Cast;
  const at = (id: string, step = '') => `/api/evidence/${id}${step}`;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  describe('a draft', () => {
    it.each([
      ['learner', 'direct_observation'],
      ['learner', 'professional_discussion'],
      ['learner', 'oral_questioning'],
      ['learner', 'simulation'],
      ['assessor', 'reflective_account'],
      ['assessor', 'work_product'],
    ] as const)('by the %s is not a %s', async (who, method) => {
      const answer = await cast[who].post('/api/evidence', { ...PRODUCT, method, learnerId: cast.learner.id });
      expectProblem(answer, 422, 'METHOD_NOT_ALLOWED');
      expect(faultyPaths(answer)).toEqual(['method']);
    });

    it('is opened only for a learner registered with the people who open it', async () => {
      const stranger = await addPerson(cast.manager, test.app, 'Una Quill', ['assessor', 'learner']);
      const body = { ...OBSERVATION, learnerId: cast.learner.id };
      expectProblem(await stranger.post('/api/evidence', body), 404, 'NOT_FOUND');
      expectProblem(await stranger.post('/api/evidence', PRODUCT), 400, 'VALIDATION_FAILED');
      expectProblem(await cast.iqa.post('/api/evidence', body), 403, 'NOT_ALLOWED');
      expectProblem(await cast.manager.post('/api/evidence', body), 403, 'NOT_ALLOWED');
    });

    it('is its author’s: neither learner nor assessor touches the other’s words', async () => {
      const observation = await draft(cast.assessor, { ...OBSERVATION, learnerId: cast.learner.id });
      expectProblem(await cast.learner.patch(at(observation.id), { title: 'x' }), 403, 'NOT_ALLOWED');
      expectProblem(await cast.learner.post(at(observation.id, '/submission')), 403, 'NOT_ALLOWED');
      const product = await draft(cast.learner, PRODUCT);
      expectProblem(await cast.assessor.patch(at(product.id), { title: 'x' }), 403, 'NOT_ALLOWED');
      expectProblem(await cast.assessor.put(at(product.id, '/claims'), []), 403, 'NOT_ALLOWED');
      expectProblem(
        await cast.assessor.upload(at(product.id, '/files'), Buffer.from('x'), 'x.txt'),
        403,
        'NOT_ALLOWED',
      );
    });

    it.each([
      [{ method: 'essay' }, 'method'],
      [{ title: '' }, 'title'],
      [{ title: 'x'.repeat(201) }, 'title'],
      [{ activityFrom: '2026-02-31' }, 'activityFrom'],
      [{ setting: 'office' }, 'setting'],
      [{ caseRefs: ['Mrs Jane Smith, 14 Harbour Lane, Leeds LS1 4AB'] }, 'caseRefs'],
      [{ caseRefs: 'C-001' }, 'caseRefs'],
      [{ record: 'words' }, 'record'],
      [{ status: 'accepted' }, 'status'],
      [{ ref: 'E999' }, 'ref'],
      [{ authorId: 'x' }, 'authorId'],
      [{ rplState: 'iqa_approved' }, 'rplState'],
    ])('refuses %j and names the field', async (over, path) => {
      const answer = await cast.learner.post('/api/evidence', { ...PRODUCT, ...over });
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toEqual([path]);
    });

    it.each(['title', 'setting', 'workplaceContext', 'caseRefs', 'storage', 'redaction'])(
      'cannot have its %s cleared',
      async (field) => {
        const { id } = await draft(cast.learner, PRODUCT);
        const answer = await cast.learner.patch(at(id), { [field]: null });
        expectProblem(answer, 400, 'VALIDATION_FAILED');
        expect(faultyPaths(answer)).toEqual([field]);
      },
    );

    it('can have cleared what may be empty', async () => {
      const { id } = await draft(cast.learner, { ...PRODUCT, record: { note: 'x' } });
      const { body } = await cast.learner
        .patch(at(id), { channel: null, customerType: null, activityTo: null, record: null })
        .expect(200);
      expect(body).toMatchObject({ channel: null, customerType: null, activityTo: '2026-03-02', record: null });
    });
  });

  describe('claims', () => {
    it('name every fault by its place', async () => {
      const { id } = await draft(cast.learner, PRODUCT);
      const own = { registrationId: cast.registrationId };
      const answer = await cast.learner.put(at(id, '/claims'), [
        { ...own, criterion: '2.6' },
        { ...own, criterion: '9.9' },
        { ...own, criterion: '2.7', facets: ['agreed', 'invented'] },
        { ...own, criterion: '2.1', locator: { from: '99:99', page: 2 } },
        { registrationId: '0190a000-0000-7000-8000-000000000000', criterion: '2.2' },
        { ...own, criterion: '2.6' },
      ]);
      expectProblem(answer, 422);
      expect(faultyPaths(answer)).toEqual([
        '[1].criterion',
        '[2].facets',
        '[3].locator.from',
        '[4].registrationId',
        '[5].criterion',
      ]);
    });

    it.each([
      [[{ criterion: '9.9' }], 422, 'CRITERION_UNKNOWN', '[0].criterion'],
      [[{ criterion: '2.7', facets: [] }], 422, 'FACET_UNKNOWN', '[0].facets'],
      [[{ criterion: '2.7', locator: {} }], 422, 'LOCATOR_INVALID', '[0].locator'],
      [[{ criterion: '2.7', locator: { from: '00:05:00', to: '00:04:00' } }], 422, 'LOCATOR_INVALID', '[0].locator.to'],
      [[{ criterion: '2.7', locator: { page: 0 } }], 400, 'VALIDATION_FAILED', '[0].locator.page'],
      [[{ criterion: '2.7', state: 'confirmed' }], 400, 'VALIDATION_FAILED', '[0].state'],
      [[{ criterion: '2.7', depthMet: true }], 400, 'VALIDATION_FAILED', '[0].depthMet'],
      [[{ criterion: 2.7 }], 400, 'VALIDATION_FAILED', '[0].criterion'],
    ])('%j are refused with %s %s', async (claims, status, code, path) => {
      const { id } = await draft(cast.learner, PRODUCT);
      const whole = claims.map((claim) => ({ registrationId: cast.registrationId, ...claim }));
      const answer = await cast.learner.put(at(id, '/claims'), whole);
      expectProblem(answer, status, code);
      expect(faultyPaths(answer)).toEqual([path]);
    });

    it('without facets mean all facets of the criterion', async () => {
      const { id } = await draft(cast.learner, PRODUCT);
      const { body } = await cast.learner
        .put(at(id, '/claims'), [{ registrationId: cast.registrationId, criterion: '2.7' }])
        .expect(200);
      expect(body).toMatchObject({ claims: [{ facets: ['agreed', 'addresses_complaint', 'within_authority'] }] });
    });
  });
});
