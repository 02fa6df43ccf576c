import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SignOffView } from '../../src/modules/sign-off/sign-off.dto.js';
import type { Role } from '../../src/domain/access/actor.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, DISCUSSION, draft, PRODUCT, signedRecord, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import {
  judge,
  makeReady,
  NOT_SELECTED,
  release,
  SAMPLED,
  sign,
  signatures,
  signUpToAssessor,
} from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

describe('signing off a unit', () => {
  let test: TestApp;
  let staff: Cast;
  let cast: Cast;
  let made: { observation: string; discussion: string };
  let learners = 0;

  const newcomer = (name: string, roles: Role[]) => addPerson(staff.manager, test.app, name, roles);
  const reassign = (change: object) =>
    cast.manager.patch(`/api/registrations/${cast.registrationId}`, change).expect(200);
  const inForce = async () =>
    (await signatures(cast)).items.filter(({ voidedAt }) => voidedAt === null).map(({ stage }) => stage);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Signing Learner ${learners}`);
  });

  it('is refused while anything is missing, and says what', async () => {
    const answer = await sign(cast, cast.learner, { stage: 'learner' });
    expectProblem(answer, 422, 'NOT_READY_FOR_SIGN_OFF');
    expect(faultyPaths(answer)).toHaveLength(17);
    expect(await signatures(cast)).toMatchObject({ state: 'in_progress', ready: false, nextStage: null, items: [] });
  });

  describe('of a ready unit', () => {
    beforeEach(async () => {
      made = await makeReady(cast);
    });

    it('goes from learner to assessor to IQA, each over the same hash, and releases the unit', async () => {
      const before = await signatures(cast);
      expect(before).toMatchObject({ state: 'ready_for_sign_off', ready: true, nextStage: 'learner' });
      const [learner, assessor] = await signUpToAssessor(cast);
      const { body } = await sign(cast, cast.iqa, SAMPLED).expect(201);
      const iqa = body as SignOffView;
      expect([learner, assessor, iqa].map((signed) => signed?.snapshotSha256)).toEqual(
        Array.from({ length: 3 }, () => before.snapshotSha256),
      );
      expect(learner?.statement).toMatch(/own work/);
      expect(iqa).toMatchObject({ route: 'sampled', decision: 'agreed', personName: 'Ingrid Shaw', voidedAt: null });
      expect(await signatures(cast)).toMatchObject({ state: 'iqa_released', nextStage: null });
      const { body: shown } = await cast.learner.get(`/api/registrations/${cast.registrationId}`).expect(200);
      expect(shown).toMatchObject({ status: 'iqa_released' });
    });

    it('happens in order and once', async () => {
      expectProblem(await sign(cast, cast.assessor, { stage: 'assessor' }), 409, 'STAGE_OUT_OF_ORDER');
      expectProblem(await sign(cast, cast.iqa, SAMPLED), 409, 'STAGE_OUT_OF_ORDER');
      await sign(cast, cast.learner, { stage: 'learner' }).expect(201);
      expectProblem(await sign(cast, cast.learner, { stage: 'learner' }), 409, 'STAGE_OUT_OF_ORDER');
      const twice = await Promise.all([0, 1].map(() => sign(cast, cast.assessor, { stage: 'assessor' })));
      expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
      await sign(cast, cast.iqa, SAMPLED).expect(201);
      expectProblem(await sign(cast, cast.iqa, SAMPLED), 409, 'STAGE_OUT_OF_ORDER');
    });

    it('is each person’s own: nobody signs for another (SOD10)', async () => {
      expectProblem(await sign(cast, cast.assessor, { stage: 'learner' }), 422, 'SEGREGATION_OF_DUTIES');
      expectProblem(await sign(cast, cast.manager, { stage: 'learner' }), 403, 'NOT_ALLOWED');
      expectProblem(await sign(cast, cast.trainee, { stage: 'assessor' }), 422, 'SEGREGATION_OF_DUTIES');
      expectProblem(await sign(cast, cast.assessor, { stage: 'countersigner' }), 422, 'SEGREGATION_OF_DUTIES');
      expect((await signatures(cast)).items).toEqual([]);
    });

    it('is closed to an IQA who decided its evidence before they were reassigned (SOD2)', async () => {
      const both = await newcomer(`Both Roles ${learners}`, ['assessor', 'iqa']);
      await reassign({ assessorId: both.id });
      const mail = await submittedProduct(cast, ['2.6']);
      await accept(cast, mail, ['2.6'], both);
      await reassign({ assessorId: staff.assessor.id });
      await reassign({ iqaId: both.id });
      await signUpToAssessor(cast);
      const answer = await sign(cast, both, SAMPLED);
      expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
      expect(answer.text).toContain('SOD2');
    });

    it('is closed to an IQA with a declared interest (SOD6)', async () => {
      await signUpToAssessor(cast);
      const interest = { personId: cast.iqa.id, learnerId: cast.learner.id, kind: 'financial' };
      await cast.manager.post('/api/interests', interest).expect(201);
      expectProblem(await sign(cast, cast.iqa, SAMPLED), 422, 'SEGREGATION_OF_DUTIES');
    });

    it.each([
      [{ stage: 'iqa' }, 400, 'VALIDATION_FAILED', 'route'],
      [{ stage: 'iqa', route: 'sampled' }, 400, 'VALIDATION_FAILED', 'decision'],
      [{ stage: 'iqa', route: 'sampled', decision: 'fine' }, 400, 'VALIDATION_FAILED', 'decision'],
      [{ stage: 'iqa', route: 'sampled', decision: 'not_agreed' }, 422, 'REASON_REQUIRED', 'note'],
      [{ stage: 'iqa', route: 'not_selected' }, 422, 'REASON_REQUIRED', 'note'],
      [{ ...NOT_SELECTED, decision: 'agreed' }, 400, 'VALIDATION_FAILED', 'decision'],
    ])('by the IQA as %j is refused', async (body, status, code, path) => {
      await signUpToAssessor(cast);
      const answer = await sign(cast, cast.iqa, body);
      expectProblem(answer, status, code);
      expect(faultyPaths(answer)).toEqual([path]);
    });

    it('chooses a route at the stage of the IQA alone', async () => {
      const answer = await sign(cast, cast.learner, { stage: 'learner', route: 'sampled' });
      expectProblem(answer, 400, 'VALIDATION_FAILED');
    });

    it('releases a unit that was not selected, under the strategy named', async () => {
      await signUpToAssessor(cast);
      const { body } = await sign(cast, cast.iqa, NOT_SELECTED).expect(201);
      expect(body).toMatchObject({ route: 'not_selected', decision: null, note: 'Sampling strategy 2026, low risk' });
      expect((await signatures(cast)).state).toBe('iqa_released');
    });

    it('records an action required without releasing, until the IQA agrees', async () => {
      await signUpToAssessor(cast);
      await sign(cast, cast.iqa, { ...SAMPLED, decision: 'action_required', note: 'Add the log.' }).expect(201);
      expect(await signatures(cast)).toMatchObject({ state: 'assessor_signed', nextStage: 'iqa' });
      await sign(cast, cast.iqa, SAMPLED).expect(201);
      expect((await signatures(cast)).state).toBe('iqa_released');
    });

    it('not agreed goes back to the assessor: their signature is void, the learner’s stands', async () => {
      await signUpToAssessor(cast);
      await sign(cast, cast.iqa, { ...SAMPLED, decision: 'not_agreed', note: 'AC1.7 is thin.' }).expect(201);
      expect(await inForce()).toEqual(expect.arrayContaining(['learner']));
      expect(await inForce()).not.toContain('assessor');
      expect(await signatures(cast)).toMatchObject({ state: 'reopened', nextStage: 'assessor' });
      await sign(cast, cast.assessor, { stage: 'assessor' }).expect(201);
      await sign(cast, cast.iqa, SAMPLED).expect(201);
    });

    it('falls when what was signed changes before release', async () => {
      await signUpToAssessor(cast);
      await judge(cast, '1.1', [made.discussion]);
      expect(await inForce()).toEqual([]);
      const { items, state } = await signatures(cast);
      expect(state).toBe('reopened');
      expect(items.map(({ voidReason }) => voidReason)).toEqual(
        expect.arrayContaining([expect.stringContaining('AC1.1')]),
      );
      expectProblem(await sign(cast, cast.iqa, SAMPLED), 409, 'STAGE_OUT_OF_ORDER');
      await release(cast);
    });

    it('is not touched by new drafts and submissions of the learner', async () => {
      await signUpToAssessor(cast);
      const { snapshotSha256 } = await signatures(cast);
      await draft(cast.learner, PRODUCT);
      await submittedProduct(cast, ['2.6']);
      expect(await inForce()).toEqual(['learner', 'assessor']);
      expect((await signatures(cast)).snapshotSha256).toBe(snapshotSha256);
    });

    it('once released lets nothing change until the unit is re-opened, which voids every signature', async () => {
      await release(cast);
      const again = { criterion: '1.1', outcome: 'not_yet_met', rationale: 'On reflection.', evidenceIds: [] };
      const record = () => cast.assessor.post(`/api/registrations/${cast.registrationId}/judgements`, again);
      expectProblem(await record(), 409, 'STATE_CONFLICT');
      const reopen = (reason: string, by = cast.iqa) =>
        by.post(`/api/registrations/${cast.registrationId}/reopening`, { reason });
      expectProblem(await reopen('Appeal', cast.assessor), 403, 'NOT_ALLOWED');
      expectProblem(await reopen(' '), 400, 'VALIDATION_FAILED');
      expect((await reopen('Appeal upheld').expect(200)).body).toMatchObject({ state: 'reopened' });
      const { items } = await signatures(cast);
      expect(items).toHaveLength(3);
      expect(items.every(({ voidReason }) => voidReason?.includes('Appeal upheld'))).toBe(true);
      expectProblem(await reopen('Again'), 409, 'STATE_CONFLICT');
      await record().expect(201);
      expectProblem(await sign(cast, cast.learner, { stage: 'learner' }), 422, 'NOT_READY_FOR_SIGN_OFF');
      await judge(cast, '1.1', [made.discussion]);
      await release(cast);
      expect(await inForce()).toEqual(['learner', 'assessor', 'iqa']);
    });

    it('falls when evidence is queried after release', async () => {
      await release(cast);
      const query = { reason: 'A colleague says it was theirs.' };
      await cast.iqa.post(`/api/evidence/${made.observation}/hold`, query).expect(200);
      expect(await inForce()).toEqual([]);
      expect((await signatures(cast)).ready).toBe(false);
    });
  });

  it('of a trainee needs a countersigner, who verifies nothing afterwards', async () => {
    const mentor = await newcomer('Meg Mentor', ['assessor', 'iqa']);
    await reassign({ assessorId: staff.trainee.id, coAssessorId: null, countersignerId: mentor.id });
    const taught = { ...cast, assessor: staff.trainee };
    await makeReady(taught);
    expect((await signatures(taught)).ready).toBe(false);
    const { body } = await mentor.get(`/api/registrations/${cast.registrationId}/judgements`).expect(200);
    for (const { id } of (body as { items: { id: string }[] }).items) {
      const path = `/api/registrations/${cast.registrationId}/judgements/${id}/countersignature`;
      await mentor.post(path, { result: 'agreed' }).expect(200);
    }
    await signUpToAssessor(taught);
    expectProblem(await sign(cast, cast.iqa, SAMPLED), 409, 'STAGE_OUT_OF_ORDER');
    await sign(cast, mentor, { stage: 'countersigner' }).expect(201);
    await reassign({ countersignerId: staff.assessor.id });
    await reassign({ iqaId: mentor.id });
    expectProblem(await sign(cast, mentor, SAMPLED), 422, 'SEGREGATION_OF_DUTIES');
    await reassign({ iqaId: staff.iqa.id });
    await sign(cast, cast.iqa, SAMPLED).expect(201);
    expect((await signatures(cast)).state).toBe('iqa_released');
  });

  it('names the co-assessor in what is signed: their judgement is part of the hash', async () => {
    made = await makeReady(cast);
    const before = (await signatures(cast)).snapshotSha256;
    const second = await newcomer('Sol Second', ['assessor']);
    await reassign({ coAssessorId: second.id });
    const more = await signedRecord(cast, DISCUSSION, ['1.1'], second);
    await accept(cast, more, ['1.1'], second);
    await judge(cast, '1.1', [more], { by: second });
    expect((await signatures(cast)).snapshotSha256).not.toBe(before);
  });
});
