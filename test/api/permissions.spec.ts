import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import supertest from 'supertest';
import type { Role } from '../../src/domain/access/actor.js';
import { type Operation, OPERATIONS, type Relation } from '../../src/domain/access/permissions.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import type { Person } from '../support/people.js';
import { addressOf, type RouteSample, routeSamples } from '../support/route-samples.js';
import { storyClock } from '../support/running-clock.js';
import { buildWorld, type World } from '../support/world.js';

type Visitor =
  | Exclude<
      keyof World,
      | 'registrationId'
      | 'withdrawn'
      | 'open'
      | 'judgementId'
      | 'exportId'
      | 'caseId'
      | 'sampleId'
      | 'actionId'
      | 'planId'
      | 'uploadId'
      | 'invitation'
    >
  | 'nobody';

/** What each visitor is to the one registration, and what they may be at the centre: written by hand, not computed. */
const VISITORS: Readonly<Record<Visitor, { relations: readonly Relation[]; roles: readonly Role[] } | null>> = {
  learner: { relations: ['learner'], roles: ['learner'] },
  assessor: { relations: ['assessor'], roles: ['assessor'] },
  trainee: { relations: ['assessor'], roles: ['trainee_assessor'] },
  countersigner: { relations: ['countersigner'], roles: ['assessor'] },
  iqa: { relations: ['iqa'], roles: ['iqa'] },
  leadIqa: { relations: ['lead_iqa'], roles: ['lead_iqa'] },
  manager: { relations: ['centre_manager'], roles: ['centre_manager'] },
  eqa: { relations: [], roles: ['eqa'] },
  otherLearner: { relations: [], roles: ['learner'] },
  otherAssessor: { relations: [], roles: ['assessor', 'trainee_assessor'] },
  otherIqa: { relations: [], roles: ['iqa'] },
  foreignManager: { relations: [], roles: ['centre_manager'] },
  nobody: null,
};

/** Routes that are narrower than their row in the matrix: the words of an item are its author's, here the learner's. */
const AUTHOR_ONLY: readonly string[] = [
  'PATCH /api/evidence/{id}',
  'POST /api/evidence/{id}/files',
  'DELETE /api/evidence/{id}/files/{fileId}',
  'POST /api/evidence/{id}/files/{fileId}/redactions',
  'POST /api/evidence/{id}/submission',
  'POST /api/evidence/{id}/recall',
  'POST /api/evidence/{id}/versions',
  'POST /api/uploads',
];

/** Cells that no row of the matrix says. */
const BY_HAND: Readonly<Record<string, string>> = {
  // These people are of another centre, so for this manager there are no such people.
  'POST /api/interests foreignManager': '404',
  'GET /api/users/{id} foreignManager': '404',
  'PATCH /api/users/{id} foreignManager': '404',
  // An IQA sees the plans of their own; this one is the lead IQA's.
  ...Object.fromEntries(
    ['GET /api/sampling-plans/{id}', 'GET /api/sampling-plans/{id}/draw', 'POST /api/sampling-plans/{id}/versions']
      .flatMap((route) => [`${route} iqa`, `${route} otherIqa`])
      .map((cell) => [cell, '404']),
  ),
  // A code that no portfolio carries, a link that nobody was sent, and an account that nobody has.
  ...Object.fromEntries(
    Object.keys(VISITORS).flatMap((visitor) => [
      [`GET /api/verifications/{code} ${visitor}`, '404'],
      [`GET /api/verifications/{code}/certificate ${visitor}`, '404'],
      [`GET /api/witness/{token} ${visitor}`, '404'],
      [`POST /api/witness/{token} ${visitor}`, '404'],
      [`POST /api/sessions ${visitor}`, '401'],
    ]),
  ),
  // An upload is its owner's alone, here the learner's; to everybody else there is none.
  ...Object.fromEntries(
    Object.keys(VISITORS)
      .filter((visitor) => !['learner', 'nobody'].includes(visitor))
      .flatMap((visitor) =>
        ['GET', 'HEAD', 'PATCH', 'DELETE'].map((method) => [`${method} /api/uploads/{id} ${visitor}`, '404']),
      ),
  ),
};

type Rule = (typeof OPERATIONS)[Operation] | null;

function expected(route: string, rule: Rule, visitor: Visitor): string {
  const byHand = BY_HAND[`${route} ${visitor}`];
  if (byHand !== undefined) return byHand;
  if (rule === null) return 'open';
  const who = VISITORS[visitor];
  if (who === null) return '401';
  if (rule.on === 'person') return 'open';
  if (rule.on === 'centre')
    return who.roles.some((role) => (rule.allowed as readonly Role[]).includes(role)) ? 'open' : '403';
  if (who.relations.length === 0) return '404';
  if (!who.relations.some((relation) => (rule.allowed as readonly Relation[]).includes(relation))) return '403';
  return AUTHOR_ONLY.includes(route) && visitor !== 'learner' ? '403' : 'open';
}

describe('the permission matrix over HTTP', () => {
  let test: TestApp;
  let world: World;
  let samples: Readonly<Record<string, RouteSample>>;
  let document: OpenAPIObject;
  let rules: ReadonlyMap<string, Rule>;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    world = await buildWorld(test.app);
    samples = routeSamples(world);
    document = (await world.manager.get('/api/openapi.json').expect(200)).body as OpenAPIObject;
    rules = rulesOf(document);
  });
  afterAll(() => test.close());

  function rulesOf({ paths }: OpenAPIObject): Map<string, Rule> {
    const found = new Map<string, Rule>();
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, route] of Object.entries(methods as Record<string, Record<string, unknown>>)) {
        const operation = route['x-operation'] as Operation | undefined;
        const isPublic = Array.isArray(route.security) && route.security.length === 0;
        if (operation === undefined && !isPublic) throw new Error(`${method} ${path} declares no permission`);
        found.set(`${method.toUpperCase()} ${path}`, operation === undefined ? null : OPERATIONS[operation]);
      }
    }
    return found;
  }

  async function answerOf(route: string, visitor: Visitor): Promise<string> {
    const sample = samples[route] ?? {};
    const [verb = ''] = route.split(' ');
    const method = verb.toLowerCase() as 'get' | 'head' | 'options' | 'post' | 'patch' | 'put' | 'delete';
    const address = addressOf(route, sample);
    const person: Person | null = visitor === 'nobody' ? null : world[visitor];
    const request = person ? person.as(method, address) : supertest(test.app.getHttpServer())[method](address);
    void request.set(sample.headers ?? {});
    if (sample.ifMatch !== undefined) void request.set('if-match', sample.ifMatch);
    const answer = await (sample.file === undefined
      ? request.send(sample.body as object | undefined)
      : request.attach('file', Buffer.from(sample.file), 'words.txt'));
    if (answer.status >= 500) return 'broken';
    // After ten wrong passwords the eleventh is not even looked at: nobody is signed in either way.
    if (answer.status === 429) return '401';
    return [401, 403, 404].includes(answer.status) ? String(answer.status) : 'open';
  }

  it('has a row for every route and a route for every row', () => {
    expect([...rules.keys()].sort()).toEqual(Object.keys(samples).sort());
  });

  it('has a route for every operation but the one that only opens a field', () => {
    const used = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods as Record<string, Record<string, unknown>>).map((route) => route['x-operation']),
    );
    expect(Object.keys(OPERATIONS).filter((operation) => !used.includes(operation))).toEqual(['learner_identity:read']);
  });

  it('lets everybody do what their part includes and nobody anything else: no wrong cell', async () => {
    const cells: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    const routes = [...rules.keys()].filter((route) => route !== 'DELETE /api/sessions/current');
    // Signing out ends everybody's session, so it comes last.
    for (const route of [...routes, 'DELETE /api/sessions/current']) {
      for (const visitor of Object.keys(VISITORS) as Visitor[]) {
        wanted[`${route} ${visitor}`] = expected(route, rules.get(route) ?? null, visitor);
        cells[`${route} ${visitor}`] = await answerOf(route, visitor);
      }
    }
    const wrong = Object.keys(wanted).filter((cell) => cells[cell] !== wanted[cell]);
    expect(wrong.map((cell) => `${cell}: ${cells[cell]} instead of ${wanted[cell]}`)).toEqual([]);
    expect(Object.keys(cells).length).toBeGreaterThan(500);
  });
});
