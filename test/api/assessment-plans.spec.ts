import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, DISCUSSION, signedRecord } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person, signIn } from '../support/people.js';
import { learnerActions, PLAN, plansOf, recordPlan, recordReview, REVIEW, reviewsOf } from '../support/planning.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge, makeReady, release } from '../support/ready-unit.js';
import { RunningClock } from '../support/running-clock.js';
import { foundSecondCentre } from '../support/world.js';

/** A story clock whose days can pass. */
class TurnedClock extends RunningClock {
  daysLater = 0;

  override nowMs(): number {
    return super.nowMs() + this.daysLater * 86_400_000;
  }
}

const WATCHED = PLAN.targets[0];

describe('planning assessment', () => {
  const clock = new TurnedClock('2026-06-01T09:00:00.000Z');
  let test: TestApp;
  let cast: Cast;
  const base = (of: Cast = cast) => `/api/registrations/${of.registrationId}`;
  const plan = (over: object = {}, by: Person = cast.assessor) =>
    by.post(`${base()}/assessment-plans`, { ...PLAN, ...over });
  const agree = (of: Cast, planId: string, body: object = {}, by: Person = of.learner) =>
    by.post(`${base(of)}/assessment-plans/${planId}/agreement`, body);
  const review = (over: object = {}, by: Person = cast.assessor) =>
    by.post(`${base()}/reviews`, { ...REVIEW, ...over });

  /** Days pass, sessions end, and people sign in again. */
  const after = async (days: number, of: Cast): Promise<Cast> => {
    clock.daysLater = days;
    const again = (person: Person) => signIn(test.app, person.email);
    return {
      ...of,
      learner: await again(of.learner),
      assessor: await again(of.assessor),
      manager: await again(of.manager),
    };
  };

  beforeAll(async () => {
    test = await buildApp({ clock });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  describe('a plan', () => {
    it('says what is to be shown, how, where and until when, and who planned it', async () => {
      const { body } = await plan({ note: ' Agreed at induction. ' }).expect(201);
      expect(body).toMatchObject({
        version: 1,
        isInForce: true,
        note: 'Agreed at induction.',
        nextReviewOn: '2026-06-30',
        createdByName: 'Daniel Price',
        isAgreed: false,
        learnerRemarks: [],
        targets: [
          { ...WATCHED, state: 'open', met: [], warnings: [] },
          { criteria: ['1.1', '1.2'], method: 'professional_discussion', location: null, state: 'open' },
        ],
      });
    });

    it.each([
      [
        'simulation, which Unit 40 prohibits',
        { ...WATCHED, method: 'simulation' },
        'METHOD_NOT_ALLOWED',
        'criteria[0]',
      ],
      ['a method unsuitable for one', { ...WATCHED, criteria: ['2.1', '1.1'] }, 'METHOD_NOT_ALLOWED', 'criteria[1]'],
      ['a criterion that is not there', { ...WATCHED, criteria: ['2.1', '3.1'] }, 'CRITERION_UNKNOWN', 'criteria[1]'],
    ])('with %s is refused and says where', async (_, target, code, place) => {
      const answer = await plan({ targets: [PLAN.targets[1], target] });
      expectProblem(answer, 422, code);
      expect(faultyPaths(answer)).toContain(`targets[1].${place}`);
    });

    it.each([
      ['a day that has passed', { targets: [{ ...WATCHED, targetDate: '2026-05-31' }] }, 'targets[0].targetDate'],
      ['a review that has passed', { nextReviewOn: '2026-05-31' }, 'nextReviewOn'],
      ['an activity without words', { targets: [{ ...WATCHED, activity: ' ' }] }, 'targets[0].activity'],
    ])('with %s is refused', async (_, over, path) => {
      const answer = await plan(over);
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toEqual([path]);
    });

    it('with what only corroborates is recorded with a warning', async () => {
      const testimony = { ...WATCHED, criteria: ['2.9'], method: 'witness_testimony' };
      const alone = await anotherLearner(test.app, cast, 'Warned Learner');
      const warned = await recordPlan(alone, { targets: [testimony] });
      expect(warned.targets[0]?.warnings).toEqual([
        { criterion: '2.9', message: expect.stringContaining('only supports AC2.9') },
      ]);
      const beside = await recordPlan(alone, { targets: [testimony, { ...WATCHED, criteria: ['2.9'] }] });
      expect(beside.targets.map(({ warnings }) => warnings)).toEqual([[], []]);
    });

    it('is an assessor’s; learners, IQAs and managers read it, strangers do not know of it', async () => {
      for (const person of [cast.learner, cast.iqa, cast.manager]) {
        expectProblem(await plan({}, person), 403, 'NOT_ALLOWED');
        await person.get(`${base()}/assessment-plans`).expect(200);
      }
      await plan({}, cast.trainee).expect(201);
      const stranger = await addPerson(cast.manager, test.app, 'Stan Stranger', ['assessor', 'iqa']);
      const foreign = await foundSecondCentre(test.app);
      for (const person of [stranger, foreign]) {
        expectProblem(await plan({}, person), 404, 'NOT_FOUND');
        expectProblem(await person.get(`${base()}/assessment-plans`), 404, 'NOT_FOUND');
      }
    });

    it('is closed to whoever declared an interest in the learner (SOD6)', async () => {
      const other = await anotherLearner(test.app, cast, 'Related Learner');
      await other.assessor.post('/api/interests', { learnerId: other.learner.id, kind: 'family' }).expect(201);
      expectProblem(await other.assessor.post(`${base(other)}/assessment-plans`, PLAN), 422, 'SEGREGATION_OF_DUTIES');
      expectProblem(await other.assessor.post(`${base(other)}/reviews`, REVIEW), 422, 'SEGREGATION_OF_DUTIES');
    });

    it('supersedes the one before as a whole and leaves it as it was', async () => {
      const other = await anotherLearner(test.app, cast, 'Replanned Learner');
      const first = await recordPlan(other);
      const second = await recordPlan(other, { targets: [WATCHED] });
      const { items } = await plansOf(other);
      expect(items).toEqual([{ ...first, isInForce: false }, second]);
      expect(items.map(({ version, isInForce }) => [version, isInForce])).toEqual([
        [1, false],
        [2, true],
      ]);
    });

    it('by two assessors at once becomes two versions', async () => {
      const other = await anotherLearner(test.app, cast, 'Contested Learner');
      const answers = await Promise.all(
        [other.assessor, other.trainee, other.assessor].map((by) => by.post(`${base(other)}/assessment-plans`, PLAN)),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      const { items } = await plansOf(other);
      expect(items.map(({ version }) => version)).toEqual([1, 2, 3]);
      expect(items.filter(({ isInForce }) => isInForce)).toHaveLength(1);
    });
  });

  describe('the learner', () => {
    it('comments without agreeing, then agrees, once', async () => {
      const other = await anotherLearner(test.app, cast, 'Agreeing Learner');
      const { id } = await recordPlan(other);
      const commented = await agree(other, id, { comment: 'Not before the 15th, please.' }).expect(200);
      expect(commented.body).toMatchObject({ isAgreed: false });
      const { body } = await agree(other, id).expect(200);
      expect(body).toMatchObject({
        isAgreed: true,
        learnerRemarks: [
          { statement: null, comment: 'Not before the 15th, please.' },
          { statement: 'I have seen this assessment plan and agree with it.', comment: null },
        ],
      });
      expectProblem(await agree(other, id), 409, 'STATE_CONFLICT');
    });

    it('alone agrees, and only with the plan in force of their own unit', async () => {
      const other = await anotherLearner(test.app, cast, 'Lone Learner');
      const { id } = await recordPlan(other);
      for (const person of [other.assessor, other.manager]) expectProblem(await agree(other, id, {}, person), 403);
      expectProblem(await agree(cast, id), 404, 'NOT_FOUND');
      await recordPlan(other);
      expectProblem(await agree(other, id), 409, 'STATE_CONFLICT');
    });
  });

  describe('a review', () => {
    it('is recorded with what was agreed, and each of that is an action of the learner’s', async () => {
      const other = await anotherLearner(test.app, cast, 'Reviewed Learner');
      const { id, actions, ...rest } = await recordReview(other);
      expect(rest).toMatchObject({ heldOn: '2026-05-29', attendees: REVIEW.attendees, recordedByName: 'Daniel Price' });
      expect(actions).toEqual(await learnerActions(other));
      expect(actions).toMatchObject([
        {
          ...{ origin: 'review', originId: id, criterion: '1.6', text: 'Bring the escalation log.', status: 'open' },
          ...{ dueOn: '2026-06-12', isOverdue: false, raisedByName: 'Daniel Price' },
        },
      ]);
      const comment = `${base(other)}/reviews/${id}/learner-comment`;
      for (const person of [other.assessor, other.iqa]) expectProblem(await person.post(comment), 403, 'NOT_ALLOWED');
      const { body } = await other.learner.post(comment, { statement: 'That is how it was.' }).expect(200);
      expect(body).toMatchObject({ isAgreed: true, learnerRemarks: [{ statement: 'That is how it was.' }] });
      expectProblem(await other.learner.post(comment, { comment: 'One more thing.' }), 409, 'STATE_CONFLICT');
      expectProblem(await cast.learner.post(`${base()}/reviews/${id}/learner-comment`), 404, 'NOT_FOUND');
    });

    it.each([
      ['a day to come', { heldOn: '2026-06-02', actions: [], nextReviewOn: null }, 'heldOn'],
      ['a next one before it', { nextReviewOn: '2026-05-29' }, 'nextReviewOn'],
      ['an action due before it', { actions: [{ text: 'Read.', dueOn: '2026-05-28' }] }, 'actions[0].dueOn'],
    ])('with %s is refused', async (_, over, path) => {
      const answer = await review(over);
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toEqual([path]);
    });

    it('with an action on an unknown criterion is refused, and leaves no action behind', async () => {
      const before = await learnerActions(cast);
      const actions = [REVIEW.actions[0], { text: 'Read.', dueOn: '2026-06-12', criterion: '9.9' }];
      const answer = await review({ actions });
      expectProblem(answer, 422, 'CRITERION_UNKNOWN');
      expect(faultyPaths(answer)).toEqual(['actions[1].criterion']);
      expect(await learnerActions(cast)).toEqual(before);
      for (const person of [cast.learner, cast.iqa]) expectProblem(await review({}, person), 403, 'NOT_ALLOWED');
    });
  });

  it('computes how far each target has come, and who is late', async () => {
    let other = await anotherLearner(test.app, cast, 'Progressing Learner');
    await recordPlan(other);
    const talk = await signedRecord(other, DISCUSSION, ['1.1', '1.2']);
    await accept(other, talk, ['1.1', '1.2']);
    const states = async () => {
      const { items, nextReview } = await plansOf(other);
      return { targets: items.at(-1)?.targets.map(({ state, met }) => [state, met.join()]), nextReview };
    };
    const nextReview = { on: '2026-06-30', isOverdue: false };
    await judge(other, '1.1', [talk]);
    await judge(other, '1.2', [talk], { by: other.trainee });
    const targets = [
      ['open', ''],
      ['open', '1.1'],
    ];
    expect(await states()).toEqual({ targets, nextReview });
    await judge(other, '1.2', [talk]);
    targets[1] = ['done', '1.1,1.2'];
    expect(await states()).toEqual({ targets, nextReview });
    const released = await anotherLearner(test.app, cast, 'Released Learner');
    await recordPlan(released);
    await makeReady(released);
    await release(released);

    other = await after(30, other);
    targets[0] = ['overdue', ''];
    expect(await states()).toEqual({ targets, nextReview: { ...nextReview, isOverdue: true } });
    expect((await reviewsOf(other)).nextReview).toEqual({ ...nextReview, isOverdue: true });
    await recordReview(other, { heldOn: '2026-07-01', actions: [], nextReviewOn: '2026-08-01' });
    expect((await states()).nextReview).toEqual({ on: '2026-08-01', isOverdue: false });
    await recordPlan(other, {
      targets: [{ ...WATCHED, targetDate: '2026-07-20' }],
      nextReviewOn: '2026-07-15',
    });
    // Nobody is held to what has been superseded.
    const { items } = await plansOf(other);
    expect(items[0]?.targets.map(({ state }) => state)).toEqual(['open', 'done']);
    // And a released unit is reviewed no more.
    expect((await plansOf(released, other.manager)).nextReview).toBeNull();
  });
});
