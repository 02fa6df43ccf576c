import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, acceptance, DISCUSSION, PRODUCT, signedRecord, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { learnerActions, recordReview } from '../support/planning.js';
import { expectProblem } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

describe('what a learner is asked to do', () => {
  let test: TestApp;
  let cast: Cast;
  const ASKED = { outcome: 'not_yet_met', action: 'Weigh the surveys.', targetDate: '2026-06-20' };
  const step = (of: Cast, id: string, name: string, body: object, by: Person) =>
    by.post(`/api/registrations/${of.registrationId}/learner-actions/${id}/${name}`, body);
  const fresh = async (name: string): Promise<{ own: Cast; talk: string }> => {
    const own = await anotherLearner(test.app, cast, name);
    const talk = await signedRecord(own, DISCUSSION, ['1.1', '1.2']);
    await accept(own, talk, ['1.1', '1.2']);
    return { own, talk };
  };
  const countersign = (own: Cast, id: string, result: string) =>
    own.assessor
      .post(`/api/registrations/${own.registrationId}/judgements/${id}/countersignature`, { result, note: 'So it is.' })
      .expect(200);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  it('in a judgement is an action with its date, until the criterion is met: then it closes by itself', async () => {
    const { own, talk } = await fresh('Asked Learner');
    const first = await judge(own, '1.1', [], { ...ASKED });
    await judge(own, '1.2', [], { ...ASKED, outcome: 'referred' });
    expect(await learnerActions(own)).toMatchObject([
      {
        ...{ origin: 'judgement', originId: first.id, criterion: '1.1', text: 'Weigh the surveys.' },
        ...{ dueOn: '2026-06-20', status: 'open', closureCause: null },
      },
      { criterion: '1.2', status: 'open' },
    ]);
    await judge(own, '1.1', [talk], { ...ASKED, outcome: 'met', action: 'Show it again in July.' } as object);
    expect(await learnerActions(own)).toMatchObject([
      {
        ...{ criterion: '1.1', status: 'done', closureCause: 'criterion_met', closureNote: 'AC1.1 was judged met.' },
        closedByName: 'Daniel Price',
      },
      { criterion: '1.2', status: 'open' },
      { criterion: '1.1', status: 'open', text: 'Show it again in July.' },
    ]);
  });

  it('is settled by a trainee’s judgement only once that has effect, and falls with one that is refused', async () => {
    const { own, talk } = await fresh('Trained Learner');
    await judge(own, '1.1', [], ASKED);
    const provisional = await judge(own, '1.1', [talk], { by: own.trainee });
    expect(await learnerActions(own, '?status=open')).toHaveLength(1);
    await countersign(own, provisional.id, 'agreed');
    expect(await learnerActions(own, '?status=open')).toEqual([]);

    const harsh = await judge(own, '1.2', [], { ...ASKED, by: own.trainee });
    expect(await learnerActions(own, '?status=open')).toMatchObject([{ originId: harsh.id }]);
    await countersign(own, harsh.id, 'refused');
    expect(await learnerActions(own, '?status=done')).toMatchObject([
      { closureCause: 'criterion_met' },
      { originId: harsh.id, closureCause: 'judgement_void' },
    ]);
  });

  it('with several judgements at once is recorded with all of them or with none', async () => {
    const { own, talk } = await fresh('Batched Learner');
    const address = `/api/registrations/${own.registrationId}/judgement-batches`;
    const judgements = [
      { criterion: '1.1', rationale: 'More.', ...ASKED },
      { criterion: '1.2', outcome: 'met', rationale: 'Whole.', evidenceIds: [talk] },
    ];
    const broken = [...judgements, { criterion: '9.9', outcome: 'met', rationale: 'x' }];
    expectProblem(await own.assessor.post(address, { judgements: broken }), 422, 'CRITERION_UNKNOWN');
    expect(await learnerActions(own)).toEqual([]);
    await own.assessor.post(address, { judgements }).expect(201);
    expect(await learnerActions(own)).toMatchObject([{ criterion: '1.1', status: 'open' }]);
  });

  it('comes with evidence that is returned, and is settled when a later version is accepted', async () => {
    const own = await anotherLearner(test.app, cast, 'Returned Learner');
    const id = await submittedProduct(own, ['2.6'], PRODUCT);
    const decide = (evidenceId: string, body: object) =>
      own.assessor.post(`/api/evidence/${evidenceId}/decision`, body);
    const refused = { outcome: 'returned', comment: 'A surname is left in.' };
    expectProblem(await decide(id, refused), 422, 'RETURN_REASON_REQUIRED');
    expect(await learnerActions(own)).toEqual([]);
    await decide(id, { ...refused, reasons: ['pii_present'] }).expect(200);
    expect(await learnerActions(own)).toMatchObject([
      {
        ...{ origin: 'returned_evidence', originId: id, text: 'E001 came back: A surname is left in.', dueOn: null },
        ...{ criterion: null, status: 'open', isOverdue: false },
      },
    ]);
    const next = await own.learner.post(`/api/evidence/${id}/versions`).expect(201);
    const nextId = (next.body as { id: string }).id;
    await own.learner.post(`/api/evidence/${nextId}/submission`, { declaration: true }).expect(200);
    await decide(nextId, acceptance(own.registrationId, ['2.6'])).expect(200);
    expect(await learnerActions(own)).toMatchObject([
      { status: 'done', closureCause: 'evidence_accepted', closureNote: 'E001.v2 was accepted.' },
    ]);
  });

  it('is not asked of the learner when what comes back is the assessor’s own', async () => {
    const own = await anotherLearner(test.app, cast, 'Recorded Learner');
    const talk = await signedRecord(own, DISCUSSION, ['1.1'], own.trainee);
    const body = { outcome: 'returned', reasons: ['depth'], comment: 'Write down what she said.' };
    await own.assessor.post(`/api/evidence/${talk}/decision`, body).expect(200);
    expect(await learnerActions(own)).toEqual([]);
  });

  it('is answered by the learner, as often as they like, and closed by an assessor', async () => {
    const own = await anotherLearner(test.app, cast, 'Answering Learner');
    const { actions } = await recordReview(own);
    const id = actions[0]?.id ?? '';
    const done = { response: 'The log is E004.' };
    for (const person of [own.assessor, own.iqa, own.manager]) {
      expectProblem(await step(own, id, 'response', done, person), 403, 'NOT_ALLOWED');
    }
    await step(own, id, 'response', { response: 'Tomorrow.' }, own.learner).expect(200);
    const answered = await step(own, id, 'response', done, own.learner).expect(200);
    expect(answered.body).toMatchObject({ ...done, status: 'open' });
    for (const person of [own.learner, own.iqa, own.manager]) {
      expectProblem(await step(own, id, 'closure', {}, person), 403, 'NOT_ALLOWED');
    }
    const closed = await step(own, id, 'closure', {}, own.assessor).expect(200);
    expect(closed.body).toMatchObject({ status: 'done', closureCause: 'assessor', closureNote: null });
    expectProblem(await step(own, id, 'closure', {}, own.assessor), 409, 'STATE_CONFLICT');
    expectProblem(await step(own, id, 'response', done, own.learner), 409, 'STATE_CONFLICT');
    expectProblem(await step(cast, id, 'response', done, cast.learner), 404, 'NOT_FOUND');
  });

  it('by two assessors at once is closed once', async () => {
    const own = await anotherLearner(test.app, cast, 'Contested Learner');
    const { actions } = await recordReview(own);
    const id = actions[0]?.id ?? '';
    const answers = await Promise.all([own.assessor, own.trainee].map((by) => step(own, id, 'closure', {}, by)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is listed page by page, open or done, for everybody with a part in the unit', async () => {
    const own = await anotherLearner(test.app, cast, 'Listed Learner');
    const actions = ['One.', 'Two.', 'Three.'].map((text) => ({ text, dueOn: '2026-05-30' }));
    const review = await recordReview(own, { actions });
    await step(own, review.actions[1]?.id ?? '', 'closure', {}, own.assessor).expect(200);
    const texts = async (query: string) => (await learnerActions(own, query)).map(({ text }) => text);
    expect(await texts('?status=open')).toEqual(['One.', 'Three.']);
    expect(await texts('?status=done')).toEqual(['Two.']);
    expect((await learnerActions(own, '?limit=1'))[0]).toMatchObject({ text: 'One.', isOverdue: true });
    const address = `/api/registrations/${own.registrationId}/learner-actions`;
    const { body, headers } = await own.iqa.get(`${address}?limit=2`).expect(200);
    const { nextCursor } = body as { nextCursor: string };
    expect(headers['link']).toContain('rel="next"');
    expect(await texts(`?cursor=${nextCursor}`)).toEqual(['Three.']);
    const stranger = await addPerson(cast.manager, test.app, 'Stan Stranger', ['assessor', 'learner']);
    expectProblem(await stranger.get(address), 404, 'NOT_FOUND');
    expectProblem(await own.learner.get(`${address}?status=late`), 400, 'VALIDATION_FAILED');
  });
});
