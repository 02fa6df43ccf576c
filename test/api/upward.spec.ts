import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import type { Role } from '../../src/domain/access/actor.js';
import { PublishSpecifications } from '../../src/modules/specifications/publish-specifications.js';
import { U40 } from '../../templates/units/u40.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, claimsOn, evidenceNow, OBSERVATION, signedRecord, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge, makeReady, release, SAMPLED, sign, signatures, signUpToAssessor } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

describe('nobody passes their own work upward (P6)', () => {
  let test: TestApp;
  let staff: Cast;
  let cast: Cast;
  let learners = 0;

  const newcomer = (name: string, roles: Role[]) => addPerson(staff.manager, test.app, `${name} ${learners}`, roles);
  const change = (what: object) => cast.manager.patch(`/api/registrations/${cast.registrationId}`, what);
  const reassign = (parts: object) => change(parts).expect(200);
  const register = (manager: Person, parts: object) =>
    manager.post('/api/registrations', { registeredOn: '2026-02-01', iqaId: cast.iqa.id, ...parts });
  const fallen = async () =>
    (await signatures(cast)).items.filter(({ voidedAt }) => voidedAt !== null).map(({ stage }) => stage);
  const setRoles = (person: Person, roles: Role[]) =>
    cast.manager.patch(`/api/users/${person.id}`, { roles }).expect(200);

  function expectBarred(answer: Response, rule: string): void {
    expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
    expect(answer.text).toContain(rule);
  }

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Upward Learner ${learners}`);
  });

  describe('an IQA does not release a unit', () => {
    /** The unit itself could be released: an IQA who had no part in it does so at the end. */
    async function expectNoReleaseBy(former: Person): Promise<void> {
      await signUpToAssessor(cast);
      expectBarred(await sign(cast, former, SAMPLED), 'SOD2');
      await reassign({ iqaId: staff.iqa.id });
      await sign(cast, cast.iqa, SAMPLED).expect(201);
    }

    it('in which they once judged a criterion, although the judgement was overtaken', async () => {
      const former = await newcomer('Former Judge', ['assessor', 'iqa']);
      await reassign({ assessorId: former.id });
      await judge(cast, '1.1', [], { by: former, outcome: 'not_yet_met' });
      await reassign({ assessorId: staff.assessor.id, iqaId: former.id });
      await makeReady(cast);
      await expectNoReleaseBy(former);
    });

    it('in which they once returned evidence', async () => {
      const former = await newcomer('Former Reader', ['assessor', 'iqa']);
      await reassign({ assessorId: former.id });
      const mail = await submittedProduct(cast, ['2.6']);
      const returned = { outcome: 'returned', reasons: ['depth'], comment: 'Say what you agreed.' };
      await former.post(`/api/evidence/${mail}/decision`, returned).expect(200);
      await reassign({ assessorId: staff.assessor.id, iqaId: former.id });
      await makeReady(cast);
      await expectNoReleaseBy(former);
    });

    it('in which they once countersigned a trainee, although the judgement was overtaken', async () => {
      const former = await newcomer('Former Mentor', ['assessor', 'iqa']);
      await reassign({ countersignerId: former.id });
      const { discussion } = await makeReady(cast);
      const { id } = await judge(cast, '1.1', [discussion], { by: cast.trainee });
      const path = `/api/registrations/${cast.registrationId}/judgements/${id}/countersignature`;
      await former.post(path, { result: 'agreed' }).expect(200);
      await judge(cast, '1.1', [discussion]);
      await reassign({ countersignerId: null, iqaId: former.id });
      await expectNoReleaseBy(former);
    });
  });

  describe('prior learning', () => {
    const approve = (by: Person, id: string) => by.post(`/api/evidence/${id}/rpl-approval`, { approved: true });
    const claimed = () => submittedProduct(cast, ['2.9'], { method: 'rpl_claim', activityFrom: '2025-03-02' });

    it('is not approved by a second assessor who is also lead IQA (SOD2)', async () => {
      const second = await newcomer('Second Lead', ['assessor', 'lead_iqa']);
      await reassign({ coAssessorId: second.id });
      const id = await claimed();
      await accept(cast, id, ['2.9']);
      expectBarred(await approve(second, id), 'SOD2');
      await approve(cast.iqa, id).expect(200);
    });

    it('is not approved by an IQA with a declared interest (SOD6)', async () => {
      const id = await claimed();
      await accept(cast, id, ['2.9']);
      await cast.iqa.post('/api/interests', { learnerId: cast.learner.id, kind: 'line_management' }).expect(201);
      expectBarred(await approve(cast.iqa, id), 'SOD6');
    });

    it('is not approved by somebody who accepted it before it was re-opened (SOD2)', async () => {
      const former = await newcomer('Former Accepter', ['assessor', 'iqa']);
      await reassign({ assessorId: former.id });
      const id = await claimed();
      await accept(cast, id, ['2.9'], former);
      await former.post(`/api/evidence/${id}/reopening`, { reason: 'The mapping is thin.' }).expect(200);
      await reassign({ assessorId: staff.assessor.id, iqaId: former.id });
      await accept(cast, id, ['2.9']);
      expectBarred(await approve(former, id), 'SOD2');
    });

    it('is not approved once withdrawn, nor while it is on hold', async () => {
      const withdrawn = await claimed();
      await accept(cast, withdrawn, ['2.9']);
      await cast.assessor.post(`/api/evidence/${withdrawn}/withdrawal`, { reason: 'duplicate' }).expect(200);
      expectProblem(await approve(cast.iqa, withdrawn), 409, 'STATE_CONFLICT');
      const held = await claimed();
      await accept(cast, held, ['2.9']);
      await cast.assessor.post(`/api/evidence/${held}/hold`, { reason: 'Whose certificate?' }).expect(200);
      expectProblem(await approve(cast.iqa, held), 409, 'STATE_CONFLICT');
      await cast.iqa.post(`/api/evidence/${held}/release`, { reason: 'Hers.' }).expect(200);
      await approve(cast.iqa, held).expect(200);
    });
  });

  describe('a hold', () => {
    const hold = (by: Person, id: string) => by.post(`/api/evidence/${id}/hold`, { reason: 'Whose is it?' });
    const lift = (by: Person, id: string) => by.post(`/api/evidence/${id}/release`, { reason: 'Hers.' });

    async function expectHoldsClosedTo(person: Person, id: string): Promise<void> {
      expectBarred(await hold(person, id), 'SOD1');
      await hold(cast.iqa, id).expect(200);
      expectBarred(await lift(person, id), 'SOD1');
      expect((await evidenceNow(cast.learner, id)).onHold).toBe(true);
    }

    it('is neither placed nor lifted by the learner, even one who is lead IQA elsewhere', async () => {
      const id = await signedRecord(cast, OBSERVATION, ['2.1']);
      await setRoles(cast.learner, ['learner', 'lead_iqa']);
      await expectHoldsClosedTo(cast.learner, id);
    });

    it('is neither placed nor lifted by the author, even one who is lead IQA', async () => {
      const author = await newcomer('Author Lead', ['assessor', 'lead_iqa']);
      await reassign({ coAssessorId: author.id });
      await expectHoldsClosedTo(author, await signedRecord(cast, OBSERVATION, ['2.1'], author));
    });

    it('is lifted by an assessor only if it was their own, and by an IQA always', async () => {
      const id = await submittedProduct(cast, ['2.6']);
      await hold(cast.iqa, id).expect(200);
      expectProblem(await lift(cast.assessor, id), 403, 'NOT_ALLOWED');
      await lift(cast.iqa, id).expect(200);
      await hold(cast.assessor, id).expect(200);
      expectProblem(await lift(cast.trainee, id), 403, 'NOT_ALLOWED');
      await lift(cast.assessor, id).expect(200);
      await hold(cast.assessor, id).expect(200);
      await lift(cast.iqa, id).expect(200);
    });

    it('on evidence of a released unit takes the IQA’s word, and voids the release', async () => {
      await makeReady(cast);
      const mail = await submittedProduct(cast, ['2.6']);
      await accept(cast, mail, ['2.6']);
      await release(cast);
      expectProblem(await hold(cast.assessor, mail), 409, 'STATE_CONFLICT');
      expect((await signatures(cast)).state).toBe('iqa_released');
      await hold(cast.iqa, mail).expect(200);
      expect(await fallen()).toEqual(['learner', 'assessor', 'iqa']);
    });
  });

  describe('allocation', () => {
    it('is never of oneself (SOD8)', async () => {
      const own = await newcomer('Own Allocator', ['centre_manager', 'assessor']);
      const learner = await newcomer('Unregistered', ['learner']);
      const answer = await register(own, { learnerId: learner.id, unit: 'U40', assessorId: own.id });
      expectBarred(answer, 'SOD8');
      expect(faultyPaths(answer)).toEqual(['assessorId']);
      await register(cast.manager, { learnerId: learner.id, unit: 'U40', assessorId: own.id }).expect(201);
    });

    it('is not of somebody who has left', async () => {
      const gone = await newcomer('Gone Assessor', ['assessor']);
      await cast.manager.patch(`/api/users/${gone.id}`, { isActive: false }).expect(200);
      const answer = await change({ assessorId: gone.id });
      expectProblem(answer, 422, 'ROLE_MISSING');
      expect(faultyPaths(answer)).toEqual(['assessorId']);
    });

    it('made before an interest was declared does not keep an address from being corrected', async () => {
      await cast.iqa.post('/api/interests', { learnerId: cast.learner.id, kind: 'family' }).expect(201);
      await change({ employer: 'Quayside Interiors' }).expect(200);
      expectBarred(await change({ coAssessorId: null }), 'SOD6');
    });

    it('shows nothing any more to somebody whose role was taken', async () => {
      const former = await newcomer('Former Assessor', ['assessor', 'iqa']);
      await reassign({ assessorId: former.id });
      const id = await submittedProduct(cast, ['2.6']);
      const lists = ['/api/registrations', '/api/evidence', `/api/evidence?registrationId=${cast.registrationId}`];
      const singles = [`/api/registrations/${cast.registrationId}`, `/api/evidence/${id}`];
      const listed = async (path: string) =>
        ((await former.get(path).expect(200)).body as { items: unknown[] }).items.length;
      for (const path of lists) expect(await listed(path)).toBe(1);
      for (const path of singles) await former.get(path).expect(200);
      await setRoles(former, ['iqa']);
      for (const path of lists) expect(await listed(path)).toBe(0);
      for (const path of singles) expectProblem(await former.get(path), 404, 'NOT_FOUND');
    });
  });

  it('lets a release fall when somebody who only judged in it declares an interest (SOD6)', async () => {
    const second = await newcomer('Second Judge', ['assessor']);
    await reassign({ coAssessorId: second.id });
    const { discussion } = await makeReady(cast);
    await judge(cast, '1.1', [discussion], { by: second });
    await release(cast);
    await second.post('/api/interests', { learnerId: cast.learner.id, kind: 'family' }).expect(201);
    expect(await fallen()).toEqual(['learner', 'assessor', 'iqa']);
    expect((await signatures(cast)).state).toBe('reopened');
  });

  it('lets an assessor add claims only on registrations that they assess', async () => {
    await test.app.get(PublishSpecifications).run([{ ...U40, key: 'TWIN' }]);
    const other = await newcomer('Other Unit', ['assessor']);
    const parts = { learnerId: cast.learner.id, unit: 'TWIN', assessorId: other.id };
    const elsewhere = (await register(cast.manager, parts).expect(201)).body as { id: string };
    const id = await submittedProduct(cast, ['2.6']);
    const claims = [...claimsOn(cast.registrationId, ['2.6']), ...claimsOn(elsewhere.id, ['2.8'])];
    const add = (by: Person) => by.put(`/api/evidence/${id}/claims`, claims);
    const claimed = async () => (await evidenceNow(cast.learner, id)).claims.map(({ criterion }) => criterion);
    expectProblem(await add(cast.assessor), 403, 'NOT_ALLOWED');
    expect(await claimed()).toEqual(['2.6']);
    await add(other).expect(200);
    expect(await claimed()).toEqual(['2.6', '2.8']);
  });
});
