import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import { PRODUCT } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('requests that cannot be understood', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const raw = (text: string, type = 'application/json') =>
    cast.learner.as('post', '/api/evidence').set('content-type', type).send(text);

  it.each([
    ['get', '/api/nothing'],
    ['get', '/'],
    ['post', '/api/me'],
    ['delete', '/api/evidence'],
    ['get', '/api/evidence/not-an-id'],
    ['get', '/api/evidence/0190a000-0000-7000-8000-000000000000'],
    ['get', '/api/evidence/..%2f..%2fetc%2fpasswd'],
    ['get', `/api/units/${'x'.repeat(400)}`],
  ] as const)('%s %s is answered 404', async (method, path) => {
    expectProblem(await cast.learner.as(method, path), 404, 'NOT_FOUND');
  });

  it.each(['/api/units/%zz', '/api/units/%ff', '/api/evidence/%E0%A4%A', `/api/units/${'x'.repeat(501)}`])(
    'an address that cannot be read (%s) is refused in the same form',
    async (path) => {
      const answer = await cast.learner.get(path);
      expect([400, 404, 414]).toContain(answer.status);
      expectProblem(answer, answer.status);
    },
  );

  it.each([
    ['no JSON', '{"title":'],
    ['bare words', 'title'],
    ['nothing', ''],
    ['a prototype', '{"__proto__":{"isAdmin":true}}'],
    ['a constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'],
    ['40 levels', nested(40)],
    ['2,000 levels', nested(2_000)],
    ['2,000 arrays', `${'['.repeat(2_000)}${']'.repeat(2_000)}`],
    ['a number beyond numbers', '{"record":{"n":1e999}}'],
  ])('a body of %s is malformed', async (_, text) => {
    const answer = await raw(text);
    expectProblem(answer, 400);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  it.each(['application/xml', 'text/plain', 'application/x-www-form-urlencoded', 'nonsense'])(
    'a body of type %s is not accepted',
    async (type) => {
      const answer = await raw('title=x', type);
      expect([400, 415]).toContain(answer.status);
      expectProblem(answer, answer.status);
    },
  );

  it('a body above one megabyte is too large', async () => {
    expectProblem(await raw(JSON.stringify({ ...PRODUCT, contextStatement: 'x'.repeat(1_100_000) })), 413);
  });

  it.each([
    ['NUL', '\\u0000'],
    ['half a surrogate pair', '\\ud800'],
  ])('text with %s is refused wherever it stands, with its place', async (_, escape) => {
    const inTitle = await raw(JSON.stringify({ ...PRODUCT, title: 'HERE' }).replace('HERE', escape));
    expectProblem(inTitle, 400, 'MALFORMED_REQUEST');
    expect(faultyPaths(inTitle)).toEqual(['title']);
    const inRecord = await raw(JSON.stringify({ ...PRODUCT, record: { a: [{ b: 'HERE' }] } }).replace('HERE', escape));
    expect(faultyPaths(inRecord)).toEqual(['record.a[0].b']);
    expectProblem(await raw(JSON.stringify({ ...PRODUCT, record: { HERE: 1 } }).replace('HERE', escape)), 400);
  });

  it('NUL is refused in query and path as well', async () => {
    expectProblem(await cast.learner.get('/api/evidence?q=%00'), 400, 'MALFORMED_REQUEST');
    expectProblem(await cast.learner.get('/api/units/U40%00'), 400, 'MALFORMED_REQUEST');
    expectProblem(await cast.learner.get('/api/verifications/%00'), 400, 'MALFORMED_REQUEST');
  });

  it.each(['q=a&q=b', 'q[]=a', 'q[a]=b', 'limit=1&limit=2', 'status[]=draft'])(
    'a list asked for with ?%s is refused',
    async (query) => {
      expectProblem(await cast.learner.get(`/api/evidence?${query}`), 400, 'VALIDATION_FAILED');
    },
  );

  it.each(['__proto__[isAdmin]=1', '__proto__=1', 'constructor.prototype.isAdmin=1'])(
    'a list asked for with ?%s teaches no object anything',
    async (query) => {
      expect([200, 400]).toContain((await cast.learner.get(`/api/evidence?${query}`)).status);
      expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    },
  );

  it.each([
    { title: ['x'] },
    { title: { $ne: null } },
    { title: 5 },
    { method: ['work_product'] },
    { record: [] },
    { caseRefs: { 0: 'C-001' } },
    { workplaceContext: 'yes' },
    { learnerId: { id: 1 } },
  ])('a field of the wrong kind (%j) is named', async (over) => {
    const answer = await cast.learner.post('/api/evidence', { ...PRODUCT, ...over });
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(faultyPaths(answer)).toEqual(Object.keys(over));
  });

  it('every fault is named at once, with its path', async () => {
    const answer = await cast.learner.post('/api/evidence', { title: '', colour: 'red' });
    expect(faultyPaths(answer).sort()).toEqual([
      'activityFrom',
      'colour',
      'contextStatement',
      'method',
      'setting',
      'title',
    ]);
  });

  it.each(['[]', '[{}]', 'null', '"words"', '5', 'true'])('%s is no body for a form', async (text) => {
    expectProblem(await raw(text), 400);
  });

  it.each(['{}', 'null', '"words"', '[null]', '[[]]', '["x"]'])('%s is no body for claims', async (text) => {
    const created = await cast.learner.post('/api/evidence', PRODUCT).expect(201);
    const { id } = created.body as { id: string };
    const answer = await cast.learner
      .as('put', `/api/evidence/${id}/claims`)
      .set('if-match', '*')
      .set('content-type', 'application/json')
      .send(text);
    expectProblem(answer, 400);
  });

  it('a search for the signs of a pattern finds them as they are', async () => {
    await cast.learner.post('/api/evidence', { ...PRODUCT, title: '100% right_ \\ done' }).expect(201);
    const found = async (q: string) =>
      ((await cast.learner.get(`/api/evidence?q=${encodeURIComponent(q)}`).expect(200)).body as { items: unknown[] })
        .items.length;
    expect(await found('100% RIGHT_ \\ d')).toBe(1);
    expect(await found('1_0%')).toBe(0);
    expect(await found("' OR 1=1 --")).toBe(0);
  });
});
