import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AppealPage } from '../../src/modules/appeals/appeal-view.dto.js';
import type { StaffPage } from '../../src/modules/staff/staff-view.dto.js';
import type { ExercisePage, ExerciseView } from '../../src/modules/standardisation/standardisation-view.dto.js';
import type { ChecklistView } from '../../src/modules/visits/visit-views.dto.js';
import { lodged } from '../support/appeals.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';
import { decide, EVENTS, exerciseNow, openedExercise, whenRead } from '../support/standardisation.js';
import { openVisit, suspend } from '../support/visits.js';

jest.setTimeout(60_000);

describe('what §4.4 lets an external verifier read during a visit', () => {
  let test: TestApp;
  let cast: Cast;
  let eqa: Person;
  let visitId: string;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    eqa = await addPerson(cast.manager, test.app, 'Vera Visitor', ['eqa']);
    visitId = (await openVisit(cast.manager, eqa, [cast.registrationId])).id;
  });
  afterAll(() => test.close());

  it('is the staff register, without the learners in whom somebody has an interest', async () => {
    const own = await anotherLearner(test.app, cast, 'Nora Niece');
    await cast.iqa.post('/api/interests', { learnerId: own.learner.id, kind: 'family' }).expect(201);
    expect((await cast.manager.get('/api/staff').expect(200)).text).toContain('Nora Niece');
    const { body, text } = await eqa.get('/api/staff').expect(200);
    expect((body as StaffPage).items.length).toBeGreaterThan(2);
    expect(text).not.toContain('Nora Niece');
  });

  it('is the exercises of the visit’s units, and no decision before it is revealed', async () => {
    const lead = await addPerson(cast.manager, test.app, 'Lea Lead', ['lead_iqa']);
    const trainee = await addPerson(cast.manager, test.app, 'Tariq Trainee', ['trainee_iqa']);
    const product = await submittedProduct(cast, ['2.6']);
    await whenRead(cast.learner, [product]);
    const participants = [cast.assessor, trainee];
    const exercise = await openedExercise(lead, { evidenceIds: [product], participants, criteria: ['2.6'] });
    await decide(cast.assessor, exercise, ['met']).expect(201);
    const { body } = await eqa.get(EVENTS).expect(200);
    expect((body as ExercisePage).items.map(({ id }) => id)).toEqual([exercise.id]);
    const blind = await exerciseNow(eqa, exercise.id);
    expect(JSON.stringify(blind)).not.toContain('rationale":"');
    expect(blind.evidence.map(({ evidenceId }) => evidenceId)).toEqual([null]);
    await decide(trainee, exercise, ['met']).expect(201);
    const shown: ExerciseView = await exerciseNow(eqa, exercise.id);
    expect(shown.state).toBe('revealed');
    const cover = await eqa.get('/api/standardisation-cover?unit=U40').expect(200);
    expect((cover.body as { items: object[] }).items.length).toBeGreaterThan(1);
    expectProblem(await eqa.get(`${EVENTS}/${exercise.id}/evidence/1`), 403, 'NOT_ALLOWED');
  });

  it('is the appeals on selected registrations, and no others', async () => {
    const { id } = await lodged(cast);
    const other = await anotherLearner(test.app, cast, 'Otis Other');
    const theirs = await lodged(other);
    const { body } = await eqa.get('/api/appeals').expect(200);
    expect((body as AppealPage).items.map((appeal) => appeal.id)).toEqual([id]);
    await eqa.get(`/api/appeals/${id}`).expect(200);
    expectProblem(await eqa.get(`/api/appeals/${theirs.id}`), 404, 'NOT_FOUND');
  });

  it('is on a checklist that says where', async () => {
    const { body } = await eqa.get(`/api/eqa-visits/${visitId}/checklist`).expect(200);
    const codes = (body as ChecklistView).items.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining([
        ...['assessment_plans', 'staff_register', 'cpd', 'standardisation', 'appeals', 'direct_claims'],
      ]),
    );
    const appeals = (body as ChecklistView).items.find(({ code }) => code === 'appeals');
    expect(appeals).toMatchObject({ exists: true, where: '/api/appeals' });
  });

  it('is nothing of all this once the visit has ended', async () => {
    await suspend(cast.manager, visitId).expect(200);
    for (const path of ['/api/staff', EVENTS, '/api/standardisation-cover?unit=U40']) {
      expectProblem(await eqa.get(path), 404, 'NOT_FOUND');
    }
    expect(((await eqa.get('/api/appeals').expect(200)).body as AppealPage).items).toEqual([]);
  });
});
