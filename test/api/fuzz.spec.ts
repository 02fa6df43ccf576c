import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import { hostileRequests } from '../support/hostile-requests.js';
import { storyClock } from '../support/running-clock.js';
import { buildWorld, type World } from '../support/world.js';

const REQUESTS = 3_000;
/** A quarter of it on a machine that does nothing else. */
const PATIENCE_MS = 60_000;
/** Printed with a failure: the same seed makes the same requests. */
const SEED = Number(process.env.FUZZ_SEED ?? 20260601);

const PROBLEM_MEMBERS = ['code', 'detail', 'errors', 'status', 'title', 'type'];
const LEAKS = /SELECT |INSERT INTO|SQLITE_|QueryFailed|node_modules|\.ts:\d|\.js:\d|\/work\/|\/tmp\//;

interface Finding {
  readonly request: string;
  readonly fault: string;
}

describe('hostile requests', () => {
  let test: TestApp;
  let world: World;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    world = await buildWorld(test.app);
  });
  afterAll(() => test.close());

  function faultOf(status: number, type: string, text: string): string | null {
    if (status >= 500) return `answered ${status}`;
    if (LEAKS.test(text)) return `leaks ${LEAKS.exec(text)?.[0]}`;
    if (status < 400) return null;
    if (!type.startsWith('application/problem+json')) return `${status} as ${type}`;
    const problem = JSON.parse(text) as Record<string, unknown>;
    if (Object.keys(problem).sort().join() !== PROBLEM_MEMBERS.join())
      return `problem of ${Object.keys(problem).join()}`;
    return problem.status === status ? null : `says ${String(problem.status)} and is ${status}`;
  }

  it(
    `are answered without a 5xx, a leak or another form of error (${REQUESTS} of them, seed ${SEED})`,
    async () => {
      const fastify = test.app.getHttpAdapter().getInstance();
      const found: Finding[] = [];
      const statuses = new Map<number, number>();
      for (const request of hostileRequests(world, SEED, REQUESTS)) {
        const answer = await fastify.inject(request);
        statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
        const isDownload = String(answer.headers['content-disposition']).startsWith('attachment');
        const text = isDownload ? '' : answer.body;
        // An answer to HEAD has the headers of a problem and no body.
        const isShown = request.method !== 'HEAD' || answer.statusCode >= 500;
        const fault = isShown ? faultOf(answer.statusCode, String(answer.headers['content-type']), text) : null;
        if (fault !== null) found.push({ request: JSON.stringify(request).slice(0, 500), fault });
      }
      expect(found).toEqual([]);
      // The requests got through to the rules, and not only to the first check.
      for (const status of [200, 201, 400, 401, 403, 404, 409, 412, 415, 422, 428]) {
        expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0]);
      }
      await world.manager.get('/readyz').expect(200);
    },
    PATIENCE_MS,
  );
});
