import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { QueueKindCode } from '../../src/domain/workload/queue-kinds.js';
import { appoint, decide, escalate, lodged, step } from '../support/appeals.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  certificated,
  dueAbout,
  offer,
  prepared,
  sayDirectClaims,
  step as claimStep,
  TOLD,
} from '../support/certification.js';
import { submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { learnerActions, recordPlan, recordReview } from '../support/planning.js';
import { makeReady, release, sign, signUpToAssessor } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { HELD } from '../support/staff.js';
import {
  conclude as concludeExercise,
  decide as decideBlind,
  openedExercise,
  whenRead,
} from '../support/standardisation.js';
import { conclude, DEMAND, openVisit } from '../support/visits.js';
import { noticesOf, titlesOf } from '../support/workload.js';

jest.setTimeout(90_000);

describe('what the later rooms leave to be done', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
  });
  afterAll(() => test.close());

  const cast = (name: string): Promise<Cast> => anotherLearner(test.app, staff, name);
  const titles = (person: Person, kind: QueueKindCode): Promise<string[]> => titlesOf(test, person, kind);
  const told = async (person: Person): Promise<string[]> =>
    (await noticesOf(test, person, '?limit=200')).items.map(({ notice }) => notice);

  it('asks a learner about plans, reviews and what they agreed, and the assessor about what the learner did', async () => {
    const own = await cast('Pam Planned');
    const plan = await recordPlan(own);
    expect(await titles(own.learner, 'plan_to_agree')).toEqual([
      'Read the assessment plan of U40 and say whether you agree',
    ]);
    const agreement = { comment: 'The second date is my holiday.' };
    await own.learner
      .post(`/api/registrations/${own.registrationId}/assessment-plans/${plan.id}/agreement`, agreement)
      .expect(200);
    expect(await titles(own.learner, 'plan_to_agree')).toEqual([]);

    await recordReview(own, { nextReviewOn: '2026-05-30' });
    expect(await titles(own.learner, 'review_to_read')).toHaveLength(1);
    expect(await titles(own.learner, 'learner_action_open')).toEqual(['Do what was agreed with you on 1.6 of U40']);
    expect(await titles(own.assessor, 'review_overdue')).toEqual([
      'Hold a review of U40, Pam Planned: it was due on 2026-05-30',
    ]);
    const [action] = await learnerActions(own);
    const path = `/api/registrations/${own.registrationId}/learner-actions/${action?.id}`;
    await own.learner.post(`${path}/response`, { response: 'It is in E004.' }).expect(200);
    expect(await titles(own.learner, 'learner_action_open')).toEqual([]);
    expect(await titles(own.assessor, 'learner_action_to_close')).toEqual([
      'Look at what the learner did on 1.6 of U40, Pam Planned',
    ]);
    await own.assessor.post(`${path}/closure`, { note: 'Seen.' }).expect(200);
    expect(await titles(own.assessor, 'learner_action_to_close')).toEqual([]);
    expect(await told(own.learner)).toEqual(expect.arrayContaining(['plan_recorded', 'review_recorded']));
  });

  it('takes an appeal from one desk to the next', async () => {
    const own = await cast('Abe Appeals');
    const { id } = await lodged(own);
    expect(await titles(own.assessor, 'appeal_to_acknowledge')).toEqual([
      'Acknowledge an appeal on 1.1 of U40, Abe Appeals',
    ]);
    expect(await titles(own.iqa, 'appeal_to_decide')).toEqual([]);
    await step(own.assessor, id, 'acknowledgement').expect(200);
    expect(await titles(own.assessor, 'appeal_to_acknowledge')).toEqual([]);
    expect(await titles(own.assessor, 'appeal_to_decide')).toHaveLength(1);
    await decide(own.assessor, id, 'rejected').expect(200);
    expect(await titles(own.assessor, 'appeal_to_decide')).toEqual([]);
    expect(await titles(own.learner, 'appeal_to_answer')).toEqual([
      'Accept what was decided on your appeal on 1.1 of U40, or take it further',
    ]);
    await escalate(own, id).expect(200);
    expect(await titles(own.learner, 'appeal_to_answer')).toEqual([]);
    expect(await titles(own.iqa, 'appeal_to_decide')).toHaveLength(1);
    await decide(own.iqa, id, 'rejected').expect(200);
    await escalate(own, id).expect(200);
    expect(await titles(own.manager, 'appeal_panel_to_appoint')).toHaveLength(1);
    const panel = [
      await addPerson(own.manager, test.app, 'Pia Panel', ['iqa']),
      await addPerson(own.manager, test.app, 'Paul Panel', ['assessor']),
    ];
    await appoint(own, id, panel).expect(200);
    expect(await titles(own.manager, 'appeal_panel_to_appoint')).toEqual([]);
    for (const member of panel) {
      expect(await titles(member, 'appeal_to_decide')).toHaveLength(1);
      expect(await told(member)).toContain('appeal_waits');
    }
    expect(await titles(own.iqa, 'appeal_to_decide')).toEqual([]);
    expect(await told(own.learner)).toContain('appeal_decided');
  });

  it('hands a trainee IQA’s release to whoever countersigns it, and to a lead IQA where they may not', async () => {
    const trainee = await addPerson(staff.manager, test.app, 'Tariq Trainee', ['trainee_iqa']);
    const own = await cast('Tia Traineed');
    const named = await addPerson(staff.manager, test.app, 'Nina Named', ['iqa']);
    const parts = { iqaId: trainee.id, countersigningIqaId: named.id };
    await own.manager.patch(`/api/registrations/${own.registrationId}`, parts).expect(200);
    await makeReady(own);
    await signUpToAssessor(own);
    expect(await titles(trainee, 'unit_to_release')).toHaveLength(1);
    expect((await titles(own.manager, 'staff_to_replace')).filter((title) => title.includes('Tia'))).toEqual([]);
    await sign(own, trainee, { stage: 'iqa', route: 'sampled', decision: 'agreed' }).expect(201);
    expect(await titles(named, 'release_to_countersign')).toEqual([
      'Countersign the trainee IQA’s release of the unit of U40, Tia Traineed',
    ]);
    expect(await titles(lead, 'release_to_countersign')).toEqual([]);
    expect(await told(own.learner)).not.toContain('unit_released');
    expect(await told(named)).toContain('release_countersignature_wanted');
    await named.post('/api/interests', { learnerId: own.learner.id, kind: 'family' }).expect(201);
    expect(await titles(named, 'release_to_countersign')).toEqual([]);
    expect(await titles(lead, 'release_to_countersign')).toHaveLength(1);
    await sign(own, lead, { stage: 'countersigning_iqa', decision: 'agreed' }).expect(201);
    expect(await titles(lead, 'release_to_countersign')).toEqual([]);
    expect(await told(own.learner)).toContain('unit_released');
  });

  it('asks everybody in an exercise to decide, and its facilitator to conclude it', async () => {
    const own = await cast('Shana Shared');
    const product = await submittedProduct(own, ['2.6']);
    await whenRead(own.learner, [product]);
    const participants = [own.assessor, own.trainee];
    const exercise = await openedExercise(lead, { evidenceIds: [product], participants, criteria: ['2.6'] });
    for (const person of participants) {
      expect(await titles(person, 'exercise_to_decide')).toEqual(['Decide in a standardisation exercise of U40']);
      expect(await told(person)).toContain('exercise_opened');
    }
    await decideBlind(own.assessor, exercise, ['met']).expect(201);
    expect(await titles(own.assessor, 'exercise_to_decide')).toEqual([]);
    expect(await titles(lead, 'exercise_to_conclude')).toEqual([]);
    await decideBlind(own.trainee, exercise, ['met']).expect(201);
    expect(await titles(lead, 'exercise_to_conclude')).toEqual(['Conclude a standardisation exercise of U40']);
    await concludeExercise(lead, exercise, ['met']).expect(201);
    expect(await titles(lead, 'exercise_to_conclude')).toEqual([]);
  });

  it('asks whoever runs the centre about staff records, visits, claims and the awarding organisation', async () => {
    const proposed = await staff.assessor.post(`/api/staff/${staff.assessor.id}/qualifications`, HELD).expect(201);
    const { id: qualificationId } = proposed.body as { id: string };
    for (const overseer of [staff.manager, lead]) {
      expect(await titles(overseer, 'qualification_to_confirm')).toHaveLength(1);
    }
    expect(await titles(staff.iqa, 'qualification_to_confirm')).toEqual([]);
    await lead
      .post(`/api/staff/${staff.assessor.id}/qualifications/${qualificationId}/confirmation`, {
        originalSeenOn: '2026-06-01',
      })
      .expect(200);
    expect(await titles(staff.manager, 'qualification_to_confirm')).toEqual([]);

    const own = await cast('Cleo Claimed');
    const registrationNumber = 'AO-77';
    await own.manager.patch(`/api/registrations/${own.registrationId}`, { registrationNumber }).expect(200);
    await makeReady(own);
    await release(own);
    const eqa = await addPerson(own.manager, test.app, 'Vera Visitor', ['eqa']);
    const visit = await openVisit(own.manager, eqa, [own.registrationId]);
    expect(await told(lead)).toContain('visit_planned');
    const { actions } = await conclude(eqa, visit.id, { decision: 'action_required', actions: [DEMAND] });
    expect(await titles(lead, 'visit_action_to_answer')).toEqual([
      'Answer an essential action of an external verifier',
    ]);
    expect(await told(own.manager)).toContain('visit_concluded');
    await lead
      .post(`/api/eqa-visits/${visit.id}/actions/${actions[0]?.id}/response`, { response: 'They are dated.' })
      .expect(200);
    expect(await titles(lead, 'visit_action_to_answer')).toEqual([]);

    const { id: diplomaId } = await offer(own.manager);
    await sayDirectClaims(own.manager, diplomaId).expect(200);
    const claim = await prepared(own.manager, diplomaId, [own]);
    expect(await titles(own.manager, 'claim_to_submit')).toEqual(['Submit a prepared claim for certificates']);
    expect(await titles(lead, 'claim_to_submit')).toEqual([]);
    await claimStep(own.manager, claim.id, 'withdrawal', { reason: 'Another day.' }).expect(200);
    expect(await titles(own.manager, 'claim_to_submit')).toEqual([]);
    await certificated(own.manager, diplomaId, [own]);
    expect(await told(own.learner)).toContain('certificate_recorded');
    await own.iqa.post(`/api/registrations/${own.registrationId}/reopening`, { reason: 'Overlooked.' }).expect(200);
    expect(await titles(own.manager, 'ao_notification_due')).toEqual([
      'Tell the awarding organisation what changed after the claim of U40, Cleo Claimed',
    ]);
    expect(await told(own.manager)).toContain('ao_notification_due');
    const [due] = await dueAbout(own.manager, own);
    await own.manager.post(`/api/ao-notifications/${due?.id}/sending`, TOLD).expect(200);
    expect(await titles(own.manager, 'ao_notification_due')).toEqual([]);
  });
});
