import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/actor.js';
import type { RegistrationView } from '../../src/modules/registrations/registrations.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { makeReady, NOT_SELECTED, SAMPLED, sign, signatures, signUpToAssessor } from '../support/ready-unit.js';
import { signSample, takeSample } from '../support/sampling.js';
import { storyClock } from '../support/running-clock.js';

const AGREED = { stage: 'countersigning_iqa', decision: 'agreed' } as const;
const REFUSED = { stage: 'countersigning_iqa', decision: 'not_agreed', note: 'AC2.7 was not looked at.' } as const;

describe('a trainee IQA (SOD5)', () => {
  let test: TestApp;
  let staff: Cast;
  let traineeIqa: Person;
  let qualified: Person;
  let lead: Person;
  let cast: Cast;
  let learners = 0;

  const newcomer = (name: string, roles: Role[]) => addPerson(staff.manager, test.app, name, roles);
  const reassign = (change: object) => cast.manager.patch(`/api/registrations/${cast.registrationId}`, change);
  const shown = async () =>
    (await cast.manager.get(`/api/registrations/${cast.registrationId}`).expect(200)).body as RegistrationView;
  const order = () =>
    cast.manager.post(`/api/registrations/${cast.registrationId}/portfolio-exports`, { kind: 'signed_off' });

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    traineeIqa = await newcomer('Tariq Trainee', ['trainee_iqa']);
    qualified = await newcomer('Ines Hale', ['iqa']);
    lead = await newcomer('Leah Lead', ['lead_iqa']);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Verified Learner ${learners}`);
  });

  it('verifies a unit only where a qualified IQA is named to countersign', async () => {
    const alone = await reassign({ iqaId: traineeIqa.id });
    expectProblem(alone, 422, 'ROLE_MISSING');
    expect(faultyPaths(alone)).toEqual(['countersigningIqaId']);
    for (const id of [traineeIqa.id, cast.assessor.id]) {
      const answer = await reassign({ iqaId: staff.iqa.id, countersigningIqaId: id });
      expectProblem(answer, 422, 'ROLE_MISSING');
    }
    expectProblem(
      await reassign({ iqaId: qualified.id, countersigningIqaId: qualified.id }),
      422,
      'SEGREGATION_OF_DUTIES',
    );
    await reassign({ iqaId: traineeIqa.id, countersigningIqaId: qualified.id }).expect(200);
    expect(await shown()).toMatchObject({ iqaName: 'Tariq Trainee', countersigningIqaName: 'Ines Hale' });
    const { body } = await qualified.get(`/api/registrations/${cast.registrationId}`).expect(200);
    expect(body).toMatchObject({ relations: ['countersigning_iqa'] });
    expectProblem(await reassign({ countersigningIqaId: null }), 422, 'ROLE_MISSING');
  });

  describe('on a ready unit', () => {
    beforeEach(async () => {
      await reassign({ iqaId: traineeIqa.id, countersigningIqaId: qualified.id }).expect(200);
      await makeReady(cast);
      await signUpToAssessor(cast);
    });

    it('signs and releases nothing until the named IQA countersigns', async () => {
      expectProblem(await sign(cast, qualified, AGREED), 409, 'STAGE_OUT_OF_ORDER');
      await sign(cast, traineeIqa, SAMPLED).expect(201);
      expect(await signatures(cast)).toMatchObject({ state: 'iqa_signed', nextStage: 'countersigning_iqa' });
      expect(await shown()).toMatchObject({ status: 'iqa_signed' });
      expectProblem(await order(), 409, 'NOT_RELEASED');
      expectProblem(await sign(cast, traineeIqa, AGREED), 422, 'SEGREGATION_OF_DUTIES');

      await sign(cast, qualified, AGREED).expect(201);
      expect(await signatures(cast)).toMatchObject({ state: 'iqa_released', nextStage: null });
      expect(await shown()).toMatchObject({ status: 'iqa_released' });
      await order().expect(202);
      expectProblem(await sign(cast, qualified, AGREED), 409, 'STAGE_OUT_OF_ORDER');
    });

    it('says who must countersign, line by line', async () => {
      await sign(cast, traineeIqa, NOT_SELECTED).expect(201);
      const { readiness } = await signatures(cast);
      expect(readiness.filter(({ open }) => !open)).toEqual([]);
      expect(readiness.find(({ gate }) => gate === 'next_signature')?.explanation).toMatch(/^Ines Hale signs next/);
      await cast.manager
        .post('/api/interests', { personId: qualified.id, learnerId: cast.learner.id, kind: 'family' })
        .expect(201);
      const { ready, readiness: after } = await signatures(cast);
      expect(ready).toBe(true);
      expect(after.find(({ gate }) => gate === 'no_interest')).toMatchObject({ open: false, concerns: 'signature' });
      expectProblem(await sign(cast, qualified, AGREED), 422, 'SEGREGATION_OF_DUTIES');
    });

    it('is countersigned by a lead IQA as well, and by nobody else', async () => {
      await sign(cast, traineeIqa, SAMPLED).expect(201);
      expectProblem(await sign(cast, cast.manager, AGREED), 403, 'NOT_ALLOWED');
      expectProblem(await sign(cast, cast.assessor, AGREED), 422, 'SEGREGATION_OF_DUTIES');
      expectProblem(await sign(cast, staff.iqa, AGREED), 404, 'NOT_FOUND');
      await sign(cast, lead, AGREED).expect(201);
      expect((await signatures(cast)).state).toBe('iqa_released');
    });

    it('gets the unit back with a note when the countersigning IQA refuses', async () => {
      await sign(cast, traineeIqa, SAMPLED).expect(201);
      expectProblem(await sign(cast, qualified, { ...REFUSED, note: ' ' }), 422, 'REASON_REQUIRED');
      await sign(cast, qualified, REFUSED).expect(201);
      const { items, state, nextStage } = await signatures(cast);
      expect({ state, nextStage }).toEqual({ state: 'assessor_signed', nextStage: 'iqa' });
      const byTrainee = items.find(({ stage }) => stage === 'iqa');
      expect(byTrainee?.voidReason).toContain('AC2.7 was not looked at.');
      expect(items.filter(({ stage, voidedAt }) => stage !== 'iqa' && voidedAt !== null)).toEqual([]);
      await sign(cast, traineeIqa, SAMPLED).expect(201);
      await sign(cast, qualified, AGREED).expect(201);
      expect((await signatures(cast)).state).toBe('iqa_released');
    });

    it('stays a trainee for what they signed, whatever they become later', async () => {
      await sign(cast, traineeIqa, SAMPLED).expect(201);
      const roles = (to: Role[]) => cast.manager.patch(`/api/users/${traineeIqa.id}`, { roles: to }).expect(200);
      await roles(['trainee_iqa', 'lead_iqa']);
      expectProblem(await sign(cast, traineeIqa, AGREED), 422, 'SEGREGATION_OF_DUTIES');
      expect((await signatures(cast)).state).toBe('iqa_signed');
      await roles(['trainee_iqa']);
    });

    it('is not countersigned by a lead IQA with a hand in the unit', async () => {
      const own = await newcomer(`Otis Own ${learners}`, ['lead_iqa', 'assessor']);
      await reassign({ coAssessorId: own.id }).expect(200);
      await sign(cast, traineeIqa, SAMPLED).expect(201);
      const answer = await sign(cast, own, AGREED);
      expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
      expect(answer.text).toContain('SOD2');
    });

    it('is countersigned once when two people try at the same moment', async () => {
      await sign(cast, traineeIqa, SAMPLED).expect(201);
      const answers = await Promise.all([sign(cast, qualified, AGREED), sign(cast, lead, AGREED)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('falls with everything else when the unit is re-opened, which whoever countersigned may do', async () => {
      await sign(cast, traineeIqa, SAMPLED).expect(201);
      await sign(cast, qualified, AGREED).expect(201);
      const path = `/api/registrations/${cast.registrationId}/reopening`;
      expectProblem(await cast.assessor.post(path, { reason: 'I see it differently now.' }), 403, 'NOT_ALLOWED');
      await qualified.post(path, { reason: 'AC1.4 was overlooked.' }).expect(200);
      const { items, state } = await signatures(cast);
      expect(state).toBe('reopened');
      expect(items.map(({ voidedAt }) => voidedAt === null)).toEqual([false, false, false, false]);
    });
  });

  it('samples and signs samples alone: only the release takes a second signature', async () => {
    await reassign({ iqaId: traineeIqa.id, countersigningIqaId: qualified.id }).expect(200);
    await makeReady(cast);
    const sample = await signSample(traineeIqa, await takeSample(traineeIqa, cast.registrationId), {});
    expect(sample.signedAt).not.toBeNull();
    await qualified.get(`/api/samples/${sample.id}`).expect(200);
  });

  it('does not re-open a unit in which they assess, whatever their other roles', async () => {
    const many = await newcomer('Mona Many', ['assessor', 'centre_manager', 'lead_iqa']);
    await reassign({ coAssessorId: many.id }).expect(200);
    await makeReady(cast);
    await signUpToAssessor(cast);
    const answer = await many.post(`/api/registrations/${cast.registrationId}/reopening`, {
      reason: 'To judge again.',
    });
    expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
    expect(answer.text).toContain('SOD8');
  });
});
