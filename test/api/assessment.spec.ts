import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JudgementView } from '../../src/modules/assessment/assessment.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, DISCUSSION, OBSERVATION, signedRecord, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

describe('judging criteria', () => {
  let test: TestApp;
  let cast: Cast;
  let discussion: string;
  let observation: string;
  let mail: string;
  const path = (step = '') => `/api/registrations/${cast.registrationId}/judgements${step}`;
  const judgement = (over: object = {}) => ({
    criterion: '1.1',
    outcome: 'met',
    rationale: 'Compares and concludes.',
    evidenceIds: [discussion],
    ...over,
  });
  const record = (over: object = {}, by: Person = cast.assessor) => by.post(path(), judgement(over));
  const ledger = async () => ((await cast.learner.get(path()).expect(200)).body as { items: JudgementView[] }).items;
  const statusOf = async (criterion: string) => {
    const { body } = await cast.learner.get(`/api/registrations/${cast.registrationId}/coverage`).expect(200);
    return (body as { criteria: { code: string; status: string }[] }).criteria.find(({ code }) => code === criterion)
      ?.status;
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    discussion = await signedRecord(cast, DISCUSSION, ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6']);
    await accept(cast, discussion, ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6']);
    observation = await signedRecord(cast, OBSERVATION, ['2.1', '2.3']);
    await accept(cast, observation, ['2.1', '2.3']);
    mail = await submittedProduct(cast, ['2.1', '2.6']);
    await accept(cast, mail, ['2.1', '2.6']);
  });
  afterAll(() => test.close());

  it('met stands on accepted evidence and says who decided what, when and why', async () => {
    const { body } = await record().expect(201);
    expect(body).toMatchObject({
      criterion: '1.1',
      outcome: 'met',
      assessorName: 'Daniel Price',
      assessorStatus: 'qualified',
      rationale: 'Compares and concludes.',
      evidenceIds: [discussion],
      overrideReason: null,
      countersignature: null,
    });
    expect(await statusOf('1.1')).toBe('met');
  });

  it.each([
    ['a blank rationale', { rationale: ' ' }, 422, 'REASON_REQUIRED'],
    ['no evidence named', { evidenceIds: [] }, 422, 'EVIDENCE_NOT_COUNTABLE'],
    ['a criterion nobody evidenced', { criterion: '1.8' }, 422, 'EVIDENCE_NOT_COUNTABLE'],
    ['a criterion that does not exist', { criterion: '3.1' }, 422, 'CRITERION_UNKNOWN'],
    ['an outcome that does not exist', { outcome: 'pass' }, 400, 'VALIDATION_FAILED'],
    ['the assessor set by the client', { assessorId: 'x' }, 400, 'VALIDATION_FAILED'],
    ['a date that does not exist', { targetDate: '2026-06-31' }, 400, 'VALIDATION_FAILED'],
  ])('met with %s is refused', async (_, over, status, code) => {
    expectProblem(await record(over), status, code);
  });

  it('met on evidence that does not count for the criterion names that evidence', async () => {
    const answer = await record({ criterion: '2.1', evidenceIds: [observation, discussion], overrideReason: 'x' });
    expectProblem(answer, 422, 'EVIDENCE_NOT_COUNTABLE');
    expect(faultyPaths(answer)).toEqual(['evidenceIds[1]']);
  });

  it('met over a blocker is refused even with a reason', async () => {
    const partly = await submittedProduct(cast, ['2.7']);
    await cast.assessor
      .post(`/api/evidence/${partly}/decision`, {
        outcome: 'accepted',
        varcs: { valid: true, authentic: true, reliable: true, current: true, sufficient: true },
        comment: 'Agreed, but not within her authority.',
        claims: [{ registrationId: cast.registrationId, criterion: '2.7', outcome: 'confirmed', facets: ['agreed'] }],
      })
      .expect(200);
    const answer = await record({ criterion: '2.7', evidenceIds: [partly], overrideReason: 'Good enough.' });
    expectProblem(answer, 422, 'GAPS_BLOCK_JUDGEMENT');
    expect(answer.text).toContain('FACET_MISSING');
  });

  it('met with a warning left needs a written reason, which is kept', async () => {
    expectProblem(await record({ criterion: '2.3', evidenceIds: [observation] }), 422, 'OVERRIDE_REASON_REQUIRED');
    const { overrideReason } = await judge(cast, '2.3', [observation], {
      overrideReason: 'Forty minutes, two faults.',
    });
    expect(overrideReason).toBe('Forty minutes, two faults.');
  });

  it('is the allocated assessor’s: nobody judges their own work, and the IQA judges nothing', async () => {
    for (const person of [cast.learner, cast.iqa, cast.manager]) expectProblem(await record({}, person), 403);
    const own = await addPerson(cast.manager, test.app, 'Olive Both', ['learner', 'assessor', 'iqa']);
    const { body } = await cast.manager
      .post('/api/registrations', {
        learnerId: own.id,
        unit: 'U40',
        registeredOn: '2026-01-12',
        assessorId: cast.assessor.id,
        iqaId: cast.iqa.id,
      })
      .expect(201);
    const { id } = body as { id: string };
    expectProblem(await own.post(`/api/registrations/${id}/judgements`, judgement()), 403, 'NOT_ALLOWED');
    expectProblem(await record({}, own), 404, 'NOT_FOUND');
  });

  it('is closed to whoever declared an interest in the learner (SOD6)', async () => {
    const other = await anotherLearner(test.app, cast, 'Ines Price');
    const id = await submittedProduct(other, ['2.6']);
    await cast.assessor.post('/api/interests', { learnerId: other.learner.id, kind: 'family' }).expect(201);
    const refused = await cast.assessor.post(`/api/registrations/${other.registrationId}/judgements`, judgement());
    expectProblem(refused, 422, 'SEGREGATION_OF_DUTIES');
    const decision = { outcome: 'returned', reasons: ['depth'], comment: 'More, please.' };
    expectProblem(await cast.assessor.post(`/api/evidence/${id}/decision`, decision), 422, 'SEGREGATION_OF_DUTIES');
    await record({ criterion: '1.6' }).expect(201);
  });

  it('not yet met and referred are feedback with an action and a date', async () => {
    const over = {
      outcome: 'referred',
      evidenceIds: [],
      action: 'Say why each technique suits.',
      targetDate: '2026-07-01',
    };
    const { body } = await record({ criterion: '1.2', ...over }).expect(201);
    expect(body).toMatchObject({ outcome: 'referred', action: over.action, targetDate: '2026-07-01' });
    expect(await statusOf('1.2')).toBe('evidenced');
    await record({ criterion: '1.2' }).expect(201);
    expect(await statusOf('1.2')).toBe('met');
  });

  describe('a trainee’s judgement', () => {
    const countersign = (id: string, body: object, by: Person = cast.assessor) =>
      by.post(path(`/${id}/countersignature`), body);

    it('has no effect until a qualified assessor agrees (SOD4)', async () => {
      const provisional = await judge(cast, '1.3', [discussion], { by: cast.trainee });
      expect(provisional.assessorStatus).toBe('trainee');
      expect(await statusOf('1.3')).toBe('evidenced');
      expectProblem(
        await countersign(provisional.id, { result: 'agreed' }, cast.trainee),
        422,
        'SEGREGATION_OF_DUTIES',
      );
      expectProblem(await countersign(provisional.id, { result: 'agreed' }, cast.iqa), 403, 'NOT_ALLOWED');
      const { body } = await countersign(provisional.id, { result: 'agreed' }).expect(200);
      expect(body).toMatchObject({ countersignature: { result: 'agreed', countersignerName: 'Daniel Price' } });
      expect(await statusOf('1.3')).toBe('met');
      expectProblem(await countersign(provisional.id, { result: 'agreed' }), 409, 'STATE_CONFLICT');
    });

    it('refused is void, with a reason, and what stood before stands again', async () => {
      await judge(cast, '1.4', [discussion]);
      const harsh = await judge(cast, '1.4', [], { by: cast.trainee, outcome: 'not_yet_met' });
      expectProblem(await countersign(harsh.id, { result: 'refused', note: ' ' }), 422, 'REASON_REQUIRED');
      await countersign(harsh.id, { result: 'refused', note: 'The techniques are all there.' }).expect(200);
      expect(await statusOf('1.4')).toBe('met');
    });

    it('overtaken by a qualified one waits for nothing any more', async () => {
      const provisional = await judge(cast, '1.5', [discussion], { by: cast.trainee });
      await judge(cast, '1.5', [discussion]);
      expectProblem(await countersign(provisional.id, { result: 'agreed' }), 409, 'STATE_CONFLICT');
    });

    it('is found only under its own registration', async () => {
      const provisional = await judge(cast, '1.5', [discussion], { by: cast.trainee });
      const other = await anotherLearner(test.app, cast, 'Other Ledger');
      const foreign = `/api/registrations/${other.registrationId}/judgements/${provisional.id}/countersignature`;
      expectProblem(await cast.assessor.post(foreign, { result: 'agreed' }), 404, 'NOT_FOUND');
    });
  });

  it('fills a ledger that only grows, numbered without holes and shown oldest first', async () => {
    const before = await ledger();
    const parallel = Array.from({ length: 5 }, () => record({ criterion: '1.6' }));
    for (const answer of await Promise.all(parallel)) expect(answer.status).toBe(201);
    const after = await ledger();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.map(({ sequence }) => sequence)).toEqual(after.map((_, index) => index + 1));
    expect(after).toHaveLength(before.length + 5);
  });
});
