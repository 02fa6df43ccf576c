import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AppealView } from '../../src/modules/appeals/appeal-view.dto.js';
import { AppealsReader } from '../../src/modules/appeals/appeals.reader.js';
import { appealNow, atStage1, decide, escalate, lodge, lodged, step } from '../support/appeals.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { type RunningClock, storyClock } from '../support/running-clock.js';
import { anotherLearner, type Cast, castOf, signIn } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';

const MS_PER_DAY = 86_400_000;

const FAILING = { kind: 'process_failing' } as const;

describe('the clocks of appeals, over HTTP', () => {
  let test: TestApp;
  let clock: RunningClock;
  let staff: Cast;
  let cast: Cast;
  let learners = 0;

  /** Everybody signs in again: after days nobody is signed in any more. */
  const again = async (of: Cast): Promise<Cast> => ({
    ...of,
    manager: await signIn(test.app, of.manager.email),
    learner: await signIn(test.app, of.learner.email),
    assessor: await signIn(test.app, of.assessor.email),
  });

  beforeAll(async () => {
    clock = storyClock();
    test = await buildApp({ clock });
    staff = await castOf(test.app);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    staff = await again(staff);
    cast = await anotherLearner(test.app, staff, `Appealing Learner ${learners}`);
  });

  it('makes a late appeal explain itself and warns of it, and of a centre that keeps the learner waiting (P1)', async () => {
    const { id: judgementId } = await judge(cast, '1.1', [], { outcome: 'not_yet_met' });
    clock.skip(29 * MS_PER_DAY);
    cast = await again(cast);
    const against = { kind: 'judgement', judgementId };
    const refused = await lodge(cast, against, { lateReason: ' ' });
    expectProblem(refused, 422, 'REASON_REQUIRED');
    expect(faultyPaths(refused)).toEqual(['lateReason']);
    const late = await lodged(cast, against, { lateReason: 'I was in hospital.' });
    expect(late).toMatchObject({
      warnings: [{ code: 'LODGED_LATE' }],
      steps: [{ isLate: true, lateReason: 'I was in hospital.' }],
    });
    clock.skip(3 * MS_PER_DAY);
    cast = await again(cast);
    expect(await appealNow(cast.learner, late.id)).toMatchObject({
      isOverdue: true,
      warnings: [{ code: 'LODGED_LATE' }, { code: 'STEP_OVERDUE' }],
    });
    const { body } = await step(cast.assessor, late.id, 'acknowledgement').expect(200);
    expect((body as AppealView).warnings.map(({ code }) => code)).toEqual(['LODGED_LATE', 'DECIDED_LATE']);
  });

  it('lets the learner go on without an assessor who does not answer, and only one of both gets through', async () => {
    const { id } = await atStage1(cast, FAILING);
    clock.skip(10 * MS_PER_DAY);
    cast = await again(cast);
    const [escalated, upheld] = await Promise.all([escalate(cast, id), decide(cast.assessor, id, 'upheld')]);
    expect([escalated.status, upheld.status].sort()).not.toEqual([200, 200]);
    const now = await appealNow(cast.learner, id);
    expect(now).toMatchObject(
      escalated.status === 200 ? { status: 'stage2', outcome: null } : { status: 'closed', outcome: 'upheld' },
    );
  });

  it('closes an appeal that its learner leaves unanswered, but not before their days are over', async () => {
    const { id } = await atStage1(cast, FAILING);
    await decide(cast.assessor, id, 'partly').expect(200);
    const close = () => step(cast.manager, id, 'closure', { reason: 'No answer to two letters.' });
    expectProblem(await close(), 409, 'STATE_CONFLICT');
    clock.skip(10 * MS_PER_DAY);
    cast = await again(cast);
    const late = await escalate(cast, id);
    expectProblem(late, 422, 'REASON_REQUIRED');
    expect(faultyPaths(late)).toEqual(['lateReason']);
    expect((await close().expect(200)).body).toMatchObject({ status: 'closed', outcome: 'partly', tracing: 'open' });
    expect(await test.app.get(AppealsReader).openOn(cast.registrationId)).toBe(0);
  });
});
