import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EVERY_METHOD } from '../../templates/samples/every-method.js';
import { resolveDates } from '../../templates/samples/resolve-dates.js';
import type { QueueKindCode } from '../../src/domain/workload/queue-kinds.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  accept,
  claimsOn,
  DISCUSSION,
  draft,
  OBSERVATION,
  sampleFile,
  signedRecord,
  submittedProduct,
} from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { judge, makeReady, NOT_SELECTED, sign, signUpToAssessor } from '../support/ready-unit.js';
import { storyClock, TODAY } from '../support/running-clock.js';
import { ADVICE, CALM_POLICY, disagree, drawPlan, signSample, takeSample } from '../support/sampling.js';
import { givenTestimony } from '../support/testimony.js';
import { caseloadOf, queueOf, titlesOf, waitingFor } from '../support/workload.js';
import { foundSecondCentre } from '../support/world.js';

jest.setTimeout(60_000);

describe('the queue of each person', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;
  let foreign: Person;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
    foreign = await foundSecondCentre(test.app);
  });
  afterAll(() => test.close());

  const cast = (name: string): Promise<Cast> => anotherLearner(test.app, staff, name);
  /** Titles of one kind that speak of one learner; a learner's own name nobody needs to tell them. */
  const ofLearner = async (person: Person, kind: QueueKindCode, name: string): Promise<string[]> =>
    (await titlesOf(test, person, kind)).filter((title) => title.includes(name));

  it('asks a learner to sign what an assessor recorded, and the assessors to decide only then', async () => {
    const own = await cast('Rosa Record');
    const { id } = await draft(own.assessor, { ...OBSERVATION, learnerId: own.learner.id });
    await own.assessor.put(`/api/evidence/${id}/claims`, claimsOn(own.registrationId, ['2.6'])).expect(200);
    expect(await titlesOf(test, own.learner, 'record_to_sign')).toEqual([]);
    await own.assessor.post(`/api/evidence/${id}/submission`).expect(200);
    expect(await waitingFor(test, own.learner, 'record_to_sign')).toEqual([
      expect.objectContaining({
        ...{ title: 'Read and sign E001 Scratched worktop: Customer A in the showroom', overdue: false, dueOn: null },
        ...{ href: `/api/evidence/${id}`, evidenceId: id, learnerId: own.learner.id },
      }),
    ]);
    expect(await ofLearner(own.assessor, 'evidence_to_decide', 'Rosa')).toEqual([]);

    await own.learner.post(`/api/evidence/${id}/signatures`).expect(201);
    expect(await titlesOf(test, own.learner, 'record_to_sign')).toEqual([]);
    const wanted = ['Decide on E001 Scratched worktop: Customer A in the showroom, Rosa Record'];
    expect(await ofLearner(own.assessor, 'evidence_to_decide', 'Rosa')).toEqual(wanted);
    expect(await ofLearner(own.trainee, 'evidence_to_decide', 'Rosa')).toEqual(wanted);
    for (const nobody of [own.iqa, own.manager, lead, foreign]) {
      expect(await ofLearner(nobody, 'evidence_to_decide', 'Rosa')).toEqual([]);
    }
    await accept(own, id, ['2.6']);
    expect(await ofLearner(own.assessor, 'evidence_to_decide', 'Rosa')).toEqual([]);
    expect(await ofLearner(own.trainee, 'evidence_to_decide', 'Rosa')).toEqual([]);
  });

  it('gives a decision ten working days, hands a returned item back to its author, and is done with the next version', async () => {
    const own = await cast('Rita Returned');
    const id = await submittedProduct(own, ['2.6']);
    const [decide] = (await waitingFor(test, own.assessor, 'evidence_to_decide')).filter(
      ({ evidenceId }) => evidenceId === id,
    );
    // Monday 1 June 2026 and ten working days.
    expect([decide?.since.slice(0, 10), decide?.dueOn, decide?.overdue]).toEqual([TODAY, '2026-06-15', false]);
    const body = { outcome: 'returned', reasons: ['depth'], comment: 'Say why you chose it.' };
    await own.assessor.post(`/api/evidence/${id}/decision`, body).expect(200);
    expect(await titlesOf(test, own.learner, 'evidence_to_revise')).toEqual([
      'Revise E001 Wrong colour of doors: Customer B by e-mail',
    ]);
    const { id: next } = (await own.learner.post(`/api/evidence/${id}/versions`).expect(201)).body as { id: string };
    await own.learner.post(`/api/evidence/${next}/submission`, { declaration: true }).expect(200);
    expect(await titlesOf(test, own.learner, 'evidence_to_revise')).toEqual([]);
    expect(await ofLearner(own.assessor, 'evidence_to_decide', 'Rita')).toHaveLength(1);
  });

  it('asks to verify a witness, to redact what an assessor has attached, and the IQA to approve prior learning', async () => {
    const own = await cast('Willa Witnessed');
    const testimony = await givenTestimony(own, test.app);
    expect(await ofLearner(own.assessor, 'witness_to_verify', 'Willa')).toHaveLength(1);
    const check = { method: 'telephone', verifiedOn: TODAY };
    await own.assessor.post(`/api/evidence/${testimony}/witness-verification`, check).expect(201);
    expect(await ofLearner(own.assessor, 'witness_to_verify', 'Willa')).toEqual([]);

    const { id } = await draft(own.assessor, { ...OBSERVATION, learnerId: own.learner.id, redaction: 'pending' });
    expect(await ofLearner(own.assessor, 'redaction_to_finish', 'Willa')).toEqual([]);
    await own.assessor.upload(`/api/evidence/${id}/files`, sampleFile('email-thread-c-002.eml'), 'a.eml').expect(201);
    expect(await ofLearner(own.assessor, 'redaction_to_finish', 'Willa')).toEqual([
      'Remove customers’ data from E002 Scratched worktop: Customer A in the showroom, Willa Witnessed',
    ]);
    expect(await ofLearner(own.trainee, 'redaction_to_finish', 'Willa')).toEqual([]);
    await own.assessor.patch(`/api/evidence/${id}`, { redaction: 'done' }).expect(200);
    expect(await ofLearner(own.assessor, 'redaction_to_finish', 'Willa')).toEqual([]);

    const { body, claims } = EVERY_METHOD.rpl_claim;
    const prior = await draft(own.learner, resolveDates(body, TODAY));
    const told = claims.map((claim) => ({ ...claim, registrationId: own.registrationId }));
    await own.learner.put(`/api/evidence/${prior.id}/claims`, told).expect(200);
    await own.learner.post(`/api/evidence/${prior.id}/submission`, { declaration: true }).expect(200);
    expect(await ofLearner(own.iqa, 'rpl_to_approve', 'Willa')).toEqual([]);
    const criteria = claims.map(({ criterion }) => criterion);
    await accept(own, prior.id, criteria);
    expect(await ofLearner(own.iqa, 'rpl_to_approve', 'Willa')).toHaveLength(1);
    await own.iqa.post(`/api/evidence/${prior.id}/rpl-approval`, { approved: true }).expect(200);
    expect(await ofLearner(own.iqa, 'rpl_to_approve', 'Willa')).toEqual([]);
  });

  it('offers criteria to judge once the evidence is enough, and a trainee’s judgement to the countersigner alone', async () => {
    const own = await cast('Tina Trained');
    const countersigner = await addPerson(own.manager, test.app, 'Cora Signer', ['assessor']);
    const path = `/api/registrations/${own.registrationId}`;
    await own.manager.patch(path, { countersignerId: countersigner.id }).expect(200);
    const discussion = await signedRecord(own, DISCUSSION, ['1.1', '1.3']);
    expect(await ofLearner(own.assessor, 'criteria_to_judge', 'Tina')).toEqual([]);
    await accept(own, discussion, ['1.1', '1.3']);
    expect(await ofLearner(own.assessor, 'criteria_to_judge', 'Tina')).toEqual(['Judge 1.1, 1.3 of U40, Tina Trained']);
    const { id } = await judge(own, '1.1', [discussion], { by: own.trainee });
    expect(await ofLearner(own.trainee, 'criteria_to_judge', 'Tina')).toEqual(['Judge 1.3 of U40, Tina Trained']);
    expect(await ofLearner(countersigner, 'judgement_to_countersign', 'Tina')).toEqual([
      'Countersign the judgement on 1.1 of U40, Tina Trained',
    ]);
    expect(await ofLearner(own.assessor, 'judgement_to_countersign', 'Tina')).toEqual([]);
    await countersigner.post(`${path}/judgements/${id}/countersignature`, { result: 'agreed' }).expect(200);
    expect(await ofLearner(countersigner, 'judgement_to_countersign', 'Tina')).toEqual([]);

    await own.assessor.post(`/api/evidence/${discussion}/withdrawal`, { reason: 'authenticity' }).expect(200);
    expect(await ofLearner(own.assessor, 'criteria_at_risk', 'Tina')).toEqual([
      'Look again at 1.1 of U40, Tina Trained: met, but at risk',
    ]);
  });

  it('passes a ready unit from learner to assessor to IQA, one at a time', async () => {
    const own = await cast('Ulla Unit');
    await makeReady(own);
    expect(await titlesOf(test, own.learner, 'unit_to_declare')).toEqual(['Sign your declaration of U40']);
    expect(await ofLearner(own.assessor, 'unit_to_sign', 'Ulla')).toEqual([]);
    await sign(own, own.learner, { stage: 'learner' }).expect(201);
    expect(await titlesOf(test, own.learner, 'unit_to_declare')).toEqual([]);
    expect(await ofLearner(own.assessor, 'unit_to_sign', 'Ulla')).toHaveLength(1);
    expect(await ofLearner(own.trainee, 'unit_to_sign', 'Ulla')).toEqual([]);
    await sign(own, own.assessor, { stage: 'assessor' }).expect(201);
    expect(await ofLearner(own.assessor, 'unit_to_sign', 'Ulla')).toEqual([]);
    expect(await ofLearner(own.iqa, 'unit_to_release', 'Ulla')).toEqual([
      'Sample or release the unit of U40, Ulla Unit',
    ]);
    await sign(own, own.iqa, NOT_SELECTED).expect(201);
    expect(await ofLearner(own.iqa, 'unit_to_release', 'Ulla')).toEqual([]);
  });

  it('asks the countersigner when a trainee signs as assessor', async () => {
    const learner = await addPerson(staff.manager, test.app, 'Tara Traineed', ['learner']);
    const countersigner = await addPerson(staff.manager, test.app, 'Cosmo Signer', ['assessor']);
    const body = {
      ...{ learnerId: learner.id, unit: 'U40', registeredOn: '2026-01-12', assessorId: staff.trainee.id },
      ...{ iqaId: staff.iqa.id, countersignerId: countersigner.id, coAssessorId: staff.assessor.id },
    };
    const { id: registrationId } = (await staff.manager.post('/api/registrations', body).expect(201)).body as {
      id: string;
    };
    const own: Cast = { ...staff, learner, registrationId };
    await makeReady(own);
    await sign(own, own.learner, { stage: 'learner' }).expect(201);
    await sign(own, own.trainee, { stage: 'assessor' }).expect(201);
    expect(await ofLearner(countersigner, 'unit_to_countersign', 'Tara')).toEqual([
      'Countersign the unit of U40, Tara Traineed',
    ]);
    expect(await ofLearner(own.iqa, 'unit_to_release', 'Tara')).toEqual([]);
  });

  it('follows an action from its owner to the IQA, and an open sample to whoever took it', async () => {
    const own = await cast('Ada Action');
    const discussion = await signedRecord(own, DISCUSSION, ['1.1']);
    await accept(own, discussion, ['1.1']);
    await judge(own, '1.1', [discussion]);
    const sample = await takeSample(own.iqa, own.registrationId);
    expect(await waitingFor(test, own.iqa, 'sample_to_finish')).toEqual([
      expect.objectContaining({
        title: 'Finish and sign your interim sample of U40, Ada Action',
        href: `/api/samples/${sample.id}`,
      }),
    ]);
    const { actions } = await signSample(own.iqa, sample, { actions: [ADVICE] });
    expect(await titlesOf(test, own.iqa, 'sample_to_finish')).toEqual([]);
    const [action] = (await waitingFor(test, own.assessor, 'action_to_answer')).filter(({ title }) =>
      title.includes('Ada'),
    );
    expect([action?.title, action?.dueOn, action?.overdue]).toEqual([
      'Answer a recommended action of U40, Ada Action',
      ADVICE.dueDate,
      false,
    ]);
    const actionId = actions[0]?.id ?? '';
    await own.assessor.post(`/api/iqa-actions/${actionId}/response`, { response: 'Added.' }).expect(200);
    expect(await ofLearner(own.assessor, 'action_to_answer', 'Ada')).toEqual([]);
    expect(await ofLearner(own.iqa, 'action_to_close', 'Ada')).toHaveLength(1);
    await own.iqa.post(`/api/iqa-actions/${actionId}/closure`, { note: 'Seen.' }).expect(200);
    expect(await ofLearner(own.iqa, 'action_to_close', 'Ada')).toEqual([]);
  });

  it('shows planned samples from their day, and a plan that the strategy has outrun to the lead IQA', async () => {
    const own = await cast('Petra Planned');
    const discussion = await signedRecord(own, DISCUSSION, ['1.1']);
    await accept(own, discussion, ['1.1']);
    await judge(own, '1.1', [discussion]);
    const later = await drawPlan(lead, { from: '2026-01-01', to: '2026-12-31' });
    expect(later.samples.length).toBeGreaterThan(0);
    expect(await titlesOf(test, own.iqa, 'sample_to_take')).toEqual([]);
    const plan = await drawPlan(lead, { from: '2026-01-01', to: TODAY });
    const due = plan.samples.filter(({ plannedOn }) => plannedOn <= TODAY);
    const shown = await waitingFor(test, own.iqa, 'sample_to_take');
    expect(due.length).toBeGreaterThan(0);
    expect(shown).toHaveLength(due.length);
    expect(shown.every(({ dueOn }) => dueOn !== null && dueOn <= TODAY)).toBe(true);
    expect(await titlesOf(test, lead, 'sample_overdue')).toEqual([]);

    expect(await titlesOf(test, lead, 'plan_to_redraw')).toEqual([]);
    await lead.put('/api/sampling-policy', CALM_POLICY).expect(200);
    expect(await waitingFor(test, lead, 'plan_to_redraw')).toHaveLength(2);
    await lead.post(`/api/sampling-plans/${later.id}/versions`).expect(201);
    expect(await waitingFor(test, lead, 'plan_to_redraw')).toEqual([
      expect.objectContaining({
        title: 'Redraw the sampling plan of U40: the strategy has changed since',
        href: `/api/sampling-plans/${plan.id}`,
        learnerId: null,
      }),
    ]);
    await lead.post(`/api/sampling-plans/${plan.id}/versions`).expect(201);
    expect(await titlesOf(test, lead, 'plan_to_redraw')).toEqual([]);
  });

  it('tells a manager of learners whose staff has left or declared an interest, until somebody else is allocated', async () => {
    const own = await cast('Lena Left');
    const leaver = await addPerson(own.manager, test.app, 'Lou Leaver', ['assessor']);
    const path = `/api/registrations/${own.registrationId}`;
    await own.manager.patch(path, { assessorId: leaver.id }).expect(200);
    await submittedProduct(own, ['2.6']);
    expect(await ofLearner(own.manager, 'staff_to_replace', 'Lena')).toEqual([]);
    await own.manager.patch(`/api/users/${leaver.id}`, { isActive: false }).expect(200);
    expect(await ofLearner(own.manager, 'staff_to_replace', 'Lena')).toEqual([
      'Allocate another assessor of U40, Lena Left',
    ]);
    expect(await ofLearner(lead, 'staff_to_replace', 'Lena')).toEqual([]);
    expect(await titlesOf(test, foreign, 'staff_to_replace')).toEqual([]);
    await own.manager.patch(path, { assessorId: own.assessor.id }).expect(200);
    expect(await ofLearner(own.manager, 'staff_to_replace', 'Lena')).toEqual([]);
    expect(await ofLearner(own.assessor, 'evidence_to_decide', 'Lena')).toHaveLength(1);

    await own.assessor.post('/api/interests', { learnerId: own.learner.id, kind: 'family' }).expect(201);
    expect(await ofLearner(own.assessor, 'evidence_to_decide', 'Lena')).toEqual([]);
    expect(await ofLearner(own.trainee, 'evidence_to_decide', 'Lena')).toHaveLength(1);
    expect(await ofLearner(own.manager, 'staff_to_replace', 'Lena')).toHaveLength(1);
  });

  it('gives somebody with several roles the work of each part, and takes it with the role', async () => {
    const both = await addPerson(staff.manager, test.app, 'Bea Both', ['assessor', 'iqa', 'learner']);
    const own = await cast('Sven Several');
    await own.manager.patch(`/api/registrations/${own.registrationId}`, { assessorId: both.id }).expect(200);
    await submittedProduct(own, ['2.6']);
    const ready = await cast('Siri Signed');
    await makeReady(ready);
    await signUpToAssessor(ready);
    await ready.manager.patch(`/api/registrations/${ready.registrationId}`, { iqaId: both.id }).expect(200);
    const kinds = async () => (await queueOf(test, both)).counts.map(({ kind, count }) => `${kind} ${count}`);
    expect(await kinds()).toEqual(['evidence_to_decide 1', 'unit_to_release 1']);
    expect((await caseloadOf(test, both)).items.map(({ part, learnerName }) => `${part} ${learnerName}`)).toEqual([
      'assessor Sven Several',
      'iqa Siri Signed',
    ]);
    await own.manager.patch(`/api/users/${both.id}`, { roles: ['assessor', 'learner'] }).expect(200);
    expect(await kinds()).toEqual(['evidence_to_decide 1']);
    expect((await caseloadOf(test, both)).items).toHaveLength(1);
  });

  it('is empty of a learner from the very moment in which somebody else is allocated', async () => {
    const own = await cast('Hanna Handed');
    const next = await addPerson(own.manager, test.app, 'Nia Next', ['assessor']);
    await submittedProduct(own, ['2.6']);
    expect(await ofLearner(own.assessor, 'evidence_to_decide', 'Hanna')).toHaveLength(1);
    await own.manager.patch(`/api/registrations/${own.registrationId}`, { assessorId: next.id }).expect(200);
    // Whether or not the trail has been followed by now.
    const { body } = await own.assessor.get('/api/me/queue?limit=200').expect(200);
    expect(JSON.stringify(body)).not.toContain('Hanna');
    expect(await ofLearner(next, 'evidence_to_decide', 'Hanna')).toHaveLength(1);
  });

  it('comes oldest first in pages that fit together, one kind at a time if wanted, and refuses what it does not know', async () => {
    const own = await cast('Paula Paged');
    for (let piece = 0; piece < 4; piece += 1) await submittedProduct(own, ['2.6']);
    const all = await queueOf(test, staff.assessor, '?limit=200');
    expect(all.items.length).toBeGreaterThan(5);
    expect(all.items.map(({ since }) => since)).toEqual(all.items.map(({ since }) => since).sort());
    expect(all.counts.reduce((sum, { count }) => sum + count, 0)).toBe(all.items.length);
    const paged = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await queueOf(test, staff.assessor, `?limit=2&cursor=${cursor}`);
      expect(page.items.length).toBeLessThanOrEqual(2);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all.items);
    expectProblem(await staff.assessor.get('/api/me/queue?kind=everything'), 400, 'VALIDATION_FAILED');
    expectProblem(await staff.assessor.get('/api/me/queue?cursor=AAAA'), 400, 'CURSOR_INVALID');
    expectProblem(await staff.assessor.get('/api/me/caseload?cursor=AAAA'), 400, 'CURSOR_INVALID');
  });

  it('orders a caseload by how long evidence has waited, with what stands behind it', async () => {
    const assessor = await addPerson(staff.manager, test.app, 'Carl Caseload', ['assessor']);
    const [first, second, idle] = [await cast('Cleo First'), await cast('Cara Second'), await cast('Cid Idle')];
    for (const own of [idle, second, first]) {
      await own.manager.patch(`/api/registrations/${own.registrationId}`, { assessorId: assessor.id }).expect(200);
    }
    await submittedProduct(first, ['2.6']);
    await submittedProduct(second, ['2.6']);
    const { items } = await caseloadOf(test, assessor);
    expect(items.map(({ learnerName }) => learnerName)).toEqual(['Cleo First', 'Cara Second', 'Cid Idle']);
    expect(items[0]).toMatchObject({
      ...{ part: 'assessor', unit: 'U40', state: 'in_progress', ready: false, nextStage: null, criteria: 17, met: 0 },
      counts: [
        { status: 'unclaimed', count: 16 },
        { status: 'claimed', count: 1 },
      ],
      ...{ nextDueOn: '2026-06-15', overdue: false },
    });
    expect(items[2]).toMatchObject({ oldestWaitingSince: null, nextDueOn: null });
    const paged = await caseloadOf(test, assessor, '?limit=2');
    const rest = await caseloadOf(test, assessor, `?limit=2&cursor=${paged.nextCursor ?? ''}`);
    expect([...paged.items, ...rest.items]).toEqual(items);
    expect((await caseloadOf(test, first.learner)).items).toEqual([]);
    expect((await caseloadOf(test, foreign)).items).toEqual([]);
  });

  it('keeps what an IQA disagrees with before the assessor until it is judged again', async () => {
    const own = await cast('Dora Disputed');
    const discussion = await signedRecord(own, DISCUSSION, ['1.1']);
    await accept(own, discussion, ['1.1']);
    await judge(own, '1.1', [discussion]);
    await disagree(own.iqa, own.registrationId, '1.1');
    expect(await ofLearner(own.assessor, 'action_to_answer', 'Dora')).toEqual([
      'Answer an essential action on 1.1 of U40, Dora Disputed',
    ]);
  });
});
