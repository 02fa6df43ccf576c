import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import supertest from 'supertest';
import type { EvidenceFileView } from '../../src/modules/evidence/evidence-file-view.dto.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { buildApp, MANAGER, PASSWORD, type TestApp } from '../support/build-app.js';
import { draft, PRODUCT } from '../support/evidence.js';
import { anotherLearner, type Cast, castOf } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

const UNKNOWN_ID = '0190a000-0000-7000-8000-000000000000';
const CREDENTIALS = { email: MANAGER.email, password: PASSWORD };

describe('requests', () => {
  let test: TestApp;
  let cast: Cast;
  const visitor = () => supertest(test.app.getHttpServer());

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  describe('that another site makes a browser send', () => {
    it.each([
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ])('sign nobody in (%j)', async (headers) => {
      const answer = await visitor().post('/api/sessions').set(headers).send(CREDENTIALS);
      expectProblem(answer, 403, 'NOT_ALLOWED');
      expect(answer.headers['set-cookie']).toBeUndefined();
    });

    it('are told from those of our own pages', async () => {
      await visitor().post('/api/sessions').set('sec-fetch-site', 'same-origin').send(CREDENTIALS).expect(201);
    });

    it.each(['application/x-www-form-urlencoded', 'text/plain'])('as %s are no JSON', async (type) => {
      const words = new URLSearchParams(CREDENTIALS).toString();
      expectProblem(await visitor().post('/api/sessions').set('content-type', type).send(words), 415);
    });
  });

  it('with a form are for the routes that take a file', async () => {
    expectProblem(await visitor().post('/api/sessions').field('email', MANAGER.email).field('password', PASSWORD), 415);
    expectProblem(await cast.learner.as('post', '/api/evidence').attach('file', Buffer.from('x'), 'x.txt'), 415);
  });

  describe('without a body', () => {
    it('may say that they are JSON, where none is needed', async () => {
      const { id } = await draft(cast.learner, { ...PRODUCT, method: 'reflective_account', record: { text: 'Ask.' } });
      const claim = { registrationId: cast.registrationId, criterion: '1.3' };
      await cast.learner.put(`/api/evidence/${id}/claims`, [claim]).expect(200);
      await cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).expect(200);
      const recall = cast.learner.as('post', `/api/evidence/${id}/recall`).set('content-type', 'application/json');
      expect((await recall.send('')).status).toBe(200);
    });

    it('have their fields missed where one is needed', async () => {
      const answer = await visitor().post('/api/sessions').set('content-type', 'application/json').send('');
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer).sort()).toEqual(['email', 'password']);
    });
  });

  it('may write the ids they filter by in capitals', async () => {
    const ids = { learnerId: cast.learner.id.toUpperCase(), assessorId: cast.assessor.id.toUpperCase() };
    const { body } = await cast.manager.get(`/api/registrations?${new URLSearchParams(ids).toString()}`).expect(200);
    expect((body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([cast.registrationId]);
  });

  it.each(['constructor', 'prototype'])('with a field called %s are refused, inside arrays as well', async (name) => {
    const { id } = await draft(cast.learner, PRODUCT);
    const locator = { note: 'here', page: { [name]: 1 } };
    const claim = { registrationId: cast.registrationId, criterion: '2.6', locator };
    const answer = await cast.learner.put(`/api/evidence/${id}/claims`, [claim]);
    expectProblem(answer, 400, 'MALFORMED_REQUEST');
    expect(faultyPaths(answer)).toEqual([`[0].locator.page.${name}`]);
    const record = { ownBox: { [name]: 'kept by nobody' } };
    expectProblem(await cast.learner.post('/api/evidence', { ...PRODUCT, record }), 400, 'MALFORMED_REQUEST');
  });

  it('about a unit that is not here are told which field is wrong', async () => {
    const parties = { learnerId: cast.learner.id, assessorId: cast.assessor.id, iqaId: cast.iqa.id };
    const answer = await cast.manager.post('/api/registrations', {
      ...parties,
      unit: 'ZZZ',
      registeredOn: '2026-01-12',
    });
    expectProblem(answer, 422, 'UNIT_UNKNOWN');
    expect(faultyPaths(answer)).toEqual(['unit']);
  });

  it('learn nothing of what exists: strange and unknown things are answered in the same words', async () => {
    const other = await anotherLearner(test.app, cast, 'Otto Learner');
    const item = await draft(other.learner, PRODUCT);
    const paths = [
      ...['', '/audit', '/coverage', '/judgements', '/sign-offs'].map((end) => [
        `registrations/{id}${end}`,
        other.registrationId,
      ]),
      ['evidence/{id}', item.id],
      [`evidence/{id}/files/${UNKNOWN_ID}`, item.id],
    ] as const;
    const words = new Set<string>();
    for (const [path, id] of paths) {
      for (const one of [id, UNKNOWN_ID, 'not-an-id']) {
        const answer = await cast.learner.get(`/api/${path?.replace('{id}', one)}`);
        expectProblem(answer, 404, 'NOT_FOUND');
        words.add(answer.text);
      }
    }
    words.add((await cast.learner.get(`/api/portfolio-exports/${UNKNOWN_ID}`)).text);
    expect([...words]).toHaveLength(1);
  });

  describe('for a stored file', () => {
    const content = Buffer.from('the words of a letter');
    let path: string;
    beforeAll(async () => {
      const { id } = await draft(cast.learner, PRODUCT);
      const { body } = await cast.learner.upload(`/api/evidence/${id}/files`, content, 'letter.txt').expect(201);
      path = `/api/evidence/${id}/files/${(body as EvidenceFileView).id}`;
    });

    it('learn its length when the range they ask for begins beyond the end', async () => {
      const answer = await cast.learner.get(path).set('range', 'bytes=999-');
      expectProblem(answer, 416, 'RANGE_NOT_SATISFIABLE');
      expect(answer.headers['content-range']).toBe(`bytes */${content.length}`);
    });

    it('are told that the fault is ours when its bytes are gone', async () => {
      await test.app.get(FileStore).remove(createHash('sha256').update(content).digest('hex'));
      expectProblem(await cast.learner.get(path), 500, 'FILE_MISSING');
    });
  });
});
