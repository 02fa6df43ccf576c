import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import supertest from 'supertest';
import type { Role } from '../../src/domain/access/actor.js';
import { type Operation, OPERATIONS } from '../../src/domain/access/permissions.js';
import type { Relation } from '../../src/domain/access/relations.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import type { Person } from '../support/people.js';
import { addressOf, type RouteSample, routeSamples } from '../support/route-samples.js';
import { storyClock } from '../support/running-clock.js';
import { buildWorld, type World } from '../support/world.js';

// Every route is asked by everybody: well over a thousand requests, one after the other.
jest.setTimeout(120_000);

type Visitor =
  | Exclude<
      keyof World,
      | 'registrationId'
      | 'withdrawn'
      | 'open'
      | 'judgementId'
      | 'exportId'
      | 'packageId'
      | 'arrived'
      | 'caseId'
      | 'sampleId'
      | 'actionId'
      | 'planId'
      | 'exerciseId'
      | 'exerciseActionId'
      | 'planned'
      | 'appealId'
      | 'qualificationId'
      | 'claimId'
      | 'notificationId'
      | 'ended'
      | 'uploadId'
      | 'invitation'
      | 'visitId'
      | 'earlierVisit'
    >
  | 'nobody';

/** What each visitor is to the one registration, and what they may be at the centre: written by hand, not computed. */
const VISITORS: Readonly<
  Record<Visitor, { relations: readonly Relation[]; roles: readonly Role[]; isLetIn?: true } | null>
> = {
  learner: { relations: ['learner'], roles: ['learner'] },
  assessor: { relations: ['assessor'], roles: ['assessor'] },
  trainee: { relations: ['assessor'], roles: ['trainee_assessor'] },
  countersigner: { relations: ['countersigner'], roles: ['assessor'] },
  iqa: { relations: ['iqa'], roles: ['iqa'] },
  countersigningIqa: { relations: ['countersigning_iqa'], roles: ['iqa'] },
  leadIqa: { relations: ['lead_iqa'], roles: ['lead_iqa'] },
  traineeIqa: { relations: [], roles: ['trainee_iqa'] },
  manager: { relations: ['centre_manager'], roles: ['centre_manager'] },
  eqa: { relations: [], roles: ['eqa'] },
  visiting: { relations: ['eqa'], roles: ['eqa'], isLetIn: true },
  otherLearner: { relations: [], roles: ['learner'] },
  otherAssessor: { relations: [], roles: ['assessor', 'trainee_assessor'] },
  otherIqa: { relations: [], roles: ['iqa'] },
  panelMember: { relations: [], roles: ['iqa'] },
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

const ADDED_TO_STAFF = ['POST /api/staff/{userId}/qualifications', 'POST /api/staff/{userId}/competences'];
/** Whose keeping of records ends at the door of their own centre. */
const STAFF_KEEPING = [
  ...['qualifications', 'competences'].flatMap((kind) => [
    `POST /api/staff/{userId}/${kind}/{id}/confirmation`,
    `POST /api/staff/{userId}/${kind}/{id}/ending`,
  ]),
  ...['POST /api/staff/{userId}/countersigner-links', 'POST /api/staff/{userId}/countersigner-links/{id}/ending'],
  'POST /api/interests/{id}/ending',
];
/** Who neither verifies at this centre nor manages it. */
const OUTSIDE: readonly Visitor[] = [
  ...(['learner', 'assessor', 'trainee', 'countersigner', 'eqa', 'otherLearner'] as const),
  ...(['otherAssessor', 'foreignManager', 'visiting'] as const),
];
/** Whoever is on the staff and takes no part in the exercise. */
const NOT_TAKING_PART: readonly Visitor[] = ['countersigningIqa', 'panelMember'];
const EXERCISE = 'api/standardisation-events/{id}';
const OF_THE_EXERCISE = [
  ...[`GET /${EXERCISE}`, `POST /${EXERCISE}/decisions`, `POST /${EXERCISE}/dissents`],
  ...['', '/files/{file}', '/files/{file}/text'].map((part) => `GET /${EXERCISE}/evidence/{number}${part}`),
  'POST /api/standardisation-actions/{id}/response',
];
const LEADING_THE_EXERCISE = [
  ...[`PATCH /${EXERCISE}`, 'POST /api/standardisation-actions/{id}/closure'],
  ...['opening', 'reveal', 'conclusion'].map((step) => `POST /${EXERCISE}/${step}`),
];

const cellsOf = (routes: readonly string[], visitors: readonly Visitor[], answer: string): Record<string, string> =>
  Object.fromEntries(routes.flatMap((route) => visitors.map((visitor) => [`${route} ${visitor}`, answer])));

/** Cells that no row of the matrix says. */
const BY_HAND: Readonly<Record<string, string>> = {
  // These people are of another centre, so for this manager there are no such people.
  'POST /api/interests foreignManager': '404',
  'GET /api/users/{id} foreignManager': '404',
  'PATCH /api/users/{id} foreignManager': '404',
  // Of this centre's claims and qualifications another one knows nothing, and this registration is not theirs to claim on.
  ...Object.fromEntries(
    [
      ...['POST /api/qualifications/{id}/direct-claims-status', 'POST /api/certificate-claims'],
      ...['GET /api/certificate-claims/{id}', 'POST /api/certificate-claims/{id}/submission'],
      ...['POST /api/certificate-claims/{id}/certificate', 'POST /api/certificate-claims/{id}/withdrawal'],
      ...['POST /api/certificate-claims/{id}/revocation', 'POST /api/certificate-claims/{id}/revocation/decision'],
      'POST /api/ao-notifications/{id}/sending',
    ].map((route) => [`${route} foreignManager`, '404']),
  ),
  // Packages that one centre takes in are nothing to another.
  ...Object.fromEntries(
    ['GET /api/portfolio-imports/{id}', 'POST /api/portfolio-imports/{id}/acceptance']
      .concat('DELETE /api/portfolio-imports/{id}')
      .map((route) => [`${route} foreignManager`, '404']),
  ),
  // An IQA sees the plans of their own; this one is the lead IQA's.
  ...Object.fromEntries(
    ['GET /api/sampling-plans/{id}', 'GET /api/sampling-plans/{id}/draw', 'POST /api/sampling-plans/{id}/versions']
      .flatMap((route) =>
        ['iqa', 'otherIqa', 'countersigningIqa', 'traineeIqa', 'panelMember'].map((visitor) => `${route} ${visitor}`),
      )
      .map((cell) => [cell, '404']),
  ),
  // The exercise is another centre's, and the file in it, an original, is nobody's to have.
  ...Object.fromEntries(
    ['GET /api/standardisation-events/{id}', 'POST /api/standardisation-actions/{id}/response']
      .map((route) => `${route} foreignManager`)
      .concat(
        ['assessor', 'trainee', 'countersigner', 'iqa', 'leadIqa', 'otherAssessor', 'otherIqa'].map(
          (visitor) => `GET /api/standardisation-events/{id}/evidence/{number}/files/{file} ${visitor}`,
        ),
      )
      .map((cell) => [cell, '404']),
  ),
  ...cellsOf(OF_THE_EXERCISE, [...NOT_TAKING_PART, 'traineeIqa'], '404'),
  ...cellsOf(LEADING_THE_EXERCISE, NOT_TAKING_PART, '404'),
  // An external verifier knows of their own visits, and a centre of its own.
  ...Object.fromEntries(
    ['GET /api/eqa-visits/{id}', 'GET /api/eqa-visits/{id}/notes', 'GET /api/eqa-visits/{id}/outcome']
      .concat(['register', 'selections', 'checklist'].map((facts) => `GET /api/eqa-visits/{id}/${facts}`))
      .concat('POST /api/eqa-visits/{id}/selections')
      .flatMap((route) => [`${route} eqa`, `${route} foreignManager`])
      .concat(['notes', 'outcome'].map((record) => `POST /api/eqa-visits/{id}/${record} eqa`))
      .concat('POST /api/eqa-visits/{id}/actions/{actionId}/closure eqa')
      .concat(
        ['PATCH /api/eqa-visits/{id}', 'POST /api/eqa-visits/{id}/suspension', 'GET /api/eqa-visits/{id}/views']
          .concat('POST /api/eqa-visits/{id}/actions/{actionId}/response')
          .map((route) => `${route} foreignManager`),
      )
      .map((cell) => [cell, '404']),
  ),
  // The sample is of a visit that is over: the centre is told so, and to its verifier it is closed.
  ...cellsOf(['POST /api/eqa-visits/{id}/packs'], ['eqa', 'visiting', 'foreignManager'], '404'),
  // What is not handed in yet is not there for them: this invitation is on a draft.
  'DELETE /api/evidence/{id}/witness-invitations/{invitationId} visiting': '404',
  // A notice that is nobody's.
  ...Object.fromEntries(
    Object.keys(VISITORS)
      .filter((visitor) => visitor !== 'nobody')
      .flatMap((visitor) =>
        ['{id}/', ''].map((path) => [`POST /api/me/notifications/${path}reading ${visitor}`, '404']),
      ),
  ),
  // A panel is something to its appeal alone, and sees the record only while the appeal is before it.
  ...Object.fromEntries(
    ['GET /api/appeals/{id}', 'POST /api/appeals/{id}/decision', 'POST /api/appeals/{id}/votes'].map((route) => [
      `${route} panelMember`,
      'open',
    ]),
  ),
  ...Object.fromEntries(
    [
      ...['acknowledgement', 'escalation', 'acceptance', 'withdrawal', 'closure', 'panel', 'ao-outcome', 'tracing'].map(
        (step) => `POST /api/appeals/{id}/${step}`,
      ),
      ...['record', 'files/{fileId}', 'like-decisions'].map((part) => `GET /api/appeals/{id}/${part}`),
    ].map((route) => [`${route} panelMember`, '403']),
  ),
  // A staff record is its person's, here the assessor's, and theirs who verify or manage; who only verifies adds nothing.
  ...cellsOf(
    ['GET /api/staff/{userId}', 'GET /api/staff/{userId}/cpd', ...ADDED_TO_STAFF],
    OUTSIDE.filter((visitor) => visitor !== 'assessor'),
    '404',
  ),
  ...cellsOf(ADDED_TO_STAFF, ['iqa', 'otherIqa', 'traineeIqa', ...NOT_TAKING_PART], '403'),
  ...cellsOf(STAFF_KEEPING, ['foreignManager'], '404'),
  // Only staff keep a CPD log, and an entry is its author's alone, here the assessor's.
  ...cellsOf(['POST /api/me/cpd'], ['learner', 'otherLearner', 'eqa', 'visiting'], '403'),
  ...cellsOf(
    ['POST /api/me/cpd/{id}/withdrawal'],
    (Object.keys(VISITORS) as Visitor[]).filter((visitor) => !['assessor', 'nobody'].includes(visitor)),
    '404',
  ),
  // Called off by whoever ordered it, here the manager and the learner, or by a manager.
  ...cellsOf(
    ['POST /api/portfolio-exports/{id}/cancellation'],
    ['learner', 'assessor', 'trainee', 'iqa', 'countersigningIqa', 'leadIqa', 'visiting'],
    '403',
  ),
  ...cellsOf(
    ['POST /api/packages/{id}/cancellation'],
    ['assessor', 'trainee', 'iqa', 'countersigningIqa', 'leadIqa'],
    '403',
  ),
  // A code that no portfolio carries, a link that nobody was sent, and an account that nobody has.
  ...Object.fromEntries(
    Object.keys(VISITORS).flatMap((visitor) => [
      [`GET /api/verifications/{code} ${visitor}`, '404'],
      [`GET /api/verifications/{code}/certificate ${visitor}`, '404'],
      [`GET /api/diaries/{token} ${visitor}`, '404'],
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
  if (rule.on === 'centre' && 'duringVisit' in rule && who.roles.includes('eqa')) return who.isLetIn ? 'open' : '404';
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

  it('has a route for every operation but those that only open a field', () => {
    const used = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods as Record<string, Record<string, unknown>>).map((route) => route['x-operation']),
    );
    expect(Object.keys(OPERATIONS).filter((operation) => !used.includes(operation))).toEqual([
      'learner_identity:read',
      'witness_contact:read',
    ]);
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
    // Some two thousand requests, one after the other.
  }, 120_000);
});
