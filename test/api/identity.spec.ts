import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { UserRecord } from '../../src/modules/identity/user.record.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { storyClock } from '../support/running-clock.js';
import { buildApp, MANAGER, PASSWORD, type TestApp } from '../support/build-app.js';
import { addPerson, type Person, signIn } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';

describe('the people of a centre', () => {
  let test: TestApp;
  let manager: Person;
  const visitor = () => supertest(test.app.getHttpServer());

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    manager = await signIn(test.app, MANAGER.email);
  });
  afterAll(() => test.close());

  describe('a person’s access', () => {
    const at = (person: Person) => `/api/users/${person.id}`;

    it('ends at once, in every session, when the manager ends it', async () => {
      const leaver = await addPerson(manager, test.app, 'Lee Leaver', ['assessor']);
      const phone = await signIn(test.app, leaver.email);
      await manager.patch(at(leaver), { isActive: false }).expect(200);
      for (const session of [leaver, phone]) expectProblem(await session.get('/api/me'), 401, 'NOT_SIGNED_IN');
      const answer = await visitor().post('/api/sessions').send({ email: leaver.email, password: PASSWORD });
      expectProblem(answer, 401, 'SIGN_IN_REFUSED');
      await manager.patch(at(leaver), { isActive: true }).expect(200);
      expectProblem(await leaver.get('/api/me'), 401, 'NOT_SIGNED_IN');
      await signIn(test.app, leaver.email);
    });

    it('follows their roles from the next request on', async () => {
      const riser = await addPerson(manager, test.app, 'Rae Riser', ['learner']);
      expectProblem(await riser.get('/api/users'), 403, 'NOT_ALLOWED');
      await manager.patch(at(riser), { roles: ['assessor'] }).expect(200);
      await riser.get('/api/users').expect(200);
      expectProblem(await manager.patch(at(riser), { roles: ['eqa', 'iqa'] }), 422, 'SEGREGATION_OF_DUTIES');
      // What they did here stays theirs, so they verify nothing of it from outside, and the reverse.
      expectProblem(await manager.patch(at(riser), { roles: ['eqa'] }), 422, 'SEGREGATION_OF_DUTIES');
      const outsider = await addPerson(manager, test.app, 'Otis Outside', ['eqa']);
      expectProblem(await manager.patch(at(outsider), { roles: ['iqa'] }), 422, 'SEGREGATION_OF_DUTIES');
      await manager.patch(at(outsider), { name: 'Otis Outsider', isActive: false }).expect(200);
    });

    it('is never changed by the person it is about, and under the ETag it was read with', async () => {
      expectProblem(await manager.patch(at(manager), { roles: ['eqa'] }), 422, 'SEGREGATION_OF_DUTIES');
      const other = await addPerson(manager, test.app, 'Otis Other', ['learner']);
      const { headers } = await manager.get(at(other)).expect(200);
      await manager.patch(at(other), { name: 'Otis Othello' }, String(headers.etag)).expect(200);
      expectProblem(await manager.patch(at(other), { name: 'x' }, String(headers.etag)), 412, 'IF_MATCH_STALE');
    });
  });

  describe('changing a password', () => {
    it('takes knowing the present one, and ends every other session', async () => {
      const person = await addPerson(manager, test.app, 'Pia Word', ['learner']);
      const phone = await signIn(test.app, person.email);
      const change = (currentPassword: string, newPassword: string) =>
        person.post('/api/me/password', { currentPassword, newPassword });
      expectProblem(await change('not-the-password', 'quite another phrase'), 422, 'PASSWORD_WRONG');
      const weak = await change(PASSWORD, 'short');
      expectProblem(weak, 422, 'PASSWORD_TOO_WEAK');
      expect(faultyPaths(weak)).toEqual(['newPassword']);
      await change(PASSWORD, 'quite another phrase').expect(204);
      await person.get('/api/me').expect(200);
      expectProblem(await phone.get('/api/me'), 401, 'NOT_SIGNED_IN');
      await signIn(test.app, person.email, 'quite another phrase');
      const old = await visitor().post('/api/sessions').send({ email: person.email, password: PASSWORD });
      expectProblem(old, 401, 'SIGN_IN_REFUSED');
    });
  });

  describe('adding a person', () => {
    const newcomer = { email: 'New.Person@demo.test', name: 'Nia Powell', roles: ['learner'], password: PASSWORD };
    const add = (over: object) => manager.post('/api/users', { ...newcomer, email: 'other@demo.test', ...over });

    it('stores argon2id with 19 MiB, two passes and one lane', async () => {
      const { body } = await manager.post('/api/users', newcomer).expect(201);
      const { id } = body as { id: string };
      expect(body).toEqual({
        id,
        email: 'new.person@demo.test',
        name: 'Nia Powell',
        roles: ['learner'],
        isActive: true,
      });
      const row = await test.app.get(UnitOfWork).reader.findOneByOrFail(UserRecord, { id });
      expect(row.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    });

    it('makes a temporary password when none is given, and it works', async () => {
      const { body } = await add({ email: 'temp@demo.test', password: undefined }).expect(201);
      const { temporaryPassword } = body as { temporaryPassword: string };
      await signIn(test.app, 'temp@demo.test', temporaryPassword);
    });

    it('refuses an address that is taken, in whatever case', async () => {
      const answer = await add({ email: 'NEW.person@demo.test' });
      expectProblem(answer, 409, 'ALREADY_EXISTS');
      expect(faultyPaths(answer)).toEqual(['email']);
    });

    it.each([
      ['short', 'short-one1'],
      ['of few characters', 'abababababababab'],
      ['with the person’s name', 'my-name-is-powell'],
      ['with the centre’s name', 'harbourside-centre'],
      ['with the word password', 'password-for-me-1'],
    ])('refuses a password that is %s', async (_, password) => {
      expectProblem(await add({ password }), 422, 'PASSWORD_TOO_WEAK');
    });

    it('takes a password of 64 characters and more, of any kind', async () => {
      const password = 'correct horse battery staple, über den Fluß und in die Wälder 🐎🔋';
      await add({ email: 'long@demo.test', password }).expect(201);
      await signIn(test.app, 'long@demo.test', password);
    });

    it('lets an external verifier hold no other role', async () => {
      expectProblem(await add({ roles: ['eqa', 'assessor'] }), 422, 'SEGREGATION_OF_DUTIES');
    });

    it('lets nobody be an external verifier beside something else, whatever their mailbox notes after a plus', async () => {
      await addPerson(manager, test.app, 'Petra Byrd', ['assessor']);
      await addPerson(manager, test.app, 'Ezra Outside', ['eqa']);
      const second = await add({ email: 'petra.byrd+eqa@demo.test', roles: ['eqa'] });
      expectProblem(second, 422, 'SEGREGATION_OF_DUTIES');
      expect(faultyPaths(second)).toEqual(['email']);
      expectProblem(await add({ email: 'ezra.outside+inside@demo.test' }), 422, 'SEGREGATION_OF_DUTIES');
      await add({ email: 'petra.byrd+two@demo.test', roles: ['iqa'] }).expect(201);
      await add({ email: 'petra@demo.test', roles: ['eqa'] }).expect(201);
    });

    it.each([
      [{ roles: [] }, 'roles'],
      [{ roles: ['headmaster'] }, 'roles'],
      [{ roles: ['learner', 'learner'] }, 'roles'],
      [{ email: 'no-address' }, 'email'],
      [{ name: '' }, 'name'],
      [{ name: '   ' }, 'name'],
      [{ isDisabled: false }, 'isDisabled'],
      [{ centreId: 'x' }, 'centreId'],
      [{ passwordHash: 'x' }, 'passwordHash'],
    ])('refuses %j and names the field', async (over, path) => {
      const answer = await add(over);
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toEqual([path]);
    });

    it('is the manager’s to do, and the list is for staff', async () => {
      const learner = await addPerson(manager, test.app, 'Leo Marsh', ['learner']);
      const assessor = await addPerson(manager, test.app, 'Ada Byrne', ['assessor']);
      for (const person of [learner, assessor]) {
        expectProblem(await person.post('/api/users', newcomer), 403, 'NOT_ALLOWED');
      }
      expectProblem(await learner.get('/api/users'), 403, 'NOT_ALLOWED');
      const { body } = await assessor.get('/api/users?role=assessor').expect(200);
      const { items } = body as { items: { id: string; roles: string[] }[] };
      expect(items.map(({ id }) => id)).toContain(assessor.id);
      expect(items.every(({ roles }) => roles.includes('assessor'))).toBe(true);
    });
  });
});
