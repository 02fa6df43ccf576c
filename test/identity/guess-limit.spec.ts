import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import supertest from 'supertest';
import { FoundCentre } from '../../src/modules/identity/found-centre.js';
import { FixedClock } from '../../src/platform/time/clock.js';
import { buildApp, freshEnv, MANAGER, PASSWORD, type TestApp } from '../support/build-app.js';
import { addPerson, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';

jest.setTimeout(90_000);

describe('guessing passwords', () => {
  const clock = new FixedClock('2026-06-01T09:00:00.000Z');
  let test: TestApp;
  let dispose: () => Promise<void>;

  /** The test itself is the proxy, so that guesses can come from everywhere. */
  beforeAll(async () => {
    const place = await freshEnv();
    dispose = place.dispose;
    test = await buildApp({ clock, env: { ...place.env, trustProxy: ['127.0.0.1'] } });
    await test.app.get(FoundCentre).run({ centre: { name: 'Harbourside', number: null }, manager: MANAGER });
  });
  afterAll(async () => {
    await test.close();
    await dispose();
  });

  const guess = (email: string, from: string, password = 'wrong-password-1') =>
    supertest(test.app.getHttpServer()).post('/api/sessions').set('x-forwarded-for', from).send({ email, password });

  it('is stopped after a hundred from one address, whatever the accounts, and elsewhere people sign in', async () => {
    const spray = Array.from({ length: 110 }, (_, n) => `person${n}@demo.test`);
    const answers = await Promise.all(spray.map((email) => guess(email, '203.0.113.7')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(100);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    expectProblem(await guess(MANAGER.email, '203.0.113.7', PASSWORD), 429, 'TOO_MANY_ATTEMPTS');
    expect((await guess(MANAGER.email, '203.0.113.8', PASSWORD)).status).toBe(201);
    clock.moveTo('2026-06-01T09:05:01.000Z');
    expect((await guess(MANAGER.email, '203.0.113.7', PASSWORD)).status).toBe(201);
  });

  it('counts alike at the door and where a password is changed', async () => {
    const manager = await signIn(test.app, MANAGER.email);
    const person = await addPerson(manager, test.app, 'Pia Word', ['learner']);
    const change = (currentPassword: string) =>
      person
        .post('/api/me/password', { currentPassword, newPassword: 'quite another phrase' })
        .set('x-forwarded-for', '203.0.113.9');
    for (let n = 0; n < 5; n += 1) expectProblem(await change('wrong-password-1'), 422, 'PASSWORD_WRONG');
    for (let n = 0; n < 5; n += 1) expectProblem(await guess(person.email, '203.0.113.9'), 401);
    expectProblem(await change(PASSWORD), 429, 'TOO_MANY_ATTEMPTS');
    expectProblem(await guess(person.email, '203.0.113.9', PASSWORD), 429);
  });
});

describe('the address of a guess', () => {
  it('is that of the connection as long as no proxy is trusted', async () => {
    const test = await buildApp();
    const from = (n: number) =>
      supertest(test.app.getHttpServer())
        .post('/api/sessions')
        .set('x-forwarded-for', `203.0.113.${n}`)
        .send({ email: MANAGER.email, password: 'wrong-password-1' });
    for (let n = 0; n < 10; n += 1) expectProblem(await from(n), 401);
    expectProblem(await from(10), 429);
    await test.close();
  });
});
