import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, evidenceNow, PRODUCT } from '../support/evidence.js';
import { type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

const ROUNDS = 50;
const REPEATS = 20;

describe('two at the same thing', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  describe('editors', () => {
    /** Both change `path` under the ETag they read; one wins, the other is told, and what stands is the winner's. */
    async function race(person: Person, path: string, field: 'title' | 'site'): Promise<void> {
      for (let round = 1; round <= ROUNDS; round += 1) {
        const { headers } = await person.get(path).expect(200);
        const texts = [`left ${round}`, `right ${round}`];
        const answers = await Promise.all(
          texts.map((text) => person.patch(path, { [field]: text }, String(headers.etag))),
        );
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
        const winner = texts[answers.findIndex(({ status }) => status === 200)];
        const { body } = await person.get(path).expect(200);
        expect((body as Record<string, unknown>)[field]).toBe(winner);
      }
    }

    it('never overwrite each other’s evidence', async () => {
      const { id } = await draft(cast.learner, PRODUCT);
      await race(cast.learner, `/api/evidence/${id}`, 'title');
    });

    it('never overwrite each other’s registration', async () => {
      await race(cast.manager, `/api/registrations/${cast.registrationId}`, 'site');
    });

    it('are told when If-Match is absent, weak or strange', async () => {
      const { id } = await draft(cast.learner, PRODUCT);
      const path = `/api/evidence/${id}`;
      const edit = () => cast.learner.as('patch', path).send({ title: 'x' });
      expectProblem(await edit(), 428, 'IF_MATCH_REQUIRED');
      for (const tag of ['W/"r1"', 'r1', '"r2"', '"x"', '']) {
        expect([412, 428]).toContain((await edit().set('if-match', tag)).status);
      }
      const claims = cast.learner.as('put', `${path}/claims`).send([]);
      expectProblem(await claims, 428, 'IF_MATCH_REQUIRED');
      await edit().set('if-match', '"r1"').expect(200);
    });
  });

  describe('repeats of a POST under one Idempotency-Key', () => {
    const create = (key: string, body: object = PRODUCT, by: Person = cast.learner) =>
      by.post('/api/evidence', body).set('idempotency-key', key);
    const titled = async (title: string) => {
      const { body } = await cast.learner.get(`/api/evidence?q=${encodeURIComponent(title)}`).expect(200);
      return (body as { items: unknown[] }).items.length;
    };

    it('take effect once, however many come at the same time, and all get the one answer or are told to wait', async () => {
      const body = { ...PRODUCT, title: 'Twenty at once' };
      const answers = await Promise.all(Array.from({ length: REPEATS }, () => create('twenty', body)));
      const done = answers.filter(({ status }) => status === 201);
      expect(done.length).toBeGreaterThanOrEqual(1);
      for (const answer of answers) if (answer.status !== 201) expectProblem(answer, 409, 'IDEMPOTENCY_IN_FLIGHT');
      expect(new Set(done.map(({ text }) => text)).size).toBe(1);
      expect(await titled('Twenty at once')).toBe(1);
      const later = await create('twenty', body).expect(201);
      expect(later.body).toEqual(done[0]?.body);
    });

    it('are refused with another body, and free for another person', async () => {
      const first = await create('mine').expect(201);
      expectProblem(await create('mine', { ...PRODUCT, title: 'Other' }), 422, 'IDEMPOTENCY_KEY_REUSED');
      expect((await create('mine').expect(201)).body).toEqual(first.body);
      const observation = { ...PRODUCT, method: 'direct_observation', learnerId: cast.learner.id };
      await create('mine', observation, cast.assessor).expect(201);
    });

    it('do not remember a refusal: corrected, the request goes through', async () => {
      expectProblem(await create('corrected', { ...PRODUCT, title: '' }), 400, 'VALIDATION_FAILED');
      await create('corrected').expect(201);
    });

    it('submit, decide and sign once: the repeat gets the answer and not a conflict', async () => {
      const { id } = await draft(cast.learner, {
        ...PRODUCT,
        method: 'reflective_account',
        record: { learning: 'Ask.' },
      });
      const claim = { registrationId: cast.registrationId, criterion: '1.3' };
      await cast.learner.put(`/api/evidence/${id}/claims`, [claim]).expect(200);
      const submit = () =>
        cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).set('idempotency-key', 'hand-in');
      const first = await submit().expect(200);
      const second = await submit().expect(200);
      expect(second.body).toEqual(first.body);
      expect((first.body as EvidenceView).status).toBe('submitted');
    });

    it('attach a file once, and another file under the same key is refused', async () => {
      const { id } = await draft(cast.learner, PRODUCT);
      const attach = (words: string) =>
        cast.learner
          .upload(`/api/evidence/${id}/files`, Buffer.from(words), 'words.txt')
          .set('idempotency-key', 'upload-1');
      const first = await attach('the first words').expect(201);
      expect((await attach('the first words').expect(201)).body).toEqual(first.body);
      expect((await evidenceNow(cast.learner, id)).files).toHaveLength(1);
      expectProblem(await attach('quite other words'), 422, 'IDEMPOTENCY_KEY_REUSED');
    });

    it('carry keys of at most 255 characters', async () => {
      expectProblem(await create('k'.repeat(256)), 400, 'MALFORMED_REQUEST');
    });

    it('survive numbers that JSON can write and nobody can store', async () => {
      const answer = await cast.learner
        .as('post', '/api/evidence')
        .set('idempotency-key', 'infinite')
        .set('content-type', 'application/json')
        .send(JSON.stringify({ ...PRODUCT, record: { count: 0 } }).replace(':0}', ':1e999}'));
      expectProblem(answer, 400, 'MALFORMED_REQUEST');
    });
  });
});
