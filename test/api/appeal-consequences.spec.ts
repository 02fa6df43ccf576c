import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LikeDecisionPage } from '../../src/modules/appeals/appeal-case.dto.js';
import type { AppealView } from '../../src/modules/appeals/appeal-view.dto.js';
import { AppealsReader } from '../../src/modules/appeals/appeals.reader.js';
import type { CoverageView } from '../../src/modules/coverage/coverage.dto.js';
import type { RegistrationView } from '../../src/modules/registrations/registrations.dto.js';
import { appealNow, atStage1, atStage2, decide, lodge, lodged, step, withdraw } from '../support/appeals.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, acceptance, DISCUSSION, signedRecord, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge, makeReady, release, SAMPLED, sign, signatures, signUpToAssessor } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

const FAILING = { kind: 'process_failing' } as const;

describe('what an appeal leads to, over HTTP', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;
  let cast: Cast;
  let learners = 0;

  const coverage = async () => {
    const { body } = await cast.assessor.get(`/api/registrations/${cast.registrationId}/coverage`).expect(200);
    return body as CoverageView;
  };
  const gaps = async () => (await coverage()).unitGaps.map(({ code }) => code);
  const status = async () => {
    const { body } = await cast.assessor.get(`/api/registrations/${cast.registrationId}`).expect(200);
    return (body as RegistrationView).status;
  };
  const openAppeals = () => test.app.get(AppealsReader).openOn(cast.registrationId);
  const standing = async () =>
    (await signatures(cast)).items.filter(({ voidedAt }) => voidedAt === null).map(({ stage }) => stage);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Appealing Learner ${learners}`);
  });

  describe('while it is open', () => {
    it('nobody signs the unit at any stage; what is signed stays, and so does all other work (APPEAL_OPEN)', async () => {
      await makeReady(cast);
      expect([(await coverage()).ready, await status()]).toEqual([true, 'ready_for_sign_off']);
      const first = await lodged(cast, FAILING);
      expect([(await coverage()).ready, await gaps(), await status()]).toEqual([false, ['APPEAL_OPEN'], 'in_progress']);
      const [gap] = (await coverage()).unitGaps;
      expect(gap).toMatchObject({ severity: 'blocker', message: expect.stringContaining('appealed') });
      const refused = await sign(cast, cast.learner, { stage: 'learner' });
      expectProblem(refused, 422, 'NOT_READY_FOR_SIGN_OFF');
      expect(refused.text).toContain('APPEAL_OPEN');
      await withdraw(cast, first.id);
      expect([await gaps(), await status()]).toEqual([[], 'ready_for_sign_off']);

      await sign(cast, cast.learner, { stage: 'learner' }).expect(201);
      const second = await lodged(cast, FAILING);
      expectProblem(await sign(cast, cast.assessor, { stage: 'assessor' }), 422, 'NOT_READY_FOR_SIGN_OFF');
      expect(await standing()).toEqual(['learner']);
      await withdraw(cast, second.id);
      await sign(cast, cast.assessor, { stage: 'assessor' }).expect(201);
      await lodged(cast, FAILING);
      expectProblem(await sign(cast, cast.iqa, SAMPLED), 422, 'NOT_READY_FOR_SIGN_OFF');
      expect(await standing()).toEqual(['learner', 'assessor']);
      await submittedProduct(cast, ['2.6']);
    });

    it('the learner’s work goes on: handing in, deciding and judging', async () => {
      await lodged(cast, FAILING);
      const discussion = await signedRecord(cast, DISCUSSION, ['1.1']);
      await accept(cast, discussion, ['1.1']);
      await judge(cast, '1.1', [discussion]);
      await submittedProduct(cast, ['2.6']);
      expect([(await coverage()).totals.met, await gaps()]).toEqual([1, ['APPEAL_OPEN']]);
    });

    it('a release stands, and whoever claims is told that an appeal is open', async () => {
      await makeReady(cast);
      await release(cast);
      const { id } = await lodged(cast, FAILING);
      expect([await standing(), await status(), await openAppeals()]).toEqual([
        ['learner', 'assessor', 'iqa'],
        'iqa_released',
        1,
      ]);
      await step(cast.assessor, id, 'acknowledgement').expect(200);
      await decide(cast.assessor, id, 'rejected').expect(200);
      await step(cast.learner, id, 'acceptance').expect(200);
      expect([await standing(), await openAppeals()]).toEqual([['learner', 'assessor', 'iqa'], 0]);
    });
  });

  describe('once it is granted', () => {
    it('the signatures are void, and everybody signs anew', async () => {
      await makeReady(cast);
      await release(cast);
      const { id } = await atStage1(cast, FAILING);
      await decide(cast.assessor, id, 'upheld').expect(200);
      expect([await standing(), await status(), await gaps()]).toEqual([[], 'reopened', []]);
      const { items } = await signatures(cast);
      expect(items.map(({ voidReason }) => voidReason)).toEqual(Array(3).fill('an appeal was upheld'));
      await release(cast);
    });

    it('in part, the same happens when the learner accepts, and not before', async () => {
      await makeReady(cast);
      await signUpToAssessor(cast);
      const { id } = await atStage1(cast, FAILING);
      await decide(cast.assessor, id, 'partly').expect(200);
      expect(await standing()).toEqual(['learner', 'assessor']);
      await step(cast.learner, id, 'acceptance').expect(200);
      expect(await standing()).toEqual([]);
    });

    it('no judgement is edited: it waits until the criterion is judged again, whatever comes of that', async () => {
      const { id: judgementId } = await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
      const { id } = await atStage1(cast, { kind: 'judgement', judgementId });
      await decide(cast.assessor, id, 'upheld').expect(200);
      expect([(await appealNow(cast.learner, id)).awaitsRedecision, await gaps()]).toEqual([true, ['APPEAL_OPEN']]);
      await judge(cast, '1.2', [], { outcome: 'not_yet_met' });
      expect((await appealNow(cast.learner, id)).awaitsRedecision).toBe(true);
      await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
      expect(await appealNow(cast.learner, id)).toMatchObject({
        ...{ status: 'closed', awaitsRedecision: false, redecidedAt: expect.any(String) },
        steps: expect.arrayContaining([expect.objectContaining({ event: 'redecided', actorName: 'Daniel Price' })]),
      });
      expect(await gaps()).toEqual([]);
      const { body } = await cast.learner.get(`/api/registrations/${cast.registrationId}/judgements`).expect(200);
      expect((body as { items: object[] }).items).toHaveLength(3);
    });

    it('nothing is waited for that was done while the appeal went on', async () => {
      const { id: judgementId } = await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
      const { id } = await atStage1(cast, { kind: 'judgement', judgementId });
      const discussion = await signedRecord(cast, DISCUSSION, ['1.1']);
      await accept(cast, discussion, ['1.1']);
      await judge(cast, '1.1', [discussion]);
      await decide(cast.assessor, id, 'upheld').expect(200);
      expect(await appealNow(cast.learner, id)).toMatchObject({ awaitsRedecision: false, tracing: 'open' });
      expect(await gaps()).toEqual([]);
    });

    it('another assessor decides where the appeal says so, and nobody whose decision it was', async () => {
      const { id: judgementId } = await judge(cast, '1.1', [], { outcome: 'referred' });
      const { id } = await atStage2(cast, { kind: 'judgement', judgementId });
      await decide(cast.iqa, id, 'upheld', { byAnotherAssessor: true }).expect(200);
      const path = `/api/registrations/${cast.registrationId}/judgements`;
      const body = { criterion: '1.1', outcome: 'not_yet_met', rationale: 'Still not.', evidenceIds: [] };
      const refused = await cast.assessor.post(path, body);
      expectProblem(refused, 422, 'SEGREGATION_OF_DUTIES');
      expect(faultyPaths(refused)).toEqual(['actor']);
      const another = await addPerson(cast.manager, test.app, `Olive Assessor ${learners}`, ['assessor']);
      const registration = `/api/registrations/${cast.registrationId}`;
      await cast.manager.patch(registration, { coAssessorId: another.id }).expect(200);
      await judge(cast, '1.1', [], { by: another, outcome: 'not_yet_met' });
      expect((await appealNow(cast.learner, id)).awaitsRedecision).toBe(false);
      await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
    });

    it('it is settled as well when the criterion is judged again in a batch', async () => {
      const { id: judgementId } = await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
      const { id } = await atStage1(cast, { kind: 'judgement', judgementId });
      await decide(cast.assessor, id, 'upheld').expect(200);
      const judgements = ['1.2', '1.1'].map((criterion) => ({
        ...{ criterion, outcome: 'not_yet_met', rationale: 'Heard again.' },
        evidenceIds: [],
      }));
      const path = `/api/registrations/${cast.registrationId}/judgement-batches`;
      const answer = await cast.assessor.post(path, { judgements });
      expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
      expect((await appealNow(cast.learner, id)).awaitsRedecision).toBe(false);
    });

    it('a trainee IQA decides nothing at stage 2: a lead IQA does (SOD5)', async () => {
      const lead = await addPerson(cast.manager, test.app, `Lena Lead ${learners}`, ['lead_iqa']);
      const traineeIqa = await addPerson(cast.manager, test.app, `Tariq Trainee ${learners}`, ['trainee_iqa']);
      const parts = { iqaId: traineeIqa.id, countersigningIqaId: cast.iqa.id };
      await cast.manager.patch(`/api/registrations/${cast.registrationId}`, parts).expect(200);
      const { id } = await atStage2(cast, FAILING);
      const refused = await decide(traineeIqa, id, 'upheld');
      expectProblem(refused, 422, 'SEGREGATION_OF_DUTIES');
      expect(refused.text).toContain('SOD5');
      await decide(lead, id, 'rejected').expect(200);
    });

    it('a judgement that a lead IQA releases after the trainee’s promotion settles it', async () => {
      const lead = await addPerson(cast.manager, test.app, `Lea Lead ${learners}`, ['lead_iqa']);
      const trainee = await addPerson(cast.manager, test.app, `Tom Trainee ${learners}`, ['trainee_assessor']);
      const path = `/api/registrations/${cast.registrationId}`;
      await cast.manager.patch(path, { coAssessorId: trainee.id }).expect(200);
      const { id: judgementId } = await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
      const { id } = await atStage2(cast, { kind: 'judgement', judgementId });
      await decide(cast.iqa, id, 'upheld', { byAnotherAssessor: true }).expect(200);
      const { id: provisional } = await judge(cast, '1.1', [], { by: trainee, outcome: 'not_yet_met' });
      await cast.manager.patch(`/api/users/${trainee.id}`, { roles: ['assessor'] }).expect(200);
      expect((await appealNow(cast.learner, id)).awaitsRedecision).toBe(true);
      await lead
        .post(`${path}/judgements/${provisional}/release`, { reason: 'Qualified since, and I have read it.' })
        .expect(200);
      expect((await appealNow(cast.learner, id)).awaitsRedecision).toBe(false);
    });

    it('a trainee’s judgement settles it only once it is countersigned, and not by whose decision it was', async () => {
      const countersigner = await addPerson(cast.manager, test.app, `Cora Signer ${learners}`, ['assessor']);
      const path = `/api/registrations/${cast.registrationId}`;
      await cast.manager.patch(path, { countersignerId: countersigner.id }).expect(200);
      const { id: judgementId } = await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
      const { id } = await atStage2(cast, { kind: 'judgement', judgementId });
      await decide(cast.iqa, id, 'upheld', { byAnotherAssessor: true }).expect(200);
      const { id: provisional } = await judge(cast, '1.1', [], { by: cast.trainee, outcome: 'not_yet_met' });
      expect((await appealNow(cast.learner, id)).awaitsRedecision).toBe(true);
      const countersign = (by: Person) =>
        by.post(`${path}/judgements/${provisional}/countersignature`, { result: 'agreed' });
      expectProblem(await countersign(cast.assessor), 422, 'SEGREGATION_OF_DUTIES');
      await countersign(countersigner).expect(200);
      expect((await appealNow(cast.learner, id)).awaitsRedecision).toBe(false);
    });

    it('returned evidence is decided again as its new version, or the learner gives that up', async () => {
      const returned = async () => {
        const id = await submittedProduct(cast, ['2.6']);
        const reasons = { outcome: 'returned', comment: 'Half is missing.', reasons: ['not_sufficient'] };
        await cast.assessor.post(`/api/evidence/${id}/decision`, reasons).expect(200);
        const appeal = await atStage1(cast, { kind: 'evidence_returned', evidenceId: id });
        await decide(cast.assessor, appeal.id, 'upheld').expect(200);
        return { id, appealId: appeal.id };
      };
      const first = await returned();
      const { body } = await cast.learner.post(`/api/evidence/${first.id}/versions`).expect(201);
      const { id: version } = body as { id: string };
      await cast.learner.post(`/api/evidence/${version}/submission`, { declaration: true }).expect(200);
      expect(await openAppeals()).toBe(1);
      await accept(cast, version, ['2.6']);
      expect([await openAppeals(), (await appealNow(cast.learner, first.appealId)).awaitsRedecision]).toEqual([
        0,
        false,
      ]);
      const second = await returned();
      await cast.learner.post(`/api/evidence/${second.id}/withdrawal`, { reason: 'learner_choice' }).expect(200);
      expect(await openAppeals()).toBe(1);
      const given = await withdraw(cast, second.appealId);
      expect(given).toMatchObject({ status: 'closed', outcome: 'upheld', awaitsRedecision: false });
      expect([await openAppeals(), await gaps()]).toEqual([0, []]);
    });

    it('a declined claim is decided again with its item', async () => {
      const id = await submittedProduct(cast, ['2.6', '2.7']);
      const { registrationId } = cast;
      const decision = acceptance(registrationId, ['2.6']) as { claims: object[] };
      const declined = { registrationId, criterion: '2.7', outcome: 'declined' };
      const body = { ...decision, claims: [...decision.claims, declined] };
      await cast.assessor.post(`/api/evidence/${id}/decision`, body).expect(200);
      const appeal = await atStage1(cast, { kind: 'claim_declined', evidenceId: id, criterion: '2.7' });
      await decide(cast.assessor, appeal.id, 'upheld').expect(200);
      await cast.assessor.post(`/api/evidence/${id}/reopening`, { reason: 'The appeal was upheld.' }).expect(200);
      expect(await openAppeals()).toBe(1);
      await accept(cast, id, ['2.6', '2.7']);
      expect(await openAppeals()).toBe(0);
    });
  });

  describe('and the failure that it found', () => {
    const likes = async (person: Person, id: string, query = '') =>
      (await person.get(`/api/appeals/${id}/like-decisions${query}`).expect(200)).body as LikeDecisionPage;

    it('is traced to like decisions of the same assessor on others, until somebody says what was found', async () => {
      const otherA = await anotherLearner(test.app, staff, `Other A ${learners}`);
      const otherB = await anotherLearner(test.app, staff, `Other B ${learners}`);
      const mine = await judge(cast, '1.8', [], { outcome: 'not_yet_met' });
      const like = [
        await judge(otherA, '1.8', [], { outcome: 'not_yet_met' }),
        await judge(otherB, '1.8', [], { outcome: 'referred' }),
      ];
      await judge(otherA, '1.7', [], { outcome: 'not_yet_met' });
      await judge(otherA, '1.8', [], { by: otherA.trainee, outcome: 'not_yet_met' });
      await judge(cast, '1.8', [], { by: cast.trainee, outcome: 'not_yet_met' });
      const { id } = await atStage1(cast, { kind: 'judgement', judgementId: mine.id });
      expect((await likes(lead, id)).items).toEqual([]);
      expectProblem(await step(lead, id, 'tracing', { note: 'Nothing.' }), 409, 'STATE_CONFLICT');
      await decide(cast.assessor, id, 'upheld').expect(200);
      await judge(otherB, '1.8', [], { outcome: 'not_yet_met' });

      const { items } = await likes(lead, id);
      // Other stories of this spec have learners of their own, whom the same assessor judged.
      const here = items.filter((one) => one.learnerName.startsWith('Other'));
      expect(here.map((one) => [one.id, one.learnerName, one.criterion, one.outcome])).toEqual([
        [like[0]?.id, `Other A ${learners}`, '1.8', 'not_yet_met'],
        [like[1]?.id, `Other B ${learners}`, '1.8', 'referred'],
      ]);
      const page = await likes(cast.manager, id, '?limit=1');
      const next = await likes(cast.manager, id, `?limit=1&cursor=${page.nextCursor ?? ''}`);
      expect([...page.items, ...next.items]).toEqual(items.slice(0, 2));
      for (const person of [cast.learner, cast.assessor, cast.iqa]) {
        expectProblem(await person.get(`/api/appeals/${id}/like-decisions`), 403, 'NOT_ALLOWED');
      }

      expectProblem(await step(cast.iqa, id, 'tracing', { note: 'Nothing.' }), 403, 'NOT_ALLOWED');
      expectProblem(await step(lead, id, 'tracing', { note: ' ' }), 400, 'VALIDATION_FAILED');
      const { body } = await step(lead, id, 'tracing', { note: 'B is judged anew; A stands.' }).expect(200);
      expect(body).toMatchObject({ tracing: 'closed' });
      expectProblem(await step(lead, id, 'tracing', { note: 'Once more.' }), 409, 'STATE_CONFLICT');
      const seesIt = async (person: Person) =>
        (await appealNow(person, id)).steps.some(({ reason }) => reason === 'B is judged anew; A stands.');
      expect([
        await seesIt(lead),
        await seesIt(cast.manager),
        await seesIt(cast.learner),
        await seesIt(cast.assessor),
      ]).toEqual([true, true, false, false]);
    });

    it('is traced by method where it was about evidence, and by nobody whose decision it was', async () => {
      const both = await addPerson(cast.manager, test.app, `Bea Both ${learners}`, ['assessor', 'lead_iqa']);
      const other = await anotherLearner(test.app, staff, `Other ${learners}`);
      for (const each of [cast, other]) {
        await cast.manager.patch(`/api/registrations/${each.registrationId}`, { coAssessorId: both.id }).expect(200);
      }
      const reasons = { outcome: 'returned', comment: 'Half is missing.', reasons: ['not_sufficient'] };
      const [mine, theirs] = [await submittedProduct(cast, ['2.6']), await submittedProduct(other, ['2.6'])];
      for (const id of [mine, theirs]) await both.post(`/api/evidence/${id}/decision`, reasons).expect(200);
      const discussion = await signedRecord(other, DISCUSSION, ['1.1'], both);
      await both.post(`/api/evidence/${discussion}/decision`, acceptance(other.registrationId, ['1.1'])).expect(200);
      const { id } = await lodged(cast, { kind: 'evidence_returned', evidenceId: mine });
      await step(both, id, 'acknowledgement').expect(200);
      await decide(both, id, 'upheld').expect(200);
      expect((await likes(lead, id)).items.map(({ evidenceId, outcome }) => [evidenceId, outcome])).toEqual([
        [theirs, 'returned'],
      ]);
      expectProblem(await step(both, id, 'tracing', { note: 'Nothing.' }), 422, 'SEGREGATION_OF_DUTIES');
    });
  });

  describe('and two at once', () => {
    it('never leave a unit released over an appeal that came first: the IQA signs, or is refused', async () => {
      await makeReady(cast);
      await signUpToAssessor(cast);
      const [signed, appealed] = await Promise.all([sign(cast, cast.iqa, SAMPLED), lodge(cast, FAILING)]);
      expect(appealed.status).toBe(201);
      const { lodgedAt } = appealed.body as AppealView;
      const released = (await signatures(cast)).items.find(({ stage }) => stage === 'iqa');
      if (signed.status === 201) expect((released?.signedAt ?? '') <= lodgedAt).toBe(true);
      else expectProblem(signed, 422, 'NOT_READY_FOR_SIGN_OFF');
      expect(await openAppeals()).toBe(1);
    });

    it('do not decide one stage twice', async () => {
      const { id } = await atStage2(cast, FAILING);
      const both = await Promise.all([decide(cast.iqa, id, 'rejected'), decide(lead, id, 'upheld')]);
      expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
      const { steps } = await appealNow(cast.learner, id);
      expect(steps.filter((one) => one.event === 'decided' && one.status !== 'stage1_decided')).toHaveLength(1);
    });
  });
});
