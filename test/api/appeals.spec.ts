import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/actor.js';
import { DEFAULT_APPEAL_POLICY } from '../../src/domain/appeal/appeal-policy.js';
import type { AppealPage, AppealView } from '../../src/modules/appeals/appeal-view.dto.js';
import {
  appealBeforePanel,
  appealNow,
  atStage1,
  atStage2,
  decide,
  escalate,
  GROUNDS,
  lodge,
  lodged,
  REASONS,
  step,
  vote,
  withdraw,
} from '../support/appeals.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { acceptance, DISCUSSION, signedRecord, submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

const RETURN = { outcome: 'returned', comment: 'Only half of the thread is here.', reasons: ['not_sufficient'] };

describe('appeals over HTTP', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;
  let panel: Person[];
  let cast: Cast;
  let learners = 0;

  const newcomer = (name: string, roles: Role[]) => addPerson(staff.manager, test.app, `${name} ${learners}`, roles);
  const notYetMet = (criterion = '1.1', by?: Person) =>
    judge(cast, criterion, [], { outcome: 'not_yet_met', ...(by ? { by } : {}) });
  const againstJudgement = async (criterion = '1.1') => ({
    kind: 'judgement',
    judgementId: (await notYetMet(criterion)).id,
  });
  const returnedProduct = async () => {
    const id = await submittedProduct(cast, ['2.6', '2.7']);
    await cast.assessor.post(`/api/evidence/${id}/decision`, RETURN).expect(200);
    return id;
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
    panel = [
      await addPerson(staff.manager, test.app, 'Pia Panel', ['iqa']),
      await addPerson(staff.manager, test.app, 'Paul Panel', ['assessor']),
      await addPerson(staff.manager, test.app, 'Petra Panel', ['centre_manager']),
    ];
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Appealing Learner ${learners}`);
  });

  describe('climb the ladder', () => {
    it('from the assessor to the IQA, where the learner accepts what is left', async () => {
      const against = await againstJudgement();
      const appeal = await lodged(cast, against);
      expect(appeal).toMatchObject({
        against: { kind: 'judgement', judgementId: against.judgementId, evidenceId: null, criterion: '1.1' },
        ...{ status: 'lodged', dueOn: '2026-06-03', isOverdue: false, outcome: null, grounds: GROUNDS, warnings: [] },
        ...{ decidedByName: 'Daniel Price', stage1DeciderName: 'Daniel Price', panel: [], closedAt: null },
        allowed: ['appeal:lodge', 'appeal:read', 'appeal:read_record', 'appeal:download', 'appeal:answer'],
      });
      const { body: begun } = await step(cast.assessor, appeal.id, 'acknowledgement', { note: 'Received.' }).expect(
        200,
      );
      expect(begun).toMatchObject({ status: 'stage1', dueOn: '2026-06-08' });
      const { body: first } = await decide(cast.assessor, appeal.id, 'rejected').expect(200);
      expect(first).toMatchObject({ status: 'stage1_decided', outcome: 'rejected', dueOn: '2026-06-08' });
      const { body: further } = await escalate(cast, appeal.id).expect(200);
      expect(further).toMatchObject({ status: 'stage2', outcome: null });
      await decide(cast.iqa, appeal.id, 'partly').expect(200);
      const { body: settled } = await step(cast.learner, appeal.id, 'acceptance', { note: 'Fair enough.' }).expect(200);
      expect(settled).toMatchObject({ status: 'closed', outcome: 'partly', awaitsRedecision: true, dueOn: null });
      expect(
        (settled as AppealView).steps.map(({ event, status, actorName, reason }) => [event, status, actorName, reason]),
      ).toEqual([
        ['lodged', 'lodged', `Appealing Learner ${learners}`, GROUNDS],
        ['acknowledged', 'stage1', 'Daniel Price', 'Received.'],
        ['decided', 'stage1_decided', 'Daniel Price', REASONS],
        ['escalated', 'stage2', `Appealing Learner ${learners}`, 'That is not what was asked.'],
        ['decided', 'stage2_decided', 'Ingrid Shaw', REASONS],
        ['accepted', 'closed', `Appealing Learner ${learners}`, 'Fair enough.'],
      ]);
    });

    it('to the panel and on to the awarding organisation, whose outcome the manager enters', async () => {
      const { id } = await appealBeforePanel(cast, panel, await againstJudgement());
      for (const member of panel) await vote(member, id, 'rejected').expect(201);
      const [pia] = panel as [Person];
      await decide(pia, id, 'rejected').expect(200);
      const { body: sent } = await escalate(cast, id).expect(200);
      expect(sent).toMatchObject({ status: 'ao', dueOn: null });
      const outcome = { outcome: 'upheld', reference: 'AO/2026/117', decidedOn: '2026-06-01' };
      for (const decidedOn of ['2026-05-31', '2026-06-02']) {
        const refused = await step(cast.manager, id, 'ao-outcome', { ...outcome, decidedOn });
        expectProblem(refused, 400, 'VALIDATION_FAILED');
        expect(faultyPaths(refused)).toEqual(['decidedOn']);
      }
      const { body } = await step(cast.manager, id, 'ao-outcome', outcome).expect(200);
      expect(body).toMatchObject({
        ...{ status: 'closed', outcome: 'upheld', aoReference: 'AO/2026/117', aoDecidedOn: '2026-06-01' },
        awaitsRedecision: true,
      });
    });

    it('no further once one is upheld, and not at all once it is withdrawn', async () => {
      const upheld = await atStage1(cast, await againstJudgement());
      await decide(cast.assessor, upheld.id, 'upheld').expect(200);
      expectProblem(await escalate(cast, upheld.id), 409, 'STATE_CONFLICT');
      const taken = await lodged(cast);
      await withdraw(cast, taken.id);
      expectProblem(await step(cast.assessor, taken.id, 'acknowledgement'), 409, 'STATE_CONFLICT');
      expectProblem(await step(cast.learner, taken.id, 'acceptance'), 409, 'STATE_CONFLICT');
    });

    it('step by step: nothing is decided before it is acknowledged, nothing accepted or closed before it is decided', async () => {
      const { id } = await lodged(cast);
      expectProblem(await decide(cast.assessor, id, 'rejected'), 409, 'STATE_CONFLICT');
      expectProblem(await escalate(cast, id), 409, 'STATE_CONFLICT');
      expectProblem(await step(cast.learner, id, 'acceptance'), 409, 'STATE_CONFLICT');
      expectProblem(await step(cast.manager, id, 'closure', { reason: 'No answer.' }), 409, 'STATE_CONFLICT');
      expectProblem(
        await step(cast.manager, id, 'panel', { memberIds: panel.map((one) => one.id) }),
        409,
        'STATE_CONFLICT',
      );
    });
  });

  describe('are lodged', () => {
    it('by the learner alone, on their own registration', async () => {
      const against = await againstJudgement();
      const body = { registrationId: cast.registrationId, against, grounds: GROUNDS };
      for (const person of [cast.assessor, cast.iqa, cast.manager, lead]) {
        expectProblem(await person.post('/api/appeals', body), 403, 'NOT_ALLOWED');
      }
      expectProblem(await staff.learner.post('/api/appeals', body), 404, 'NOT_FOUND');
    });

    it('against what rules now: a judgement of met, or one that was made again, is none', async () => {
      const first = await againstJudgement();
      const second = await againstJudgement();
      expectProblem(await lodge(cast, first), 409, 'STATE_CONFLICT');
      await lodge(cast, second).expect(201);
      const discussion = await signedRecord(cast, DISCUSSION, ['1.2']);
      await cast.assessor
        .post(`/api/evidence/${discussion}/decision`, acceptance(cast.registrationId, ['1.2']))
        .expect(200);
      const { id: judgementId } = await judge(cast, '1.2', [discussion]);
      expectProblem(await lodge(cast, { kind: 'judgement', judgementId }), 409, 'STATE_CONFLICT');
      const stranger = await anotherLearner(test.app, staff, `Stranger ${learners}`);
      const theirs = await judge(stranger, '1.1', [], { outcome: 'referred' });
      expectProblem(await lodge(cast, { kind: 'judgement', judgementId: theirs.id }), 404, 'NOT_FOUND');
    });

    it('once about the same thing, until that is settled', async () => {
      const against = await againstJudgement();
      const { id } = await lodged(cast, against);
      expectProblem(await lodge(cast, against), 409, 'ALREADY_EXISTS');
      await lodge(cast, { kind: 'process_failing', criterion: '1.1' }).expect(201);
      await withdraw(cast, id);
      const { id: again } = await lodged(cast, against);
      await step(cast.assessor, again, 'acknowledgement').expect(200);
      await decide(cast.assessor, again, 'upheld').expect(200);
      // Granted and not yet decided again.
      expectProblem(await lodge(cast, against), 409, 'ALREADY_EXISTS');
    });

    it('once when two requests come at the same time', async () => {
      const against = await againstJudgement();
      const both = await Promise.all([lodge(cast, against), lodge(cast, against)]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('against evidence that was returned, and no longer once a new version answers', async () => {
      const id = await returnedProduct();
      const against = { kind: 'evidence_returned', evidenceId: id };
      const appeal = await lodged(cast, against);
      expect(appeal).toMatchObject({ against: { ...against, criterion: null }, decidedByName: 'Daniel Price' });
      const other = await submittedProduct(cast, ['2.6']);
      expectProblem(await lodge(cast, { kind: 'evidence_returned', evidenceId: other }), 409, 'STATE_CONFLICT');
      const { body } = await cast.learner.post(`/api/evidence/${id}/versions`).expect(201);
      const { id: version } = body as { id: string };
      await cast.learner.post(`/api/evidence/${version}/submission`, { declaration: true }).expect(200);
      await withdraw(cast, appeal.id);
      expectProblem(await lodge(cast, against), 409, 'STATE_CONFLICT');
    });

    it('against a claim that was declined', async () => {
      const id = await submittedProduct(cast, ['2.6', '2.7']);
      const decision = acceptance(cast.registrationId, ['2.6']) as { claims: object[] };
      const declined = { registrationId: cast.registrationId, criterion: '2.7', outcome: 'declined' };
      await cast.assessor
        .post(`/api/evidence/${id}/decision`, { ...decision, claims: [...decision.claims, declined] })
        .expect(200);
      const against = { kind: 'claim_declined', evidenceId: id };
      expect(faultyPaths(await lodge(cast, against))).toEqual(['against.criterion']);
      expectProblem(await lodge(cast, { ...against, criterion: '2.6' }), 409, 'STATE_CONFLICT');
      const { body } = await lodge(cast, { ...against, criterion: '2.7' }).expect(201);
      expect(body).toMatchObject({ against: { ...against, criterion: '2.7' }, decidedById: cast.assessor.id });
      expect(faultyPaths(await lodge(cast, { kind: 'rpl_refused', evidenceId: id }))).toEqual(['against.kind']);
    });

    it('against a failing, of the unit or about a criterion that it has', async () => {
      await lodge(cast, { kind: 'process_failing' }).expect(201);
      expectProblem(await lodge(cast, { kind: 'process_failing', criterion: '9.9' }), 422, 'CRITERION_UNKNOWN');
      expectProblem(await lodge(cast, { kind: 'process_failing' }, { grounds: ' ' }), 400, 'VALIDATION_FAILED');
    });
  });

  describe('and who speaks', () => {
    it('is whoever took the decision, wherever the learner has gone since', async () => {
      const { id } = await lodged(cast, await againstJudgement());
      const another = await newcomer('Olive Assessor', ['assessor']);
      await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { assessorId: another.id }).expect(200);
      expectProblem(await step(another, id, 'acknowledgement'), 422, 'SEGREGATION_OF_DUTIES');
      await step(cast.assessor, id, 'acknowledgement').expect(200);
      expectProblem(await decide(another, id, 'rejected'), 422, 'SEGREGATION_OF_DUTIES');
      expect((await appealNow(cast.assessor, id)).status).toBe('stage1');
    });

    it('is the countersigner for a trainee, whose word alone settles nothing (SOD4)', async () => {
      const countersigner = await newcomer('Cora Signer', ['assessor']);
      const path = `/api/registrations/${cast.registrationId}`;
      await cast.manager.patch(path, { countersignerId: countersigner.id }).expect(200);
      const { id: judgementId } = await notYetMet('1.3', cast.trainee);
      expectProblem(await lodge(cast, { kind: 'judgement', judgementId }), 409, 'STATE_CONFLICT');
      await countersigner.post(`${path}/judgements/${judgementId}/countersignature`, { result: 'agreed' }).expect(200);
      const { id } = await lodged(cast, { kind: 'judgement', judgementId });
      expectProblem(await step(cast.trainee, id, 'acknowledgement'), 422, 'SEGREGATION_OF_DUTIES');
      await step(countersigner, id, 'acknowledgement').expect(200);
      await decide(countersigner, id, 'rejected').expect(200);
    });

    it('at stage 2 is the IQA or a lead IQA, and neither assessor nor manager', async () => {
      const { id } = await atStage2(cast, await againstJudgement());
      expectProblem(await decide(cast.assessor, id, 'upheld'), 403, 'NOT_ALLOWED');
      expectProblem(await decide(cast.manager, id, 'upheld'), 403, 'NOT_ALLOWED');
      expectProblem(await decide(cast.learner, id, 'upheld'), 403, 'NOT_ALLOWED');
      expectProblem(await decide(panel[0] ?? lead, id, 'upheld'), 404, 'NOT_FOUND');
      await decide(lead, id, 'upheld').expect(200);
    });

    it.each(['judged here once', 'countersigns here', 'wrote evidence here'])(
      'at stage 2 is no lead IQA who %s, whatever else they are (SOD2)',
      async (part) => {
        const many = await newcomer('Mina Many', ['assessor', 'lead_iqa']);
        const path = `/api/registrations/${cast.registrationId}`;
        if (part === 'countersigns here') {
          await cast.manager.patch(path, { countersignerId: many.id }).expect(200);
        } else {
          await cast.manager.patch(path, { coAssessorId: many.id }).expect(200);
          if (part === 'judged here once') await notYetMet('1.2', many);
          else await signedRecord(cast, DISCUSSION, ['1.2'], many);
          await cast.manager.patch(path, { coAssessorId: null }).expect(200);
        }
        const { id } = await atStage2(cast, await againstJudgement());
        expectProblem(await decide(many, id, 'upheld'), 422, 'SEGREGATION_OF_DUTIES');
        await decide(lead, id, 'upheld').expect(200);
      },
    );

    it('is nobody with an interest in the learner, at any stage (SOD6)', async () => {
      const { id } = await lodged(cast, await againstJudgement());
      const interest = { learnerId: cast.learner.id, kind: 'family' };
      await lead.post('/api/interests', interest).expect(201);
      await step(cast.assessor, id, 'acknowledgement').expect(200);
      await decide(cast.assessor, id, 'rejected').expect(200);
      await escalate(cast, id).expect(200);
      expectProblem(await decide(lead, id, 'upheld'), 422, 'SEGREGATION_OF_DUTIES');
    });

    it('is never a manager about an appeal of their own, nor about a decision they took (SOD8)', async () => {
      const both = await newcomer('Bea Both', ['assessor', 'centre_manager']);
      const path = `/api/registrations/${cast.registrationId}`;
      await cast.manager.patch(path, { coAssessorId: both.id }).expect(200);
      const { id: judgementId } = await notYetMet('1.4', both);
      const { id } = await lodged(cast, { kind: 'judgement', judgementId });
      await step(both, id, 'acknowledgement').expect(200);
      await decide(both, id, 'rejected').expect(200);
      await escalate(cast, id).expect(200);
      await decide(cast.iqa, id, 'rejected').expect(200);
      await escalate(cast, id).expect(200);
      const memberIds = panel.map((one) => one.id);
      expectProblem(await step(both, id, 'panel', { memberIds }), 422, 'SEGREGATION_OF_DUTIES');
      await step(cast.manager, id, 'panel', { memberIds }).expect(200);
    });
  });

  describe('and those who read them', () => {
    it('are the learner, staff of the registration and those who oversee the centre, and nobody else', async () => {
      const { id } = await lodged(cast);
      const ids = async (person: Person, query = '') => {
        const { body } = await person.get(`/api/appeals?registrationId=${cast.registrationId}${query}`).expect(200);
        return (body as AppealPage).items.map((one) => one.id);
      };
      for (const person of [cast.learner, cast.assessor, cast.trainee, cast.iqa, cast.manager, lead]) {
        expect(await ids(person)).toEqual([id]);
        await person.get(`/api/appeals/${id}`).expect(200);
      }
      for (const person of [staff.learner, ...panel.slice(0, 2)]) {
        expect(await ids(person)).toEqual([]);
        expectProblem(await person.get(`/api/appeals/${id}`), 404, 'NOT_FOUND');
      }
      expect(await ids(cast.learner, '&status=stage1')).toEqual([]);
      expect(await ids(cast.learner, '&status=lodged')).toEqual([id]);
    });

    it('read them page by page', async () => {
      const first = await lodged(cast);
      const second = await lodged(cast, { kind: 'process_failing' });
      const path = `/api/appeals?registrationId=${cast.registrationId}&limit=1`;
      const { body, headers } = await cast.learner.get(path).expect(200);
      const { items, nextCursor } = body as AppealPage;
      expect([items.map(({ id }) => id), typeof headers.link]).toEqual([[first.id], 'string']);
      const { body: rest } = await cast.learner.get(`${path}&cursor=${nextCursor ?? ''}`).expect(200);
      expect(rest).toMatchObject({ items: [{ id: second.id }], nextCursor: null });
    });
  });

  describe('and the procedure of the centre', () => {
    it('is read by everybody, changed by who runs it, and kept version by version', async () => {
      const { body, headers } = await cast.learner.get('/api/appeal-policy').expect(200);
      expect(body).toEqual({ version: 0, policy: DEFAULT_APPEAL_POLICY, changedById: null, changedAt: null });
      const policy = { ...DEFAULT_APPEAL_POLICY, acknowledgementDays: 1, bankHolidays: ['2026-06-02'] };
      expectProblem(await cast.assessor.put('/api/appeal-policy', policy), 403, 'NOT_ALLOWED');
      const double = { ...policy, bankHolidays: ['2026-06-02', '2026-06-02'] };
      expect(faultyPaths(await lead.put('/api/appeal-policy', double))).toEqual(['bankHolidays[1]']);
      await lead.put('/api/appeal-policy', policy, String(headers.etag)).expect(200);
      expectProblem(await cast.manager.put('/api/appeal-policy', policy, String(headers.etag)), 412, 'IF_MATCH_STALE');
      expect(await lodged(cast)).toMatchObject({ dueOn: '2026-06-03' });
      await cast.manager.put('/api/appeal-policy', DEFAULT_APPEAL_POLICY).expect(200);
      const { body: versions } = await cast.learner.get('/api/appeal-policy/versions').expect(200);
      expect(versions).toMatchObject({ items: [{ version: 2 }, { version: 1, changedById: lead.id }] });
    });
  });
});
