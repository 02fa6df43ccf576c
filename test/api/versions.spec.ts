import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CoverageView } from '../../src/modules/coverage/coverage.dto.js';
import type { EvidenceView } from '../../src/modules/evidence/evidence-view.dto.js';
import type { AuditEventView } from '../../src/modules/registrations/registration-audit.dto.js';
import type { RegistrationPage } from '../../src/modules/registrations/registrations.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, acceptance, claimsOn, draft, evidenceNow, PRODUCT, submittedProduct } from '../support/evidence.js';
import { anotherLearner, type Cast, castOf } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge, makeReady } from '../support/ready-unit.js';
import { storyClock, TODAY } from '../support/running-clock.js';

const TOMORROW = '2026-06-02';

describe('versions of evidence', () => {
  let test: TestApp;
  let staff: Cast;
  let cast: Cast;
  let learners = 0;

  const at = (id: string, step = '') => `/api/evidence/${id}${step}`;
  const statusOf = async (id: string) => (await evidenceNow(cast.learner, id)).status;
  const recall = (id: string) => cast.learner.post(at(id, '/recall'));
  const submit = (id: string) => cast.learner.post(at(id, '/submission'), { declaration: true });
  const reopen = (id: string) => cast.assessor.post(at(id, '/reopening'), { reason: 'I overlooked a message.' });

  async function nextVersion(id: string): Promise<EvidenceView> {
    return (await cast.learner.post(at(id, '/versions')).expect(201)).body as EvidenceView;
  }

  async function accepted(): Promise<string> {
    const id = await submittedProduct(cast, ['2.6']);
    await accept(cast, id, ['2.6']);
    return id;
  }

  /** What the trail tells of versions that gave way, oldest first. */
  async function supersessions(): Promise<{ evidenceId: string | null; facts: object; actorId: string | null }[]> {
    const path = `/api/registrations/${cast.registrationId}/audit?limit=200`;
    const { items } = (await cast.manager.get(path).expect(200)).body as { items: AuditEventView[] };
    return items
      .filter(({ type }) => type === 'evidence.superseded')
      .map(({ evidenceId, facts, actorId }) => ({ evidenceId, facts, actorId }));
  }

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Version Learner ${learners}`);
  });

  describe('cannot be recalled', () => {
    it('once accepted, not even after a re-opening: the decision binds its hash (P5)', async () => {
      const id = await accepted();
      const { contentSha256 } = await evidenceNow(cast.learner, id);
      await reopen(id).expect(200);
      expectProblem(await recall(id), 409, 'STATE_CONFLICT');
      expect(await evidenceNow(cast.learner, id)).toMatchObject({ status: 'submitted', contentSha256 });
    });

    it('while on hold', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      await cast.iqa.post(at(id, '/hold'), { reason: 'Whose is it?' }).expect(200);
      expectProblem(await recall(id), 409, 'STATE_CONFLICT');
      await cast.iqa.post(at(id, '/release'), { reason: 'Hers.' }).expect(200);
      await recall(id).expect(200);
    });

    it('after an assessor has added a claim', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      await cast.assessor.put(at(id, '/claims'), claimsOn(cast.registrationId, ['2.6', '2.8'])).expect(200);
      expectProblem(await recall(id), 409, 'STATE_CONFLICT');
    });
  });

  describe('give way to the next', () => {
    it('never counting side by side: the older one is not accepted again beside the newer', async () => {
      const first = await accepted();
      const second = await nextVersion(first);
      await submit(second.id).expect(200);
      await reopen(first).expect(200);
      await accept(cast, second.id, ['2.6']);
      const again = cast.assessor.post(at(first, '/decision'), acceptance(cast.registrationId, ['2.6']));
      expectProblem(await again, 409, 'STATE_CONFLICT');
      const { body } = await cast.learner.get(`/api/registrations/${cast.registrationId}/coverage`).expect(200);
      const criterion = (body as CoverageView).criteria.find(({ code }) => code === '2.6');
      const counting = criterion?.claims.filter(({ counts }) => counts !== 'none');
      expect(counting?.map(({ ref }) => ref)).toEqual(['E001.v2']);
    });

    it('when it is accepted, and the trail says so', async () => {
      const first = await accepted();
      const second = await nextVersion(first);
      await submit(second.id).expect(200);
      expect(await supersessions()).toEqual([]);
      await accept(cast, second.id, ['2.6']);
      expect(await statusOf(first)).toBe('superseded');
      const facts = { ref: 'E001', by: 'E001.v2' };
      expect(await supersessions()).toEqual([{ evidenceId: first, facts, actorId: cast.assessor.id }]);
    });

    it('when it answers one that was returned, and the trail says so', async () => {
      const first = await submittedProduct(cast, ['2.6']);
      const returned = { outcome: 'returned', reasons: ['depth'], comment: 'Say what you agreed.' };
      await cast.assessor.post(at(first, '/decision'), returned).expect(200);
      const second = await nextVersion(first);
      expect(await statusOf(first)).toBe('returned');
      await submit(second.id).expect(200);
      expect(await statusOf(first)).toBe('superseded');
      const facts = { ref: 'E001', by: 'E001.v2' };
      expect(await supersessions()).toEqual([{ evidenceId: first, facts, actorId: cast.learner.id }]);
    });

    it('but not to one that was withdrawn, whose number stays used', async () => {
      const first = await accepted();
      const second = await nextVersion(first);
      await cast.learner.post(at(second.id, '/withdrawal'), { reason: 'duplicate' }).expect(200);
      const third = await nextVersion(first);
      expect(third).toMatchObject({ ref: 'E001.v3', version: 3, status: 'draft', replacesId: first });
      await submit(third.id).expect(200);
      await accept(cast, third.id, ['2.6']);
      expect(await Promise.all([first, second.id, third.id].map(statusOf))).toEqual([
        'superseded',
        'withdrawn',
        'accepted',
      ]);
    });
  });

  it('of a testimony are neither signed nor checked in the future', async () => {
    const record = (signedOn: string) => ({ witness: { name: 'Petra Lindqvist', signedOn }, account: ['She did.'] });
    const { id } = await draft(cast.learner, { ...PRODUCT, method: 'witness_testimony', record: record(TOMORROW) });
    await cast.learner.put(at(id, '/claims'), claimsOn(cast.registrationId, ['2.9'])).expect(200);
    const early = await submit(id);
    expectProblem(early, 422, 'SUBMISSION_INCOMPLETE');
    expect(faultyPaths(early)).toEqual(['record.witness.signedOn']);
    await cast.learner.patch(at(id), { record: record(TODAY) }).expect(200);
    await submit(id).expect(200);

    const decide = (verifiedOn: string) => {
      const witnessVerification = { method: 'telephone', verifiedOn };
      const body = acceptance(cast.registrationId, ['2.9'], { witnessVerification });
      return cast.assessor.post(at(id, '/decision'), body);
    };
    const refused = await decide(TOMORROW);
    expectProblem(refused, 422, 'ACCEPTANCE_REFUSED');
    expect(faultyPaths(refused)).toEqual(['witnessVerification.verifiedOn']);
    await decide(TODAY).expect(200);
  });

  it('make a unit that is found as ready once everything is judged, under another ETag', async () => {
    const path = `/api/registrations/${cast.registrationId}`;
    const etag = async () => (await cast.manager.get(path).expect(200)).headers.etag;
    const ready = async () => {
      const query = `status=ready_for_sign_off&learnerId=${cast.learner.id}`;
      const { body } = await cast.manager.get(`/api/registrations?${query}`).expect(200);
      return (body as RegistrationPage).items.map(({ id }) => id);
    };
    const etags = [await etag()];
    expect(await ready()).toEqual([]);
    const { discussion } = await makeReady(cast);
    etags.push(await etag());
    expect(await ready()).toEqual([cast.registrationId]);
    await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
    etags.push(await etag());
    expect(await ready()).toEqual([]);
    await judge(cast, '1.1', [discussion]);
    etags.push(await etag());
    expect(await ready()).toEqual([cast.registrationId]);
    expect(new Set(etags).size).toBe(4);
  });
});
