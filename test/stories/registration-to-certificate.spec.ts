import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CertificateClaimView } from '../../src/modules/certification/certificate-claim-view.dto.js';
import type { CriterionTrailView } from '../../src/modules/criterion-trail/criterion-trail.dto.js';
import { IdentityReader } from '../../src/modules/identity/identity.reader.js';
import { VerifyTrail } from '../../src/modules/audit/verify-trail.js';
import type { IqaActionView } from '../../src/modules/verification/sample-view.dto.js';
import { describeWith, readWith } from '../portfolio/pdf-tools.js';
import { appealNow, decide, escalate, lodge, lodged, step as appealStep } from '../support/appeals.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { dueAbout, ISSUED, missing, offer, prepare, step, SUBMITTED, TOLD } from '../support/certification.js';
import { acceptance, DISCUSSION, OBSERVATION, signedRecord } from '../support/evidence.js';
import type { Person } from '../support/people.js';
import { learnerActions, recordPlan } from '../support/planning.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { DISCUSSED, judge, OBSERVED, SAMPLED, sign } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { disagree } from '../support/sampling.js';
import { findingsOf, HELD, link, qualify, staffRecord, TRAINING } from '../support/staff.js';
import { openStory, OVERRIDE, UnitStory } from '../support/unit-story.js';
import { conclude, outcomeOf, planVisit, select, viewsOf } from '../support/visits.js';

/** One story, told in order: each act begins where the one before it ended. */
describe('from registration to certificate', () => {
  let test: TestApp;
  let manager: Person, learner: Person, trainee: Person, countersigner: Person;
  let iqa: Person, traineeIqa: Person, eqa: Person;
  let unit: UnitStory;
  let qualificationId: string, visitId: string, claimId: string;
  let observation: string, discussion: string;

  const claimNow = (over: object = {}) => prepare(manager, qualificationId, [unit.cast], over);
  /** The trainee judges a criterion again on the discussion, and the countersigner agrees. */
  const judgeAgain = async (criterion: string, evidenceId = discussion, over: object = {}) => {
    const { id } = await judge(unit.cast, criterion, [evidenceId], over);
    await unit.waits(countersigner, 'judgement_to_countersign');
    await unit.countersign([id]).expect(201);
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    ({ manager, learner, trainee, countersigner, iqa, traineeIqa, eqa } = await openStory(test.app));
  });
  afterAll(() => test.close());

  it('somebody else stands for what each of the staff holds', async () => {
    const proposal = await trainee.post(`/api/staff/${trainee.id}/qualifications`, TRAINING).expect(201);
    const confirmation = `/api/staff/${trainee.id}/qualifications/${(proposal.body as { id: string }).id}/confirmation`;
    expectProblem(await trainee.post(confirmation), 403, 'NOT_ALLOWED');
    await manager.post(confirmation).expect(200);
    await qualify(manager, countersigner);
    await qualify(manager, iqa, { ...HELD, kind: 'iqa', title: 'Level 4 Award in Internal Quality Assurance' });
    await link(manager, trainee, countersigner);
    expect(findingsOf(await staffRecord(manager, countersigner))).not.toContain('assessor_qualification_missing');
    qualificationId = (await offer(manager)).id;
  });

  it('the learner is registered with a trainee only where somebody countersigns (SOD4)', async () => {
    const registration = {
      ...{ learnerId: learner.id, unit: 'U40', registeredOn: '2026-01-12', registrationNumber: 'HTC-2040-117' },
      ...{ assessorId: trainee.id, iqaId: iqa.id },
    };
    const alone = await manager.post('/api/registrations', registration);
    expectProblem(alone, 422, 'ROLE_MISSING');
    expect(faultyPaths(alone)).toEqual(['countersignerId']);
    const body = { ...registration, countersignerId: countersigner.id };
    const { id: registrationId } = (await manager.post('/api/registrations', body).expect(201)).body as { id: string };
    const cast = { manager, learner, assessor: trainee, trainee, iqa, registrationId };
    unit = new UnitStory(test, cast, countersigner);

    await unit.stands('in_progress', 'criteria_met', 'no_blockers');
    expectProblem(await sign(cast, learner, { stage: 'learner' }), 422, 'NOT_READY_FOR_SIGN_OFF');
    expectProblem(await claimNow(), 422, 'NOT_CLAIMABLE');
    expectProblem(await eqa.get(unit.path('coverage')), 404, 'NOT_FOUND');
  });

  it('a plan is made and agreed before anything is collected', async () => {
    const { id, isAgreed } = await recordPlan(unit.cast);
    expect(isAgreed).toBe(false);
    await learner.post(unit.path(`assessment-plans/${id}/agreement`)).expect(200);
  });

  it('evidence comes in and is decided on', async () => {
    observation = await signedRecord(unit.cast, OBSERVATION, OBSERVED);
    discussion = await signedRecord(unit.cast, DISCUSSION, DISCUSSED);
    await unit.waits(trainee, 'evidence_to_decide', 2);
    const { registrationId } = unit.cast;
    expectProblem(
      await learner.post(`/api/evidence/${observation}/decision`, acceptance(registrationId, OBSERVED)),
      403,
      'NOT_ALLOWED',
    );
    await trainee.post(`/api/evidence/${observation}/decision`, acceptance(registrationId, OBSERVED)).expect(200);
    await trainee.post(`/api/evidence/${discussion}/decision`, acceptance(registrationId, DISCUSSED)).expect(200);
    await unit.waits(trainee, 'evidence_to_decide', 0);
    await unit.waits(trainee, 'criteria_to_judge');
    await unit.stands('in_progress', 'criteria_met', 'warnings_overridden');
  });

  it('the trainee judges all criteria at once, and nothing of it has effect yet', async () => {
    await unit.judgeAll(discussion, observation, {
      '2.9': { outcome: 'not_yet_met', action: 'Show a case in which you apply the law.', targetDate: '2026-06-22' },
    });
    await unit.waits(countersigner, 'judgement_to_countersign', 17);
    await unit.stands('in_progress', 'criteria_met', 'warnings_overridden', 'countersigned');
  });

  it('the countersigner agrees with sixteen and refuses one, which the trainee judges again', async () => {
    const judgements = await unit.ledger();
    const ids = judgements.filter(({ criterion }) => criterion !== '1.8').map(({ id }) => id);
    const refused = judgements.filter(({ criterion }) => criterion === '1.8').map(({ id }) => id);
    expectProblem(await unit.countersign(ids, { result: 'agreed' }, trainee), 422, 'SEGREGATION_OF_DUTIES');
    await unit.countersign(ids).expect(201);
    expectProblem(await unit.countersign(refused, { result: 'refused' }), 422, 'REASON_REQUIRED');
    await unit.countersign(refused, { result: 'refused', note: 'Limitations are named, not explained.' }).expect(201);
    await unit.waits(countersigner, 'judgement_to_countersign', 0);
    await judgeAgain('1.8');
    await unit.stands('in_progress', 'criteria_met', 'no_blockers', 'warnings_overridden');
  });

  it('the learner is asked for more, and appeals: nobody signs until that is settled', async () => {
    const [asked] = await learnerActions(unit.cast, '?status=open');
    expect(asked).toMatchObject({ criterion: '2.9', dueOn: '2026-06-22' });
    const judgementId = (await unit.ledger()).find(({ criterion }) => criterion === '2.9')?.id;
    const against = { kind: 'judgement', judgementId };
    const { id } = await lodged(unit.cast, against);
    expectProblem(await lodge(unit.cast, against), 409, 'ALREADY_EXISTS');
    await unit.stands('in_progress', 'criteria_met', 'no_blockers', 'warnings_overridden', 'no_appeal');
    const early = await sign(unit.cast, learner, { stage: 'learner' });
    expectProblem(early, 422, 'NOT_READY_FOR_SIGN_OFF');
    expect(early.text).toContain('APPEAL_OPEN');

    await appealStep(countersigner, id, 'acknowledgement').expect(200);
    await decide(countersigner, id, 'rejected').expect(200);
    await escalate(unit.cast, id).expect(200);
    expectProblem(await decide(countersigner, id, 'upheld'), 403, 'NOT_ALLOWED');
    await decide(iqa, id, 'partly').expect(200);
    await appealStep(learner, id, 'acceptance').expect(200);
    expect(await appealNow(learner, id)).toMatchObject({ status: 'closed', outcome: 'partly', awaitsRedecision: true });
    await unit.stands('in_progress', 'criteria_met', 'no_blockers', 'warnings_overridden', 'no_appeal');

    await judgeAgain('2.9', observation, { overrideReason: OVERRIDE });
    expect(await appealNow(learner, id)).toMatchObject({ awaitsRedecision: false });
    expect(await learnerActions(unit.cast, '?status=open')).toEqual([]);
    await unit.stands('ready_for_sign_off');
  });

  it('learner, trainee and countersigner sign in this order and in no other', async () => {
    expectProblem(await sign(unit.cast, iqa, SAMPLED), 409, 'STAGE_OUT_OF_ORDER');
    await unit.waits(learner, 'unit_to_declare');
    await unit.signUpToCountersigner();
    await unit.stands('countersigned');
    await unit.waits(iqa, 'unit_to_release');
  });

  it('the IQA samples and does not agree with one criterion, which is judged again before that is closed', async () => {
    const action: IqaActionView = await disagree(iqa, unit.cast.registrationId, '1.1');
    await unit.stands('reopened', 'actions_closed');
    await unit.waits(iqa, 'unit_to_release', 0);
    await unit.waits(trainee, 'action_to_answer');
    expect(await unit.signed()).toEqual(['learner']);
    expectProblem(await sign(unit.cast, trainee, { stage: 'assessor' }), 422, 'NOT_READY_FOR_SIGN_OFF');
    expectProblem(await judgedBy(iqa), 403, 'NOT_ALLOWED');
    const close = () => iqa.post(`/api/iqa-actions/${action.id}/closure`, { note: 'The discussion was heard again.' });
    await trainee
      .post(`/api/iqa-actions/${action.id}/response`, { response: 'Heard again, judged again.' })
      .expect(200);
    await unit.waits(iqa, 'action_to_close');
    expectProblem(await close(), 409, 'STATE_CONFLICT');
    await judgeAgain('1.1');
    await close().expect(200);
    expect(await unit.signed()).toEqual([]);
    await unit.stands('reopened');
  });

  it('everybody signs again, and the unit is released with its document', async () => {
    await unit.signUpToCountersigner();
    await sign(unit.cast, iqa, SAMPLED).expect(201);
    await unit.stands('iqa_released');
    expect(await missing(manager, unit.cast)).toEqual(['release_authority']);
  });

  describeWith(['pdftotext'])('in the signed-off document', () => {
    it('the judgement log tells the whole history', async () => {
      const text = readWith('pdftotext', await unit.signedOffPdf(), ['-raw'], ['-']).replace(/\s+/g, ' ');
      expect(text).toMatch(/Refused by Cora Signer, .{9,40}: Limitations are named, not explained\. Void/);
      expect(text).toMatch(/2\.9 Not yet met E001 .{0,400}Agreed by Cora Signer, .{9,40} Replaced by/);
      // Sixteen at first, and one for each that was judged again: 1.8, 2.9 and 1.1.
      expect(text.match(/Agreed by Cora Signer/g)).toHaveLength(19);
      expect(text).toContain('Not agreed');
    });
  });

  it('the IQA opens the unit again, and a trainee verifies it under countersignature (SOD5)', async () => {
    const reason = { reason: 'The record of the discussion names the wrong room.' };
    expectProblem(await trainee.post(unit.path('reopening'), reason), 403, 'NOT_ALLOWED');
    await iqa.post(unit.path('reopening'), reason).expect(200);
    await unit.stands('reopened');
    await unit.waits(learner, 'unit_to_declare');
    const verifiers = { iqaId: traineeIqa.id, countersigningIqaId: iqa.id };
    await manager.patch(`/api/registrations/${unit.cast.registrationId}`, verifiers).expect(200);
    await unit.signUpToCountersigner();
    await unit.waits(traineeIqa, 'unit_to_release');
    await sign(unit.cast, traineeIqa, SAMPLED).expect(201);
    await unit.stands('iqa_signed');
    expectProblem(await claimNow({ eqaReleaseReference: 'None yet' }), 422, 'NOT_CLAIMABLE');
    const order = { kind: 'signed_off' };
    expectProblem(await learner.post(unit.path('portfolio-exports'), order), 409, 'NOT_RELEASED');
    await sign(unit.cast, iqa, { stage: 'countersigning_iqa', decision: 'agreed' }).expect(201);
    await unit.stands('iqa_released');
  });

  it('an EQA chooses it from the register, follows a criterion to its end, and writes nothing but the visit', async () => {
    expectProblem(await claimNow(), 422, 'NOT_CLAIMABLE');
    visitId = (await planVisit(manager, eqa)).id;
    expectProblem(await eqa.get(unit.path('criteria/1.8/trail')), 404, 'NOT_FOUND');
    const { body } = await eqa.get(`/api/eqa-visits/${visitId}/register?status=iqa_released`).expect(200);
    const [found] = (body as { items: { registrationId: string }[] }).items;
    await select(eqa, visitId, [found?.registrationId ?? '']);
    const trail = (await eqa.get(unit.path('criteria/1.1/trail')).expect(200)).body as CriterionTrailView;
    expect(trail).toMatchObject({
      claims: [{ locator: { paragraph: 1 }, evidence: { id: discussion } }],
      judgements: [{ countersignature: { result: 'agreed' } }, { isEffective: true }],
      samples: [{ decision: 'not_agreed', actions: [{ status: 'closed' }] }],
    });
    expectProblem(await judgedBy(eqa), 403, 'NOT_ALLOWED');
    expectProblem(await eqa.post(`/api/evidence/${discussion}/hold`, { reason: 'Whose?' }), 403, 'NOT_ALLOWED');
    expectProblem(await sign(unit.cast, eqa, SAMPLED), 403, 'NOT_ALLOWED');
  });

  it('the outcome releases the unit, and every view is on the log', async () => {
    const releases = [{ registrationId: unit.cast.registrationId, decision: 'released' }];
    expectProblem(
      await manager.post(`/api/eqa-visits/${visitId}/outcome`, outcomeOf({ releases })),
      403,
      'NOT_ALLOWED',
    );
    expectProblem(await claimNow(), 422, 'NOT_CLAIMABLE');
    await conclude(eqa, visitId, { releases });
    expectProblem(await eqa.get(unit.path('criteria/1.1/trail')), 404, 'NOT_FOUND');
    const views = await viewsOf(manager, visitId);
    const asked = views.map(({ method, path, status }) => `${method} ${path.split('/').slice(4).join('/')} ${status}`);
    expect(asked).toEqual(
      expect.arrayContaining([
        'GET criteria/1.8/trail 404',
        'GET register 200',
        'GET criteria/1.1/trail 200',
        'POST judgements 403',
        'POST hold 403',
        'POST sign-offs 403',
      ]),
    );
  });

  it('now, and only now, the certificate is claimed, and it comes', async () => {
    await unit.stands('claimable');
    claimId = ((await claimNow().expect(201)).body as CertificateClaimView).id;
    expectProblem(await step(manager, claimId, 'certificate', ISSUED), 409, 'STATE_CONFLICT');
    await step(manager, claimId, 'submission', SUBMITTED).expect(200);
    await unit.stands('claimed');
    await step(manager, claimId, 'certificate', ISSUED).expect(200);
    await unit.stands('certificated');
  });

  it('whose words they were is asked afterwards: the awarding organisation is told before anything else', async () => {
    const question = { reason: 'The same words stand in another portfolio.' };
    await traineeIqa.post(`/api/evidence/${discussion}/hold`, question).expect(200);
    await unit.stands('reopened', 'no_blockers', 'nothing_on_hold');
    const [due, ...others] = await dueAbout(manager, unit.cast);
    expect([due?.claimId, due?.cause, others]).toEqual([claimId, 'release_voided', []]);
    expect(await missing(manager, unit.cast)).toContain('ao_told');
    const path = `/api/ao-notifications/${due?.id}/sending`;
    expectProblem(await traineeIqa.post(path, TOLD), 403, 'NOT_ALLOWED');
    await manager.post(path, TOLD).expect(200);
    expect(await dueAbout(manager, unit.cast)).toEqual([]);
    expect(await missing(manager, unit.cast)).not.toContain('ao_told');
  });

  it('and the trail is whole, from the first person to the last word', async () => {
    const [centre] = await test.app.get(IdentityReader).centres();
    const { fault, events, lastAnchor } = await test.app.get(VerifyTrail).run(centre?.id ?? '');
    expect([fault, lastAnchor?.reason]).toEqual([null, 'sign_off']);
    expect(events).toBeGreaterThan(100);
  });

  const judgedBy = (person: Person) =>
    person.post(unit.path('judgements'), {
      ...{ criterion: '1.1', outcome: 'met', rationale: 'It is there.', evidenceIds: [discussion] },
    });
});
