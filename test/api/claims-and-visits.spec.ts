import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClaimReadinessView } from '../../src/modules/certification/certificate-claim-view.dto.js';
import type { RegistrationView } from '../../src/modules/registrations/registrations.dto.js';
import { atStage2, decide, lodged, withdraw } from '../support/appeals.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  certificated,
  dueAbout,
  missing,
  offer,
  prepare,
  prepared,
  sayDirectClaims,
  step,
  SUBMITTED,
} from '../support/certification.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge, makeReady, release, sign, signUpToAssessor } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { conclude, openVisit, outcomeOf } from '../support/visits.js';

describe('claims in a product with visits and appeals', () => {
  let test: TestApp;
  let staff: Cast;
  let eqa: Person;
  let diplomaId: string;
  let own: Cast;
  let made: { discussion: string };
  let learners = 0;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    eqa = await addPerson(staff.manager, test.app, 'Vera Visitor', ['eqa']);
    diplomaId = (await offer(staff.manager)).id;
  });
  afterAll(() => test.close());

  async function registered(): Promise<Cast> {
    learners += 1;
    const one = await anotherLearner(test.app, staff, `Claimed Learner ${learners}`);
    const registrationNumber = `AO-${learners}`;
    await staff.manager.patch(`/api/registrations/${one.registrationId}`, { registrationNumber }).expect(200);
    return one;
  }

  beforeEach(async () => {
    own = await registered();
    made = await makeReady(own);
  });

  const statusOf = async () =>
    ((await staff.manager.get(`/api/registrations/${own.registrationId}`).expect(200)).body as RegistrationView).status;

  async function authority(): Promise<string | undefined> {
    const { body } = await staff.manager.get(`/api/registrations/${own.registrationId}/claim-readiness`).expect(200);
    return (body as ClaimReadinessView).lines.find(({ gate }) => gate === 'release_authority')?.explanation;
  }

  /** A whole visit that says one thing of this unit. */
  async function visited(decision: 'released' | 'not_released', over: object = {}): Promise<void> {
    const { id } = await openVisit(staff.manager, eqa, [own.registrationId], over);
    const note = decision === 'released' ? null : 'AC1.1 rests on one conversation.';
    await conclude(eqa, id, { releases: [{ registrationId: own.registrationId, decision, note }] });
  }

  it('may be made on what an external verifier released here, as long as that stands', async () => {
    await release(own);
    expect(await statusOf()).toBe('iqa_released');
    expect(await missing(staff.manager, own)).toEqual(['release_authority']);
    await visited('released');
    expect(await statusOf()).toBe('claimable');
    expect(await missing(staff.manager, own)).toEqual([]);
    expect(await authority()).toBe('External release here: the verifier for Pearson gave it on 2026-06-01.');

    // What is said of direct claims for other reasons leaves it as it is.
    await sayDirectClaims(staff.manager, diplomaId).expect(200);
    expect(await authority()).toContain('Direct claims');
    await sayDirectClaims(staff.manager, diplomaId, { status: 'withdrawn', on: '2026-06-01' }).expect(200);
    expect(await statusOf()).toBe('claimable');

    const claim = await prepared(staff.manager, diplomaId, [own]);
    await own.iqa.post(`/api/registrations/${own.registrationId}/reopening`, { reason: 'Overlooked.' }).expect(200);
    expect(await statusOf()).toBe('reopened');
    await judge(own, '1.1', [made.discussion]);
    await release(own);
    expect(await statusOf()).toBe('iqa_released');
    expectProblem(await step(staff.manager, claim.id, 'submission', SUBMITTED), 422, 'NOT_CLAIMABLE');
    await step(staff.manager, claim.id, 'withdrawal', { reason: 'It was released anew.' }).expect(200);
    expect(await missing(staff.manager, own)).toEqual(['release_authority']);
  });

  it('stops with the next visit that says otherwise, and no reference to another release overrules that', async () => {
    await release(own);
    await visited('released');
    expect(await statusOf()).toBe('claimable');
    await visited('not_released');
    expect(await statusOf()).toBe('iqa_released');
    expect(await authority()).toContain('did not release the unit on 2026-06-01');
    const eqaReleaseReference = 'Letter of 3 May';
    expectProblem(await prepare(staff.manager, diplomaId, [own], { eqaReleaseReference }), 422, 'NOT_CLAIMABLE');
  });

  it('does not rest on the verifier of another awarding organisation', async () => {
    await release(own);
    await visited('released', { awardingOrganisation: 'City & Guilds' });
    expect(await missing(staff.manager, own)).toEqual(['release_authority']);
    const eqaReleaseReference = 'Letter of 3 May';
    await prepared(staff.manager, diplomaId, [own], { eqaReleaseReference });
  });

  it('waits for the countersignature under a trainee IQA’s, which no verifier releases on', async () => {
    const trainee = await addPerson(staff.manager, test.app, `Tariq Trainee ${learners}`, ['trainee_iqa']);
    const lead = await addPerson(staff.manager, test.app, `Leah Lead ${learners}`, ['lead_iqa']);
    const parts = { iqaId: trainee.id, countersigningIqaId: lead.id };
    await staff.manager.patch(`/api/registrations/${own.registrationId}`, parts).expect(200);
    await signUpToAssessor(own);
    await sign(own, trainee, { stage: 'iqa', route: 'sampled', decision: 'agreed' }).expect(201);
    const { id } = await openVisit(staff.manager, eqa, [own.registrationId]);
    const releases = [{ registrationId: own.registrationId, decision: 'released', note: null }];
    const refused = await eqa.post(`/api/eqa-visits/${id}/outcome`, outcomeOf({ releases }));
    expectProblem(refused, 409, 'NOT_RELEASED');
    expect(faultyPaths(refused)).toEqual(['releases[0].decision']);
    await sign(own, lead, { stage: 'countersigning_iqa', decision: 'agreed' }).expect(201);
    await conclude(eqa, id, { releases });
    expect(await statusOf()).toBe('claimable');
    await prepared(staff.manager, diplomaId, [own]);
  });

  it('is refused while the learner appeals, in whatever state the claim is', async () => {
    await release(own);
    await visited('released');
    const { id } = await lodged(own);
    expect(await missing(staff.manager, own)).toEqual(['no_appeal']);
    expectProblem(await prepare(staff.manager, diplomaId, [own]), 422, 'NOT_CLAIMABLE');
    await withdraw(own, id);
    const claim = await prepared(staff.manager, diplomaId, [own]);
    const { id: again } = await lodged(own);
    const refused = await step(staff.manager, claim.id, 'submission', SUBMITTED);
    expectProblem(refused, 422, 'NOT_CLAIMABLE');
    await withdraw(own, again);
    await step(staff.manager, claim.id, 'submission', SUBMITTED).expect(200);
  });

  it('is told to the awarding organisation when an appeal is granted after the certificate', async () => {
    await release(own);
    await visited('released');
    const claim = await certificated(staff.manager, diplomaId, [own]);
    const { id } = await atStage2(own);
    expect(await dueAbout(staff.manager, own)).toEqual([]);
    await decide(own.iqa, id, 'upheld').expect(200);
    expect(await dueAbout(staff.manager, own)).toMatchObject([{ claimId: claim.id, cause: 'release_voided' }]);
  });
});
