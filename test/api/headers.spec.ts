import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest, { type Response } from 'supertest';
import { buildApp, MANAGER, PASSWORD, type TestApp } from '../support/build-app.js';
import { addressOf, routeSamples } from '../support/route-samples.js';
import { storyClock } from '../support/running-clock.js';
import { buildWorld, type World } from '../support/world.js';

/** What every answer carries, whatever its route, status and reader. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

describe('the headers of answers', () => {
  let test: TestApp;
  let world: World;
  const visitor = () => supertest(test.app.getHttpServer());

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    world = await buildWorld(test.app);
  });
  afterAll(() => test.close());

  function expectGuarded({ headers }: Response): void {
    expect(headers).toMatchObject(ALWAYS);
    expect(headers['content-security-policy']).toMatch(/default-src '(self|none)'/);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  }

  it('guard every reading route, found or not, allowed or not', async () => {
    const samples = Object.entries(routeSamples(world)).filter(([route]) => route.startsWith('GET '));
    for (const [route, sample] of samples) {
      expectGuarded(await world.learner.get(addressOf(route, sample)));
      expectGuarded(await visitor().get(addressOf(route, sample)));
    }
    expectGuarded(await visitor().get('/api/nothing'));
  });

  it('open no route to pages of other origins', async () => {
    const preflight = await visitor()
      .options('/api/evidence')
      .set('origin', 'https://evil.example')
      .set('access-control-request-method', 'POST');
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
    expect(preflight.status).toBe(404);
    const read = await world.learner.get('/api/me').set('origin', 'https://evil.example').expect(200);
    expect(read.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('carry an ETag on what can be changed, and it is the one that If-Match wants', async () => {
    for (const path of [`/api/evidence/${world.open.id}`, `/api/registrations/${world.registrationId}`]) {
      expect((await world.manager.get(path).expect(200)).headers.etag).toMatch(/^"r\d+"$/);
    }
  });

  it('clear the cookie on signing out', async () => {
    const answer = await visitor().post('/api/sessions').send({ email: MANAGER.email, password: PASSWORD }).expect(201);
    const [cookie = ''] = answer.get('Set-Cookie') ?? [];
    const gone = await visitor()
      .delete('/api/sessions/current')
      .set('cookie', cookie.split(';')[0] ?? '')
      .set('sec-fetch-site', 'same-origin')
      .expect(204);
    expect(gone.get('Set-Cookie')?.[0]).toMatch(/verifolio_session=;.*Expires=Thu, 01 Jan 1970/);
  });

  it('tell the state of the server to anybody and nothing else about it', async () => {
    for (const path of ['/livez', '/readyz']) {
      expect((await visitor().get(path).expect(200)).body).toEqual({ status: 'ok' });
    }
  });
});
