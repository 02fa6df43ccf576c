import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  accept,
  acceptance,
  claimsOn,
  draft,
  evidenceNow,
  OBSERVATION,
  PRODUCT,
  sampleFile,
  signedRecord,
  submittedProduct,
} from '../support/evidence.js';
import { anotherLearner, type Cast, castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { textOf } from '../support/readings.js';
import { storyClock } from '../support/running-clock.js';

describe('the life of evidence', () => {
  let test: TestApp;
  let cast: Cast;
  const at = (id: string, step = '') => `/api/evidence/${id}${step}`;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  it('goes from draft to accepted, is returned once, and the second version takes the place of the first', async () => {
    const { id, ref, version, status } = await draft(cast.learner, PRODUCT);
    expect({ ref, version, status }).toEqual({ ref: 'E001', version: 1, status: 'draft' });
    await cast.learner
      .upload(at(id, '/files'), sampleFile('email-thread-c-002.eml'), 'email-thread-c-002.eml')
      .expect(201);
    await cast.learner.put(at(id, '/claims'), claimsOn(cast.registrationId, ['2.6', '2.7'])).expect(200);

    const submitted = (await cast.learner.post(at(id, '/submission'), { declaration: true }).expect(200))
      .body as EvidenceView;
    expect(submitted).toMatchObject({ status: 'submitted', declarationVersion: '1' });
    expect(submitted.contentSha256).toMatch(/^[0-9a-f]{64}$/);

    const returned = (
      await cast.assessor
        .post(at(id, '/decision'), { outcome: 'returned', reasons: ['pii_present'], comment: 'A surname is left in.' })
        .expect(200)
    ).body as EvidenceView;
    expect(returned.status).toBe('returned');

    const next = (await cast.learner.post(at(id, '/versions')).expect(201)).body as EvidenceView;
    expect(next).toMatchObject({ ref: 'E001.v2', version: 2, status: 'draft', replacesId: id });
    expect(next.files.map(({ name }) => name)).toEqual(['email-thread-c-002.eml']);
    expect(next.claims.map(({ criterion }) => criterion)).toEqual(['2.6', '2.7']);
    await cast.learner.post(at(next.id, '/submission'), { declaration: true }).expect(200);
    expect(await evidenceNow(cast.learner, id)).toMatchObject({
      status: 'superseded',
      decisions: [{ outcome: 'returned', reasons: ['pii_present'], comment: 'A surname is left in.' }],
    });

    await cast.assessor
      .post(at(next.id, '/decision'), {
        ...acceptance(cast.registrationId, ['2.6']),
        claims: [
          { registrationId: cast.registrationId, criterion: '2.6', outcome: 'confirmed' },
          { registrationId: cast.registrationId, criterion: '2.7', outcome: 'declined' },
        ],
      })
      .expect(200);
    const accepted = await evidenceNow(cast.learner, next.id);
    expect(accepted.status).toBe('accepted');
    expect(accepted.claims.map(({ criterion, state }) => [criterion, state])).toEqual([
      ['2.6', 'confirmed'],
      ['2.7', 'declined'],
    ]);
  });

  it('never uses a reference again, even after a withdrawal', async () => {
    const own = await anotherLearner(test.app, cast, 'Rita Refs');
    const first = await draft(own.learner, PRODUCT);
    await own.learner.post(at(first.id, '/withdrawal'), { reason: 'duplicate' }).expect(200);
    expect((await draft(own.learner, PRODUCT)).ref).toBe('E002');
    const parallel = await Promise.all(Array.from({ length: 6 }, () => draft(own.learner, PRODUCT)));
    expect(parallel.map(({ ref }) => ref).sort()).toEqual(['E003', 'E004', 'E005', 'E006', 'E007', 'E008']);
  });

  it('is frozen from submission: nothing of it can be changed, added or taken away', async () => {
    const id = await submittedProduct(cast, ['2.6']);
    const [{ id: file } = { id: '' }] = (await evidenceNow(cast.learner, id)).files;
    // What a job reads in the file may come later; it is no part of what was handed in.
    await textOf(cast.learner, id, file);
    const before = await evidenceNow(cast.learner, id);
    const attempts = [
      cast.learner.patch(at(id), { title: 'Another title' }),
      cast.learner.upload(at(id, '/files'), Buffer.from('more'), 'more.txt'),
      cast.learner.delete(at(id, `/files/${file}`)),
      cast.learner.post(at(id, '/submission'), { declaration: true }),
      cast.learner.post(at(id, '/versions')),
    ];
    for (const attempt of attempts) expectProblem(await attempt, 409, 'STATE_CONFLICT');
    expectProblem(await cast.learner.put(at(id, '/claims'), []), 403, 'NOT_ALLOWED');
    expect(await evidenceNow(cast.learner, id)).toEqual(before);
    await accept(cast, id, ['2.6']);
    expectProblem(await cast.learner.patch(at(id), { title: 'Another title' }), 409, 'STATE_CONFLICT');
    expectProblem(await cast.learner.put(at(id, '/claims'), []), 409, 'STATE_CONFLICT');
    expect((await evidenceNow(cast.learner, id)).contentSha256).toBe(before.contentSha256);
  });

  it('lets an assessor add claims the learner missed, but take none away', async () => {
    const id = await submittedProduct(cast, ['2.6']);
    const more = claimsOn(cast.registrationId, ['2.6', '2.8']);
    const changed = (await cast.assessor.put(at(id, '/claims'), more).expect(200)).body as EvidenceView;
    expect(changed.claims.map(({ criterion }) => criterion)).toEqual(['2.6', '2.8']);
    const fewer = claimsOn(cast.registrationId, ['2.8']);
    expectProblem(await cast.assessor.put(at(id, '/claims'), fewer), 409, 'STATE_CONFLICT');
  });

  describe('signatures', () => {
    it('of assessor and learner stand under the assessor’s record, over the hash of what was submitted', async () => {
      const id = await signedRecord(cast, OBSERVATION, ['2.1']);
      const { signatures, contentSha256 } = await evidenceNow(cast.learner, id);
      expect(signatures).toEqual([
        expect.objectContaining({ role: 'assessor', personName: 'Daniel Price', contentSha256 }),
        expect.objectContaining({ role: 'learner', personName: 'Maya Okafor', contentSha256 }),
      ]);
      expectProblem(await cast.learner.post(at(id, '/signatures')), 409, 'STATE_CONFLICT');
    });

    it('are given by the learner alone, on methods that ask for one, between submission and decision', async () => {
      const { id } = await draft(cast.assessor, { ...OBSERVATION, learnerId: cast.learner.id });
      expectProblem(await cast.learner.post(at(id, '/signatures')), 409, 'STATE_CONFLICT');
      await cast.assessor.put(at(id, '/claims'), claimsOn(cast.registrationId, ['2.1'])).expect(200);
      await cast.assessor.post(at(id, '/submission')).expect(200);
      expectProblem(await cast.assessor.post(at(id, '/signatures')), 403, 'NOT_ALLOWED');
      const product = await submittedProduct(cast, ['2.6']);
      expectProblem(await cast.learner.post(at(product, '/signatures')), 409, 'STATE_CONFLICT');
    });

    it('lapse with a recall, because they bound the text before it', async () => {
      const id = await signedRecord(cast, OBSERVATION, ['2.1']);
      await cast.assessor.post(at(id, '/recall')).expect(200);
      await cast.assessor.patch(at(id), { title: 'Corrected title' }).expect(200);
      await cast.assessor.post(at(id, '/submission')).expect(200);
      expect((await evidenceNow(cast.assessor, id)).signatures.map(({ role }) => role)).toEqual(['assessor']);
      expectProblem(
        await cast.assessor.post(at(id, '/decision'), acceptance(cast.registrationId, ['2.1'])),
        422,
        'ACCEPTANCE_REFUSED',
      );
    });
  });

  describe('taking it back', () => {
    it('is possible for its author until somebody has decided', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      expectProblem(await cast.assessor.post(at(id, '/recall')), 403, 'NOT_ALLOWED');
      const recalled = (await cast.learner.post(at(id, '/recall')).expect(200)).body as EvidenceView;
      expect(recalled).toMatchObject({ status: 'draft', contentSha256: null, declarationVersion: null });
      await cast.learner.post(at(id, '/submission'), { declaration: true }).expect(200);
      await accept(cast, id, ['2.6']);
      expectProblem(await cast.learner.post(at(id, '/recall')), 409, 'STATE_CONFLICT');
    });

    it('withdraws for good, by the author until acceptance and by the assessor after it', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      expectProblem(await cast.assessor.post(at(id, '/withdrawal'), { reason: 'duplicate' }), 403, 'NOT_ALLOWED');
      await accept(cast, id, ['2.6']);
      expectProblem(await cast.learner.post(at(id, '/withdrawal'), { reason: 'duplicate' }), 403, 'NOT_ALLOWED');
      expectProblem(await cast.assessor.post(at(id, '/withdrawal'), { reason: 'bored' }), 400, 'VALIDATION_FAILED');
      await cast.assessor.post(at(id, '/withdrawal'), { reason: 'authenticity' }).expect(200);
      for (const step of ['/recall', '/submission', '/versions']) {
        expectProblem(await cast.learner.post(at(id, step)), 409, 'STATE_CONFLICT');
      }
      expectProblem(await cast.assessor.post(at(id, '/withdrawal'), { reason: 'authenticity' }), 409);
    });

    it('re-opens what was accepted: claims are proposed again and the decision stays on record', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      await accept(cast, id, ['2.6']);
      expectProblem(await cast.learner.post(at(id, '/reopening'), { reason: 'please' }), 403, 'NOT_ALLOWED');
      expectProblem(await cast.manager.post(at(id, '/reopening'), { reason: 'please' }), 403, 'NOT_ALLOWED');
      expectProblem(await cast.assessor.post(at(id, '/reopening'), { reason: '  ' }), 400, 'VALIDATION_FAILED');
      await cast.assessor.post(at(id, '/reopening'), { reason: 'I overlooked the last message.' }).expect(200);
      const { status, claims, decisions } = await evidenceNow(cast.learner, id);
      expect(status).toBe('submitted');
      expect(claims.map(({ state }) => state)).toEqual(['proposed']);
      expect(decisions.map(({ outcome }) => outcome)).toEqual(['accepted']);
    });

    it('supersedes an accepted version only when its replacement is accepted', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      await accept(cast, id, ['2.6']);
      const next = (await cast.learner.post(at(id, '/versions')).expect(201)).body as EvidenceView;
      expectProblem(await cast.learner.post(at(id, '/versions')), 409, 'STATE_CONFLICT');
      await cast.learner.post(at(next.id, '/submission'), { declaration: true }).expect(200);
      expect((await evidenceNow(cast.learner, id)).status).toBe('accepted');
      await accept(cast, next.id, ['2.6']);
      expect((await evidenceNow(cast.learner, id)).status).toBe('superseded');
    });
  });

  it('on hold counts for nothing and cannot be accepted until the query is answered', async () => {
    const id = await submittedProduct(cast, ['2.6']);
    const reason = { reason: 'Another learner handed in the same file.' };
    expectProblem(await cast.learner.post(at(id, '/hold'), reason), 403, 'NOT_ALLOWED');
    expect((await cast.iqa.post(at(id, '/hold'), reason).expect(200)).body).toMatchObject({ onHold: true });
    expectProblem(await cast.assessor.post(at(id, '/hold'), reason), 409, 'STATE_CONFLICT');
    const body = acceptance(cast.registrationId, ['2.6']);
    expectProblem(await cast.assessor.post(at(id, '/decision'), body), 422, 'ACCEPTANCE_REFUSED');
    expectProblem(await cast.assessor.post(at(id, '/release'), reason), 403, 'NOT_ALLOWED');
    await cast.iqa.post(at(id, '/release'), { reason: 'They worked at one desk.' }).expect(200);
    expectProblem(await cast.iqa.post(at(id, '/release'), reason), 409, 'STATE_CONFLICT');
    await cast.assessor.post(at(id, '/decision'), body).expect(200);
  });

  it('of prior learning counts from the IQA’s approval, which needs the assessor’s first', async () => {
    const id = await submittedProduct(cast, ['2.9'], { method: 'rpl_claim', activityFrom: '2025-03-02' });
    const approve = () => cast.iqa.post(at(id, '/rpl-approval'), { approved: true });
    expectProblem(await approve(), 409, 'STATE_CONFLICT');
    await accept(cast, id, ['2.9']);
    expect((await evidenceNow(cast.learner, id)).rplState).toBe('assessed');
    expectProblem(await cast.assessor.post(at(id, '/rpl-approval'), { approved: true }), 403, 'NOT_ALLOWED');
    expectProblem(await cast.iqa.post(at(id, '/rpl-approval'), { approved: false }), 400, 'VALIDATION_FAILED');
    expect((await approve().expect(200)).body).toMatchObject({ rplState: 'iqa_approved' });
  });
});
