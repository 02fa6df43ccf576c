import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { IdempotencyRecord } from '../../src/platform/http/idempotency.record.js';
import { buildApp, PASSWORD, type TestApp } from '../support/build-app.js';
import { PRODUCT } from '../support/evidence.js';
import { type Cast, castOf, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

describe('what is kept under an Idempotency-Key', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const newestRow = async (): Promise<IdempotencyRecord> => {
    const rows = await test.app
      .get(UnitOfWork)
      .reader.find(IdempotencyRecord, { order: { createdAt: 'DESC' }, take: 1 });
    const [row] = rows;
    if (!row) throw new Error('no key was kept');
    return row;
  };

  it('is no temporary password: the person is added once and the repeat is told that the answer is gone', async () => {
    const newcomer = { email: 'temp@demo.test', name: 'Tim Temp', roles: ['learner'] };
    const add = () => cast.manager.post('/api/users', newcomer).set('idempotency-key', 'add-tim');
    const { body } = await add().expect(201);
    const { temporaryPassword } = body as { temporaryPassword: string };
    expect(await newestRow()).toMatchObject({ status: 201, answer: null, bodySha256: '' });
    expectProblem(await add(), 409, 'IDEMPOTENCY_ANSWER_NOT_KEPT');
    await signIn(test.app, newcomer.email, temporaryPassword);
  });

  it('is no hash of a password, which would be quick to guess', async () => {
    const person = await signIn(test.app, cast.iqa.email);
    const change = () =>
      person
        .post('/api/me/password', { currentPassword: PASSWORD, newPassword: 'quite another phrase' })
        .set('idempotency-key', 'new-password');
    await change().expect(204);
    expect(await newestRow()).toMatchObject({ status: 204, bodySha256: '' });
    expectProblem(await change(), 409, 'IDEMPOTENCY_ANSWER_NOT_KEPT');
  });

  it('is not claimed by a wrong password: corrected, the request goes through', async () => {
    const change = (currentPassword: string) =>
      cast.trainee
        .post('/api/me/password', { currentPassword, newPassword: 'quite another phrase' })
        .set('idempotency-key', 'second-thoughts');
    expectProblem(await change('not-the-password'), 422, 'PASSWORD_WRONG');
    await change(PASSWORD).expect(204);
  });

  it('is the ETag and the address of the first answer', async () => {
    const create = () => cast.learner.post('/api/evidence', PRODUCT).set('idempotency-key', 'tagged');
    const first = await create().expect(201);
    expect(first.headers.etag).toMatch(/^"r\d+"$/);
    expect((await create().expect(201)).headers.etag).toBe(first.headers.etag);

    const order = () =>
      cast.learner
        .post(`/api/registrations/${cast.registrationId}/portfolio-exports`, { kind: 'draft' })
        .set('idempotency-key', 'ordered');
    const ordered = await order().expect(202);
    expect(ordered.headers.location).toMatch(/^\/api\/portfolio-exports\//);
    expect((await order().expect(202)).headers.location).toBe(ordered.headers.location);
    const { id } = ordered.body as { id: string };
    let status = '';
    while (status !== 'ready') {
      await wait(50);
      ({ status } = (await cast.learner.get(`/api/portfolio-exports/${id}`).expect(200)).body as { status: string });
    }
  });
});
