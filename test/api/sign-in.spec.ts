import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { SessionRecord } from '../../src/modules/identity/session.record.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { FixedClock } from '../../src/platform/time/clock.js';
import { buildApp, MANAGER, PASSWORD, type TestApp } from '../support/build-app.js';
import { type Person, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';

const NINE = '2026-06-01T09:00:00.000Z';

describe('sessions', () => {
  const clock = new FixedClock(NINE);
  let test: TestApp;
  let manager: Person;
  const visitor = () => supertest(test.app.getHttpServer());

  beforeAll(async () => {
    test = await buildApp({ clock });
    manager = await signIn(test.app, MANAGER.email);
  });
  afterAll(() => test.close());

  describe('signing in', () => {
    it('answers with a token, its end and who it is, and sets the same token as a cookie scripts cannot read', async () => {
      const answer = await visitor()
        .post('/api/sessions')
        .send({ email: ` ${MANAGER.email.toUpperCase()} `, password: PASSWORD })
        .expect(201);
      expect(answer.body).toEqual({
        token: expect.stringMatching(/^[\w-]{43}$/),
        expiresAt: '2026-06-01T21:00:00.000Z',
        user: { id: manager.id, name: MANAGER.name, email: MANAGER.email, roles: ['centre_manager'] },
      });
      const [cookie] = answer.get('Set-Cookie') ?? [];
      expect(cookie).toContain(`verifolio_session=${(answer.body as { token: string }).token};`);
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
    });

    it('keeps the hash of a token, never the token', async () => {
      const { token } = await signIn(test.app, MANAGER.email);
      const rows = await test.app.get(UnitOfWork).reader.find(SessionRecord);
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain(token);
    });

    it('says the same of an unknown person and of a wrong password', async () => {
      const unknown = await visitor().post('/api/sessions').send({ email: 'nobody@demo.test', password: PASSWORD });
      const wrong = await visitor().post('/api/sessions').send({ email: MANAGER.email, password: 'wrong-password-1' });
      expectProblem(unknown, 401, 'SIGN_IN_REFUSED');
      expect(wrong.status).toBe(401);
      expect(wrong.text).toBe(unknown.text);
    });

    it('tells who is signed in, at which centre', async () => {
      const { body } = await manager.get('/api/me').expect(200);
      expect(body).toEqual({
        id: manager.id,
        name: MANAGER.name,
        email: MANAGER.email,
        roles: ['centre_manager'],
        centre: { id: expect.any(String), name: 'Harbourside Training Centre', number: '54321' },
      });
    });

    it('accepts the cookie from its own pages and refuses it when another site sends it', async () => {
      const cookie = `verifolio_session=${(await signIn(test.app, MANAGER.email)).token}`;
      await visitor().get('/api/me').set('cookie', cookie).expect(200);
      const change = () => visitor().delete('/api/sessions/current').set('cookie', cookie);
      expectProblem(await change().set('sec-fetch-site', 'cross-site'), 403, 'NOT_ALLOWED');
      expectProblem(await change().set('sec-fetch-site', 'same-site'), 403, 'NOT_ALLOWED');
      expectProblem(await change().set('origin', 'https://evil.example'), 403, 'NOT_ALLOWED');
      expectProblem(await change().set('origin', 'null'), 403, 'NOT_ALLOWED');
      await visitor().get('/api/me').set('cookie', cookie).set('sec-fetch-site', 'cross-site').expect(200);
      await change().set('sec-fetch-site', 'same-origin').expect(204);
    });
  });

  describe('a session', () => {
    it('ends at once on signing out', async () => {
      const person = await signIn(test.app, MANAGER.email);
      await person.as('delete', '/api/sessions/current').expect(204);
      expectProblem(await person.get('/api/me'), 401, 'NOT_SIGNED_IN');
      await manager.get('/api/me').expect(200);
    });

    it('ends after 30 idle minutes and not before', async () => {
      const person = await signIn(test.app, MANAGER.email);
      clock.moveTo('2026-06-01T09:29:59.000Z');
      await person.get('/api/me').expect(200);
      clock.moveTo('2026-06-01T09:59:58.000Z');
      await person.get('/api/me').expect(200);
      clock.moveTo('2026-06-01T10:29:58.000Z');
      expectProblem(await person.get('/api/me'), 401, 'NOT_SIGNED_IN');
    });

    it('ends after 12 hours however busy', async () => {
      clock.moveTo('2026-06-02T09:00:00.000Z');
      const person = await signIn(test.app, MANAGER.email);
      for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
        clock.moveTo(new Date(Date.parse('2026-06-02T09:00:00.000Z') + minutes * 60_000).toISOString());
        await person.get('/api/me').expect(200);
      }
      clock.moveTo('2026-06-02T21:00:00.000Z');
      expectProblem(await person.get('/api/me'), 401);
      manager = await signIn(test.app, MANAGER.email);
    });

    it('is refused without a token, with an unknown one and with another scheme', async () => {
      expectProblem(await visitor().get('/api/me'), 401, 'NOT_SIGNED_IN');
      expectProblem(await visitor().get('/api/me').set('authorization', 'Bearer abc'), 401);
      expectProblem(await visitor().get('/api/me').set('authorization', `Basic ${manager.token}`), 401);
    });
  });

  describe('guessing', () => {
    const guess = (email: string) => visitor().post('/api/sessions').send({ email, password: 'wrong-password-1' });

    it('is stopped after ten wrong passwords in five minutes, with word of when to try again', async () => {
      const email = 'guessed@demo.test';
      for (let n = 0; n < 10; n += 1) expectProblem(await guess(email), 401, 'SIGN_IN_REFUSED');
      const stopped = await guess(email);
      expectProblem(stopped, 429, 'TOO_MANY_ATTEMPTS');
      expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
      clock.moveTo(new Date(clock.nowMs() + 5 * 60_000 + 1_000).toISOString());
      expectProblem(await guess(email), 401, 'SIGN_IN_REFUSED');
    });

    it('is stopped just as well when the guesses come all at once', async () => {
      const answers = await Promise.all(Array.from({ length: 25 }, () => guess('parallel@demo.test')));
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
    });

    it('does not count what the owner gets right', async () => {
      for (let n = 0; n < 12; n += 1) await signIn(test.app, MANAGER.email);
    });
  });
});
