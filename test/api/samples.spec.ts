import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/actor.js';
import type { CoverageView } from '../../src/modules/coverage/coverage.dto.js';
import type {
  IqaActionPage,
  SampleChangesView,
  SamplePage,
  SampleView,
} from '../../src/modules/verification/sample-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { DISCUSSION, signedRecord, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge, makeReady, release, SAMPLED, sign, signatures, signUpToAssessor } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import {
  ADVICE,
  CHECKS,
  disagree,
  drawPlan,
  essentialOn,
  FEEDBACK,
  recordOf,
  signSample,
  takeSample,
} from '../support/sampling.js';

describe('samples over HTTP', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;
  let cast: Cast;
  let made: { observation: string; discussion: string };
  let learners = 0;

  const newcomer = (name: string, roles: Role[]) => addPerson(staff.manager, test.app, `${name} ${learners}`, roles);
  const take = (by: Person, over: object = {}) =>
    by.post(`/api/registrations/${cast.registrationId}/samples`, {
      ...{ stage: 'summative', criteria: ['1.1', '2.1'], reason: 'Spot check.' },
      ...over,
    });
  const taken = async (over: object = {}): Promise<SampleView> =>
    (await take(cast.iqa, over).expect(201)).body as SampleView;
  const record = (by: Person, sample: SampleView, over: object = {}) =>
    by.post(`/api/samples/${sample.id}/record`, recordOf(sample, over));
  const close = (by: Person, id: string) => by.post(`/api/iqa-actions/${id}/closure`, { note: 'Settled.' });
  const respond = (by: Person, id: string) => by.post(`/api/iqa-actions/${id}/response`, { response: 'Done.' });
  const unitGaps = async () => {
    const { body } = await cast.iqa.get(`/api/registrations/${cast.registrationId}/coverage`).expect(200);
    return (body as CoverageView).unitGaps.map(({ code }) => code);
  };
  const actionsSeenBy = async (person: Person, query = '') => {
    const { body } = await person.get(`/api/iqa-actions?registrationId=${cast.registrationId}${query}`).expect(200);
    return (body as IqaActionPage).items.map(({ id }) => id);
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Sampled Learner ${learners}`);
    made = await makeReady(cast);
  });

  it('freeze what the IQA saw, and are signed once with a decision for each criterion', async () => {
    const sample = await taken();
    expect(sample).toMatchObject({
      ...{ status: 'open', stage: 'summative', criteria: ['1.1', '2.1'], selectionReason: 'Spot check.' },
      ...{ iqaName: 'Ingrid Shaw', decision: null, signedAt: null, actions: [] },
    });
    expect(sample.snapshot.evidence.map(({ ref, status }) => [ref, status])).toEqual([
      ['E001', 'accepted'],
      ['E002', 'accepted'],
    ]);
    expect(sample.snapshot.judgements).toHaveLength(17);
    const { body } = await record(cast.iqa, sample, {
      decisions: [
        { criterion: '1.1', decision: 'agreed' },
        { criterion: '2.1', decision: 'agreed_with_development', note: 'Say which words showed it.' },
      ],
      recordsSeen: ['tracking', 'feedback'],
      learnerInterview: 'Told the story of the worktop unprompted.',
      actions: [ADVICE],
    }).expect(200);
    expect(body).toMatchObject({
      ...{ status: 'signed', decision: 'agreed_with_development', feedback: FEEDBACK, checks: CHECKS },
      ...{ evidenceRefs: ['E001', 'E002'], methods: ['direct_observation', 'professional_discussion'] },
      decisions: [
        { criterion: '1.1', decision: 'agreed', note: null, assessorName: 'Daniel Price' },
        { criterion: '2.1', decision: 'agreed_with_development', assessorId: cast.assessor.id },
      ],
      actions: [{ severity: 'recommended', status: 'open', ownerName: 'Daniel Price', raisedByName: 'Ingrid Shaw' }],
    });
    expectProblem(await record(cast.iqa, sample), 409, 'STATE_CONFLICT');
    expect(await unitGaps()).toEqual([]);
  });

  it('are working papers until signed: the assessor sees them afterwards, the learner never', async () => {
    const sample = await taken();
    const path = `/api/registrations/${cast.registrationId}/samples`;
    const seenBy = async (person: Person) => ((await person.get(path).expect(200)).body as SamplePage).items.length;
    expectProblem(await cast.assessor.get(`/api/samples/${sample.id}`), 404, 'NOT_FOUND');
    expect([await seenBy(cast.assessor), await seenBy(cast.iqa)]).toEqual([0, 1]);
    await record(cast.iqa, sample).expect(200);
    expect(await seenBy(cast.assessor)).toBe(1);
    await cast.assessor.get(`/api/samples/${sample.id}`).expect(200);
    for (const address of [path, `/api/samples/${sample.id}`, `/api/samples/${sample.id}/changes`]) {
      expectProblem(await cast.learner.get(address), 403, 'NOT_ALLOWED');
    }
  });

  it('say in plain sentences what has changed since', async () => {
    const sample = await taken();
    const changes = async () => {
      const { body } = await cast.iqa.get(`/api/samples/${sample.id}/changes`).expect(200);
      return (body as SampleChangesView).changes.map(({ sentence }) => sentence);
    };
    expect(await changes()).toEqual([]);
    await submittedProduct(cast, ['2.6']);
    await cast.iqa.post(`/api/evidence/${made.observation}/hold`, { reason: 'Whose words are these?' }).expect(200);
    await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
    expect(await changes()).toEqual([
      'E001 is on hold.',
      'E003 (work product) is new; it is submitted.',
      'E003 → AC2.6 is claimed; the claim is proposed.',
      'AC1.1 was judged again: not yet met instead of met.',
    ]);
    const { body } = await cast.iqa.get(`/api/samples/${sample.id}`).expect(200);
    expect(body).toMatchObject({ snapshot: sample.snapshot, snapshotSha256: sample.snapshotSha256 });
  });

  it('are refused for criteria nobody has, without a reason, and as summative while the unit is open', async () => {
    const unknown = await take(cast.iqa, { criteria: ['1.1', '9.9'] });
    expectProblem(unknown, 422, 'CRITERION_UNKNOWN');
    expect(faultyPaths(unknown)).toEqual(['criteria[1]']);
    expectProblem(await take(cast.iqa, { reason: ' ' }), 422, 'REASON_REQUIRED');
    const unplanned = { plannedSampleId: cast.registrationId };
    expectProblem(await take(cast.iqa, unplanned), 404, 'NOT_FOUND');
    await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
    expectProblem(await take(cast.iqa), 409, 'STATE_CONFLICT');
    await take(cast.iqa, { stage: 'interim' }).expect(201);
  });

  it('are refused as records that do not hold together, and then nothing of them is kept', async () => {
    const sample = await taken();
    const halfDone = await record(cast.iqa, sample, { decisions: [{ criterion: '1.1', decision: 'not_agreed' }] });
    expectProblem(halfDone, 422, 'SAMPLE_INCOMPLETE');
    expect(faultyPaths(halfDone)).toEqual(['decisions[0].note', 'decisions[0].decision', 'decisions']);
    const missing = await record(cast.iqa, sample, { evidenceRefs: ['E001', 'E777'] });
    expect(faultyPaths(missing)).toEqual(['evidenceRefs[1]']);
    for (const ownerId of [cast.learner.id, cast.iqa.id, sample.id]) {
      const answer = await record(cast.iqa, sample, { actions: [{ ...ADVICE, ownerId }] });
      expectProblem(answer, 422, 'ROLE_MISSING');
      expect(faultyPaths(answer)).toEqual(['actions[0].ownerId']);
    }
    const { body } = await cast.iqa.get(`/api/samples/${sample.id}`).expect(200);
    expect(body).toMatchObject({ status: 'open', decisions: [], actions: [] });
  });

  describe('and duties kept apart (SOD2)', () => {
    it('are closed to a lead IQA who assesses or countersigns here, whatever else they are (SOD7)', async () => {
      const many = await newcomer('Mina Many', ['assessor', 'iqa', 'lead_iqa']);
      const path = `/api/registrations/${cast.registrationId}`;
      await cast.manager.patch(path, { coAssessorId: many.id }).expect(200);
      const asAssessor = await take(many);
      expectProblem(asAssessor, 422, 'SEGREGATION_OF_DUTIES');
      expect(asAssessor.text).toContain('SOD2');
      await cast.manager.patch(path, { coAssessorId: null, countersignerId: many.id }).expect(200);
      expectProblem(await take(many), 422, 'SEGREGATION_OF_DUTIES');
      await cast.manager.patch(path, { countersignerId: null }).expect(200);
      await take(many).expect(201);
    });

    it.each(['judged', 'wrote evidence'] as const)('are closed to whoever once %s here', async (part) => {
      const many = await newcomer('Nico Many', ['assessor', 'lead_iqa']);
      const path = `/api/registrations/${cast.registrationId}`;
      await cast.manager.patch(path, { coAssessorId: many.id }).expect(200);
      if (part === 'judged') {
        await judge(cast, '1.1', [], { by: many, outcome: 'not_yet_met' });
        await judge(cast, '1.1', [made.discussion]);
      } else {
        await signedRecord(cast, DISCUSSION, ['1.1'], many);
      }
      await cast.manager.patch(path, { coAssessorId: null }).expect(200);
      expectProblem(await take(many), 422, 'SEGREGATION_OF_DUTIES');
    });

    it('end for an IQA who declares an interest, between the sample and its record (SOD6)', async () => {
      const sample = await taken();
      const verifier = await newcomer('Vera Verifier', ['iqa']);
      await verifier.post('/api/interests', { learnerId: cast.learner.id, kind: 'family' }).expect(201);
      await lead.post('/api/interests', { learnerId: cast.learner.id, kind: 'family' }).expect(201);
      expectProblem(await take(lead), 422, 'SEGREGATION_OF_DUTIES');
      await cast.iqa.post('/api/interests', { learnerId: cast.learner.id, kind: 'financial' }).expect(201);
      expectProblem(await record(cast.iqa, sample), 422, 'SEGREGATION_OF_DUTIES');
    });

    it('are signed by who took them, and by nobody for them (SOD10)', async () => {
      const sample = await taken();
      expectProblem(await record(await newcomer('Lou Lead', ['lead_iqa']), sample), 422, 'SEGREGATION_OF_DUTIES');
      expectProblem(await record(cast.assessor, sample), 403, 'NOT_ALLOWED');
    });
  });

  describe('and two IQAs at once', () => {
    it('take a planned sample once', async () => {
      const plan = await drawPlan(lead, { seed: `race ${learners}` });
      const planned = plan.samples.find(({ registrationId }) => registrationId === cast.registrationId);
      const body = { criteria: planned?.criteria, plannedSampleId: planned?.id, reason: null };
      const another = await newcomer('Rita Race', ['lead_iqa']);
      const both = await Promise.all([take(cast.iqa, body), take(another, body)]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('sign a sample once and close an action once', async () => {
      const sample = await taken();
      const records = await Promise.all([0, 1].map(() => record(cast.iqa, sample, { actions: [ADVICE] })));
      expect(records.map(({ status }) => status).sort()).toEqual([200, 409]);
      const actions = await actionsSeenBy(cast.iqa);
      expect(actions).toHaveLength(1);
      const another = await newcomer('Cleo Close', ['lead_iqa']);
      const closures = await Promise.all([close(cast.iqa, actions[0] ?? ''), close(another, actions[0] ?? '')]);
      expect(closures.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
  });

  describe('and actions', () => {
    it('block release while an essential one is open (IQA_ACTION_OPEN), and no longer once it is closed', async () => {
      await signUpToAssessor(cast);
      const { actions } = await signSample(cast.iqa, await taken(), { actions: [essentialOn('2.1')] });
      expect(await unitGaps()).toEqual(['IQA_ACTION_OPEN']);
      expect(await signatures(cast)).toMatchObject({ state: 'assessor_signed', ready: false });
      const refused = await sign(cast, cast.iqa, SAMPLED);
      expectProblem(refused, 422, 'NOT_READY_FOR_SIGN_OFF');
      expect(refused.text).toContain('IQA_ACTION_OPEN');
      const id = actions[0]?.id ?? '';
      await respond(cast.assessor, id).expect(200);
      expect(await unitGaps()).toEqual(['IQA_ACTION_OPEN']);
      await close(cast.iqa, id).expect(200);
      expect(await unitGaps()).toEqual([]);
      await sign(cast, cast.iqa, SAMPLED).expect(201);
    });

    it('that are recommended block nothing', async () => {
      await signSample(cast.iqa, await taken(), { actions: [{ ...ADVICE, ownerId: cast.manager.id }] });
      await release(cast);
      expect((await signatures(cast)).state).toBe('iqa_released');
    });

    it('are answered by their owner and closed by an IQA', async () => {
      const { actions } = await signSample(cast.iqa, await taken(), { actions: [ADVICE] });
      const id = actions[0]?.id ?? '';
      expectProblem(await respond(cast.trainee, id), 422, 'SEGREGATION_OF_DUTIES');
      expectProblem(await respond(cast.iqa, id), 403, 'NOT_ALLOWED');
      expectProblem(await respond(cast.learner, id), 403, 'NOT_ALLOWED');
      expectProblem(await close(cast.assessor, id), 403, 'NOT_ALLOWED');
      expect((await respond(cast.assessor, id).expect(200)).body).toMatchObject({
        status: 'answered',
        response: 'Done.',
      });
      expect((await close(lead, id).expect(200)).body).toMatchObject({
        ...{ status: 'closed', closedByName: 'Lea Lead', closureNote: 'Settled.' },
      });
      expectProblem(await respond(cast.assessor, id), 409, 'STATE_CONFLICT');
    });

    it('are listed for their owner and for those who assess or verify, never for the learner', async () => {
      const { actions } = await signSample(cast.iqa, await taken(), {
        actions: [ADVICE, { ...essentialOn('2.1'), ownerId: cast.trainee.id }],
      });
      const ids = actions.map(({ id }) => id);
      const outsider = await newcomer('Ode Outsider', ['assessor']);
      for (const person of [cast.iqa, cast.assessor, cast.trainee, lead, cast.manager]) {
        expect(await actionsSeenBy(person)).toEqual(ids);
      }
      for (const person of [cast.learner, outsider]) expect(await actionsSeenBy(person)).toEqual([]);
      expect(await actionsSeenBy(cast.iqa, `&ownerId=${cast.trainee.id}`)).toEqual([ids[1]]);
      await respond(cast.trainee, ids[1] ?? '').expect(200);
      expect(await actionsSeenBy(cast.iqa, '&status=answered')).toEqual([ids[1]]);
      expect(await actionsSeenBy(cast.iqa, '&status=open')).toEqual([ids[0]]);
    });

    it('are answered by an owner who has handed the learner over', async () => {
      const { actions } = await signSample(cast.iqa, await taken(), { actions: [ADVICE] });
      const successor = await newcomer('Sue Successor', ['assessor']);
      await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { assessorId: successor.id }).expect(200);
      await respond(cast.assessor, actions[0]?.id ?? '').expect(200);
    });
  });

  describe('not agreed with', () => {
    const judgementsOn = async (criterion: string) => {
      const { body } = await cast.iqa.get(`/api/registrations/${cast.registrationId}/judgements`).expect(200);
      return (body as { items: { criterion: string; outcome: string }[] }).items.filter(
        (each) => each.criterion === criterion,
      );
    };

    it('leave the judgement to the assessor, who judges again before the IQA can close the action (§4.2)', async () => {
      const before = await judgementsOn('1.1');
      const action = await disagree(cast.iqa, cast.registrationId, '1.1');
      expect(await judgementsOn('1.1')).toEqual(before);
      expect(action.ownerId).toBe(cast.assessor.id);
      await respond(cast.assessor, action.id).expect(200);
      expectProblem(await close(cast.iqa, action.id), 409, 'STATE_CONFLICT');
      await judge(cast, '1.1', [made.discussion]);
      await close(cast.iqa, action.id).expect(200);
      await release(cast);
    });

    it('void the assessor’s signature, and the release with it; the learner’s stands', async () => {
      await release(cast);
      await disagree(cast.iqa, cast.registrationId, '1.1');
      const { items, state } = await signatures(cast);
      expect(state).toBe('reopened');
      expect(items.filter(({ voidedAt }) => voidedAt === null).map(({ stage }) => stage)).toEqual(['learner']);
      expect(items.at(-1)?.voidReason).toContain('AC1.1');
    });

    it('or demanding something essential, void a release that was given before', async () => {
      await release(cast);
      const sample = await takeSample(cast.iqa, cast.registrationId);
      await signSample(cast.iqa, sample, {
        decisions: [{ criterion: '1.1', decision: 'action_required', note: 'Add the log.' }],
        actions: [{ ...essentialOn('1.1') }],
      });
      expect((await signatures(cast)).state).toBe('reopened');
    });
  });

  it('leave events in the trail, without anybody’s words', async () => {
    const { actions } = await signSample(cast.iqa, await taken(), { actions: [ADVICE] });
    await respond(cast.assessor, actions[0]?.id ?? '').expect(200);
    await close(cast.iqa, actions[0]?.id ?? '').expect(200);
    const { text, body } = await cast.iqa.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
    const types = (body as { items: { type: string }[] }).items.map(({ type }) => type);
    expect(types.slice(-5)).toEqual([
      ...['sample.taken', 'sample.signed', 'action.raised', 'action.answered', 'action.closed'],
    ]);
    for (const words of [FEEDBACK, ADVICE.text, 'Spot check', 'Settled.']) expect(text).not.toContain(words);
  });
});
