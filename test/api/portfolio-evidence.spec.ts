import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EvidenceSummaryView } from '../../src/modules/evidence/evidence-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  accept,
  acceptance,
  draft,
  OBSERVATION,
  PRODUCT,
  signedRecord,
  submittedProduct,
} from '../support/evidence.js';
import { anotherLearner, type Cast, castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

describe('the evidence of a portfolio', () => {
  let test: TestApp;
  let cast: Cast;
  let learners = 0;
  const at = (id: string, step = '') => `/api/evidence/${id}${step}`;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  describe('as a list', () => {
    interface Page {
      readonly items: readonly EvidenceSummaryView[];
      readonly nextCursor: string | null;
    }
    const page = async (query: string) => (await cast.iqa.get(`/api/evidence?${query}`).expect(200)).body as Page;
    const refs = async (query: string) => (await page(query)).items.map(({ ref }) => ref);

    beforeAll(async () => {
      await draft(cast.learner, { ...PRODUCT, title: 'Missing hinges' });
      const mail = await submittedProduct(cast, ['2.6']);
      await accept(cast, mail, ['2.6']);
      await signedRecord(cast, OBSERVATION, ['2.1']);
      const other = await anotherLearner(test.app, cast, 'Other Portfolio');
      await draft(other.learner, PRODUCT);
    });

    it('is filtered by learner, registration, status, method and words', async () => {
      const own = `learnerId=${cast.learner.id}`;
      expect(await refs(own)).toEqual(['E001', 'E002', 'E003']);
      expect(await refs(`registrationId=${cast.registrationId}`)).toEqual(['E002', 'E003']);
      expect(await refs(`${own}&status=accepted`)).toEqual(['E002']);
      expect(await refs(`${own}&method=direct_observation`)).toEqual(['E003']);
      expect(await refs('q=MISSING%20hinges')).toEqual(['E001']);
      expect(await refs(`${own}&q=e003`)).toEqual(['E003']);
      expect(await refs(`${own}&status=accepted&method=direct_observation`)).toEqual([]);
    });

    it('is turned page by page', async () => {
      const own = `learnerId=${cast.learner.id}&limit=2`;
      const first = await page(own);
      expect(first.items.map(({ ref }) => ref)).toEqual(['E001', 'E002']);
      const second = await page(`${own}&cursor=${first.nextCursor}`);
      expect(second.items.map(({ ref }) => ref)).toEqual(['E003']);
      expect(second.nextCursor).toBeNull();
    });

    it('shows each person the portfolios they have a part in', async () => {
      const mine = (await cast.learner.get('/api/evidence').expect(200)).body as Page;
      expect(new Set(mine.items.map(({ learnerId }) => learnerId))).toEqual(new Set([cast.learner.id]));
      expect((await page('limit=200')).items).toHaveLength(4);
    });
  });

  describe('in a released unit', () => {
    let own: Cast;
    let observation: string;

    beforeEach(async () => {
      learners += 1;
      own = await anotherLearner(test.app, cast, `Released ${learners}`);
      ({ observation } = await makeReady(own));
      await release(own);
    });

    it('stays: it is withdrawn only after a reopening of the unit, and nothing more is accepted into it', async () => {
      const withdrawal = () => own.assessor.post(at(observation, '/withdrawal'), { reason: 'authenticity' });
      expectProblem(await withdrawal(), 409, 'STATE_CONFLICT');
      const late = await submittedProduct(own, ['2.6']);
      const body = acceptance(own.registrationId, ['2.6']);
      expectProblem(await own.assessor.post(at(late, '/decision'), body), 409, 'STATE_CONFLICT');
      await own.manager.post(`/api/registrations/${own.registrationId}/reopening`, { reason: 'Appeal' }).expect(200);
      await withdrawal().expect(200);
    });

    it('is unlocked by the centre manager only, with a reason', async () => {
      const reason = { reason: 'The awarding organisation asked for it.' };
      expectProblem(await own.assessor.post(at(observation, '/reopening'), reason), 403, 'NOT_ALLOWED');
      await own.manager.post(at(observation, '/reopening'), reason).expect(200);
    });
  });
});
