import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  acceptance,
  claimsOn,
  DISCUSSION,
  draft,
  OBSERVATION,
  PRODUCT,
  sampleFile,
  signedRecord,
  submittedProduct,
  VARCS,
} from '../support/evidence.js';
import { type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

describe('handing in and deciding', () => {
  let test: TestApp;
  let cast: Cast;
  const at = (id: string, step = '') => `/api/evidence/${id}${step}`;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  describe('a submission', () => {
    async function submit(author: Person, envelope: object, claims: object[], files: string[], declaration = true) {
      const { id } = await draft(author, { ...envelope, learnerId: cast.learner.id });
      for (const name of files) await author.upload(at(id, '/files'), sampleFile(name), name).expect(201);
      await author.put(at(id, '/claims'), claims).expect(200);
      return author.post(at(id, '/submission'), { declaration });
    }
    const claim = (over: object = {}) => ({ registrationId: cast.registrationId, criterion: '2.6', ...over });
    const located = () => claim({ locator: { page: 1 } });
    const MAIL = ['email-thread-c-002.eml'];

    it.each([
      ['a future date', { activityFrom: '2027-01-01', activityTo: null }, 'activityFrom'],
      ['an end before its beginning', { activityTo: '2026-02-01' }, 'activityTo'],
      ['personal data still to be removed', { redaction: 'pending' }, 'redaction'],
      ['a blank title', { title: '  ' }, 'title'],
      ['words about evidence that stays with the employer', { storage: 'in_situ' }, 'record.inSitu.location'],
    ])('with %s is incomplete', async (_, over, path) => {
      const answer = await submit(cast.learner, { ...PRODUCT, ...over }, [located()], MAIL);
      expectProblem(answer, 422, 'SUBMISSION_INCOMPLETE');
      expect(faultyPaths(answer)).toContain(path);
    });

    it('of a product without a file, or of anything without a claim, is incomplete', async () => {
      const noFile = await submit(cast.learner, PRODUCT, [located()], []);
      expectProblem(noFile, 422, 'SUBMISSION_INCOMPLETE');
      expect(faultyPaths(noFile)).toEqual(['files']);
      const noClaim = await submit(cast.learner, PRODUCT, [], MAIL);
      expectProblem(noClaim, 422, 'SUBMISSION_INCOMPLETE');
      expect(faultyPaths(noClaim)).toEqual(['claims']);
    });

    it('needs a place in the file, and on a recording one for every claim', async () => {
      expectProblem(await submit(cast.learner, PRODUCT, [claim()], MAIL), 422, 'LOCATOR_MISSING');
      const answer = await submit(
        cast.assessor,
        DISCUSSION,
        [claim({ criterion: '1.1', locator: { from: '00:00:05' } }), claim({ criterion: '1.2' })],
        ['discussion-excerpt.mp3'],
      );
      expectProblem(answer, 422, 'LOCATOR_MISSING');
      expect(faultyPaths(answer)).toEqual(['claims[1].locator']);
    });

    it('of a learner’s work needs the declaration', async () => {
      expectProblem(await submit(cast.learner, PRODUCT, [located()], MAIL, false), 422, 'DECLARATION_REQUIRED');
    });

    it('of evidence in situ needs no file once it is described', async () => {
      const inSitu = {
        location: 'Complaints system of Harbour Lane Kitchens',
        custodian: 'Team leader',
        shows: 'The closed case C-003',
        seenBy: 'Daniel Price',
        seenOn: '2026-05-04',
      };
      const envelope = { ...PRODUCT, storage: 'in_situ', redaction: 'pending', record: { inSitu } };
      expect((await submit(cast.learner, envelope, [located()], [])).status).toBe(200);
    });

    it('of a testimony that nobody dated carries no signature of a witness', async () => {
      const witness = { name: 'Petra Lindqvist', signedOn: '' };
      const envelope = { ...PRODUCT, method: 'witness_testimony', record: { witness, account: ['She did.'] } };
      const answer = await submit(cast.learner, envelope, [located()], []);
      expect(answer.status).toBe(200);
      expect((answer.body as { signatures: unknown[] }).signatures).toEqual([]);
    });
  });

  describe('a decision', () => {
    const decide = (id: string, body: object, by = cast.assessor) => by.post(at(id, '/decision'), body);

    it('to accept needs all five answers, the assessor’s words and a confirmed claim', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      const good = acceptance(cast.registrationId, ['2.6']);
      const refusals: [object, string][] = [
        [{ varcs: { ...VARCS, current: false } }, 'varcs.current'],
        [{ varcs: null }, 'varcs.valid'],
        [{ comment: ' ' }, 'comment'],
        [{ claims: [] }, 'claims'],
        [{ claims: [{ registrationId: cast.registrationId, criterion: '2.6', outcome: 'declined' }] }, 'claims'],
      ];
      for (const [over, path] of refusals) {
        const answer = await decide(id, { ...good, ...over });
        expectProblem(answer, 422, 'ACCEPTANCE_REFUSED');
        expect(faultyPaths(answer)).toContain(path);
      }
      expectProblem(await decide(id, acceptance(cast.registrationId, ['2.7'])), 422, 'CLAIM_UNKNOWN');
      const strange = [{ registrationId: cast.registrationId, criterion: '2.6', outcome: 'confirmed', facets: ['x'] }];
      expectProblem(await decide(id, { ...good, claims: strange }), 422, 'FACET_UNKNOWN');
      expect((await decide(id, good)).status).toBe(200);
      expectProblem(await decide(id, good), 409, 'STATE_CONFLICT');
    });

    it('on knowledge needs a word on depth', async () => {
      const id = await signedRecord(cast, DISCUSSION, ['1.1']);
      const claims = [{ registrationId: cast.registrationId, criterion: '1.1', outcome: 'confirmed' }];
      const answer = await decide(id, acceptance(cast.registrationId, ['1.1'], { claims }));
      expectProblem(answer, 422, 'ACCEPTANCE_REFUSED');
      expect(faultyPaths(answer)).toEqual(['claims[0].depthMet']);
    });

    it('to accept an unsigned observation is refused', async () => {
      const { id } = await draft(cast.assessor, { ...OBSERVATION, learnerId: cast.learner.id });
      await cast.assessor.put(at(id, '/claims'), claimsOn(cast.registrationId, ['2.1'])).expect(200);
      await cast.assessor.post(at(id, '/submission')).expect(200);
      const answer = await decide(id, acceptance(cast.registrationId, ['2.1']));
      expectProblem(answer, 422, 'ACCEPTANCE_REFUSED');
      expect(faultyPaths(answer)).toEqual(['signatures']);
    });

    it('to accept simulated evidence for Unit 40 is refused (U40-R2)', async () => {
      const id = await signedRecord(cast, { ...OBSERVATION, setting: 'simulated' }, ['2.1']);
      const answer = await decide(id, acceptance(cast.registrationId, ['2.1']));
      expectProblem(answer, 422, 'ACCEPTANCE_REFUSED');
      expect(faultyPaths(answer)).toEqual(['setting']);
    });

    it('to return needs a reason code and feedback', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      expectProblem(await decide(id, { outcome: 'returned', comment: 'No.' }), 422, 'RETURN_REASON_REQUIRED');
      expectProblem(await decide(id, { outcome: 'returned', reasons: ['depth'] }), 422, 'RETURN_REASON_REQUIRED');
      expectProblem(await decide(id, { outcome: 'returned', reasons: ['ugly'], comment: 'No.' }), 400);
    });

    it('is the allocated assessor’s, never the learner’s, the IQA’s or the manager’s', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      for (const person of [cast.learner, cast.iqa, cast.manager]) {
        expectProblem(await decide(id, acceptance(cast.registrationId, ['2.6']), person), 403, 'NOT_ALLOWED');
      }
    });
  });
});
