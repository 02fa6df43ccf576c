import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PublishSpecifications } from '../../src/modules/specifications/publish-specifications.js';
import type { VisitNotePage, VisitOutcomeView } from '../../src/modules/visits/visit-findings.dto.js';
import type {
  ChecklistView,
  EqaVisitPage,
  EqaVisitView,
  RegisterPage,
  VisitSelectionPage,
} from '../../src/modules/visits/visit-views.dto.js';
import { VisitsReader } from '../../src/modules/visits/visits.reader.js';
import { U40 } from '../../templates/units/u40.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { makeReady, release } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { signSample, takeSample } from '../support/sampling.js';
import { conclude, DEMAND, openVisit, outcomeOf, planVisit, select, suspend, VISIT } from '../support/visits.js';
import { foundSecondCentre } from '../support/world.js';

describe('a visit of an external verifier', () => {
  let test: TestApp;
  let cast: Cast;
  let finished: Cast;
  let twin: string;
  let leadIqa: Person;
  let foreignManager: Person;
  let strangers = 0;

  const newEqa = (): Promise<Person> => addPerson(cast.manager, test.app, `Eqa Number ${(strangers += 1)}`, ['eqa']);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    await test.app.get(PublishSpecifications).run([{ ...U40, key: 'TWIN' }]);
    cast = await castOf(test.app);
    leadIqa = await addPerson(cast.manager, test.app, 'Lea Lead', ['lead_iqa']);
    foreignManager = await foundSecondCentre(test.app);
    finished = await anotherLearner(test.app, cast, 'Ruth Ready');
    await makeReady(finished);
    await signSample(cast.iqa, await takeSample(cast.iqa, finished.registrationId));
    await release(finished);
    const { body } = await cast.manager
      .post('/api/registrations', {
        ...{ learnerId: cast.learner.id, unit: 'TWIN', registeredOn: '2026-01-12', uln: null },
        ...{ assessorId: cast.assessor.id, iqaId: cast.iqa.id },
      })
      .expect(201);
    twin = (body as { id: string }).id;
  });
  afterAll(() => test.close());

  describe('is planned', () => {
    const plan = async (over: object, by: Person = cast.manager) =>
      by.post('/api/eqa-visits', { ...VISIT, eqaId: (await newEqa()).id, ...over });

    it('by the centre manager or a lead IQA, for somebody who is an external verifier and nothing else', async () => {
      expect((await plan({}, leadIqa)).status).toBe(201);
      expectProblem(await plan({}, cast.iqa), 403, 'NOT_ALLOWED');
      const inside = await plan({ eqaId: cast.iqa.id });
      expectProblem(inside, 422, 'ROLE_MISSING');
      expect(faultyPaths(inside)).toEqual(['eqaId']);
      const gone = await newEqa();
      await cast.manager.patch(`/api/users/${gone.id}`, { isActive: false }).expect(200);
      expectProblem(await plan({ eqaId: gone.id }), 422, 'ROLE_MISSING');
      expectProblem(await plan({ eqaId: (await newEqa()).id }, foreignManager), 422, 'ROLE_MISSING');
    });

    it('for units there are, and for a time that is one', async () => {
      const unknown = await plan({ units: ['U40', 'U99'] });
      expectProblem(unknown, 422, 'UNIT_UNKNOWN');
      expect(faultyPaths(unknown)).toEqual(['units[1]']);
      for (const over of [
        { closesAt: '2026-05-01T00:00:00.000Z' },
        { opensAt: '2026-07-01T00:00:00.000Z', closesAt: '2026-07-01T00:00:00.000Z' },
        { closesAt: '2026-12-01T00:00:00.000Z' },
      ]) {
        const answer = await plan(over);
        expectProblem(answer, 400, 'VALIDATION_FAILED');
        expect(faultyPaths(answer)).toEqual(['closesAt']);
      }
      for (const opensAt of ['2026-06-02', '2026-06-02T09:00:00+01:00', '2026-06-31T09:00:00Z', 'tomorrow']) {
        const answer = await plan({ opensAt });
        expectProblem(answer, 400, 'VALIDATION_FAILED');
        expect(faultyPaths(answer)).toEqual(['opensAt']);
      }
    });

    it('one at a time for each verifier, so that what they look at belongs to one visit, twice at once included', async () => {
      const eqa = await newEqa();
      const visit = await planVisit(cast.manager, eqa);
      expectProblem(await plan({ eqaId: eqa.id, opensAt: '2026-06-10T00:00:00Z' }), 409, 'STATE_CONFLICT');
      await planVisit(cast.manager, eqa, { opensAt: visit.closesAt, closesAt: '2026-07-01T00:00:00.000Z' });
      const other = await newEqa();
      const answers = await Promise.all([1, 2, 3, 4].map(() => plan({ eqaId: other.id })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    });

    it('and moved or called off before it begins', async () => {
      const eqa = await newEqa();
      const later = { opensAt: '2026-06-05T08:00:00.000Z', closesAt: '2026-06-06T18:00:00.000Z' };
      const { id, state, selected } = await planVisit(cast.manager, eqa, later);
      expect([state, selected]).toEqual(['planned', 0]);
      const path = `/api/eqa-visits/${id}`;
      // Nothing of the centre's is open before the day, and the verifier knows of their visit.
      expect(((await eqa.get(path).expect(200)).body as EqaVisitView).state).toBe('planned');
      for (const facts of ['register', 'selections', 'checklist']) {
        expectProblem(await eqa.get(`${path}/${facts}`), 404, 'NOT_FOUND');
      }
      expectProblem(await eqa.post(`${path}/notes`, { text: 'Too early.' }), 409, 'STATE_CONFLICT');
      const { headers } = await cast.manager.get(path).expect(200);
      const moved = { opensAt: '2026-06-08T08:00:00Z', closesAt: '2026-06-09T18:00:00Z', agenda: null };
      const { body } = await cast.manager.patch(path, moved, String(headers.etag)).expect(200);
      expect(body).toMatchObject({
        opensAt: '2026-06-08T08:00:00.000Z',
        agenda: null,
        awardingOrganisation: 'Pearson',
      });
      expectProblem(await cast.manager.patch(path, moved, String(headers.etag)), 412, 'IF_MATCH_STALE');
      expectProblem(await eqa.patch(path, moved), 403, 'NOT_ALLOWED');
      const over = await suspend(cast.manager, id).expect(200);
      expect(over.body).toMatchObject({ state: 'suspended', suspensionReason: 'Called away.' });
      expectProblem(await cast.manager.patch(path, moved), 409, 'STATE_CONFLICT');
      expectProblem(await suspend(cast.manager, id), 409, 'STATE_CONFLICT');
      // Called off, it stands in nobody's way.
      await planVisit(cast.manager, eqa);
      expectProblem(await cast.manager.patch(path, moved, '"r3"'), 409, 'STATE_CONFLICT');
    });
  });

  describe('starts from the register of learners', () => {
    it('flat, by unit, assessor, IQA and status, with what the IQA sampled', async () => {
      const eqa = await newEqa();
      const { id } = await planVisit(cast.manager, eqa);
      const register = async (query: string, by = eqa) =>
        ((await by.get(`/api/eqa-visits/${id}/register?${query}`).expect(200)).body as RegisterPage).items;
      const all = await register('');
      expect(all.map(({ learnerName }) => learnerName)).toEqual(['Maya Okafor', 'Ruth Ready']);
      expect(all[1]).toEqual({
        ...{ registrationId: finished.registrationId, learnerName: 'Ruth Ready', unit: 'U40', status: 'iqa_released' },
        ...{ registeredOn: '2026-01-12', assessorId: cast.assessor.id, assessorName: 'Daniel Price' },
        ...{ iqaId: cast.iqa.id, iqaName: 'Ingrid Shaw', sampledByIqa: true, selected: false },
      });
      expect(all[0]).toMatchObject({ sampledByIqa: false, status: 'in_progress' });
      expect(await register('status=iqa_released')).toHaveLength(1);
      expect(await register(`assessorId=${cast.assessor.id}&iqaId=${cast.iqa.id}&unit=U40`)).toHaveLength(2);
      expect(await register(`iqaId=${leadIqa.id}`)).toEqual([]);
      // The unit that the visit is not about is not on it, even when asked for by name.
      expect(await register('unit=TWIN')).toEqual([]);
      expect(await register('', leadIqa)).toEqual(all);
      const first = await eqa.get(`/api/eqa-visits/${id}/register?limit=1`).expect(200);
      const { nextCursor } = first.body as RegisterPage;
      expect((await register(`limit=1&cursor=${nextCursor}`)).map(({ learnerName }) => learnerName)).toEqual([
        'Ruth Ready',
      ]);
    });

    it('from which the verifier or the centre opens some, and nothing that is not on it', async () => {
      const eqa = await newEqa();
      const { id } = await planVisit(cast.manager, eqa);
      const path = `/api/eqa-visits/${id}/selections`;
      const choose = (by: Person, registrationIds: string[]) => by.post(path, { registrationIds, reason: 'These.' });
      for (const stranger of [twin, cast.learner.id]) {
        const answer = await choose(eqa, [cast.registrationId, stranger]);
        expect(expectProblem(answer, 400, 'VALIDATION_FAILED').errors).toEqual([
          { path: 'registrationIds[1]', message: 'is not on the register of this visit' },
        ]);
      }
      const { body } = await choose(eqa, [cast.registrationId.toUpperCase()]).expect(201);
      expect((body as VisitSelectionPage).items).toMatchObject([
        { registrationId: cast.registrationId, learnerName: 'Maya Okafor', reason: 'These.', unit: 'U40' },
      ]);
      await choose(cast.manager, [cast.registrationId, finished.registrationId]).expect(201);
      const { items } = (await eqa.get(path).expect(200)).body as VisitSelectionPage;
      expect(items.map(({ learnerName, selectedById }) => [learnerName, selectedById])).toEqual([
        ['Maya Okafor', eqa.id],
        ['Ruth Ready', cast.manager.id],
      ]);
      expect(((await eqa.get(`/api/eqa-visits/${id}`)).body as EqaVisitView).selected).toBe(2);
      expectProblem(await choose(await newEqa(), [cast.registrationId]), 404, 'NOT_FOUND');
      expectProblem(await choose(cast.assessor, [cast.registrationId]), 403, 'NOT_ALLOWED');
    });

    it('but for learners in whom the verifier has an interest, which the centre records', async () => {
      const eqa = await newEqa();
      const { id } = await planVisit(cast.manager, eqa);
      await select(eqa, id, [cast.registrationId, finished.registrationId]);
      const interest = { learnerId: cast.learner.id, kind: 'family' };
      expectProblem(await eqa.post('/api/interests', interest), 403, 'NOT_ALLOWED');
      await eqa.get(`/api/registrations/${cast.registrationId}`).expect(200);
      await cast.manager.post('/api/interests', { ...interest, personId: eqa.id }).expect(201);
      expectProblem(await eqa.get(`/api/registrations/${cast.registrationId}`), 404, 'NOT_FOUND');
      await eqa.get(`/api/registrations/${finished.registrationId}`).expect(200);
      await suspend(cast.manager, id).expect(200);
      const next = await planVisit(cast.manager, eqa);
      const answer = await eqa.post(`/api/eqa-visits/${next.id}/selections`, {
        ...{ registrationIds: [cast.registrationId], reason: 'Again.' },
      });
      expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
    });

    it('with a list of what verifiers ask for, where it is and whether it is there', async () => {
      const eqa = await newEqa();
      const { id } = await openVisit(cast.manager, eqa, [finished.registrationId]);
      const { items } = (await eqa.get(`/api/eqa-visits/${id}/checklist`).expect(200)).body as ChecklistView;
      const found = Object.fromEntries(items.map(({ code, count }) => [code, count]));
      expect(found).toMatchObject({ registered_learners: 2, assessment_decisions: 17, samples: 1, prior_learning: 0 });
      expect(items.find(({ code }) => code === 'sampling_strategy')).toMatchObject({ exists: false, count: 0 });
      for (const { where } of items) {
        await eqa.get(where.replace('{id}', finished.registrationId)).expect(200);
      }
    });
  });

  describe('ends with an outcome', () => {
    it('whose notes are the verifier’s alone until it is issued', async () => {
      const eqa = await newEqa();
      const { id } = await openVisit(cast.manager, eqa, [finished.registrationId]);
      const path = `/api/eqa-visits/${id}/notes`;
      const note = { registrationId: finished.registrationId, criterion: '2.1', text: ' Well observed. ' };
      const written = (await eqa.post(path, note).expect(201)).body as object;
      expect(written).toMatchObject({ criterion: '2.1', text: 'Well observed.', evidenceId: null });
      expectProblem(await eqa.post(path, { ...note, criterion: '9.9' }), 422, 'CRITERION_UNKNOWN');
      expectProblem(await eqa.post(path, { criterion: '2.1', text: 'Whose?' }), 400, 'VALIDATION_FAILED');
      expectProblem(await eqa.post(path, { ...note, registrationId: cast.registrationId }), 404, 'NOT_FOUND');
      expectProblem(await cast.manager.post(path, note), 403, 'NOT_ALLOWED');
      const notes = async (by: Person) => ((await by.get(path).expect(200)).body as VisitNotePage).items;
      expect([await notes(eqa), await notes(cast.manager)]).toEqual([[written], []]);
      await conclude(eqa, id);
      expect([await notes(eqa), await notes(cast.manager)]).toEqual([[written], [written]]);
      expectProblem(await eqa.post(path, note), 409, 'STATE_CONFLICT');
    });

    it('signed once over what was selected, and holding together', async () => {
      const eqa = await newEqa();
      const { id } = await openVisit(cast.manager, eqa, [finished.registrationId, cast.registrationId]);
      const path = `/api/eqa-visits/${id}/outcome`;
      const issue = (over: object) => eqa.post(path, outcomeOf(over));
      const released = (registrationId: string) => ({ releases: [{ registrationId, decision: 'released' }] });
      expectProblem(await issue({ decision: 'action_required' }), 422, 'REASON_REQUIRED');
      expectProblem(await issue(released(cast.registrationId)), 409, 'NOT_RELEASED');
      expectProblem(await issue(released(twin)), 400, 'VALIDATION_FAILED');
      expectProblem(await issue({ recommendDirectClaims: true, actions: [DEMAND] }), 400, 'VALIDATION_FAILED');
      expectProblem(await cast.manager.post(path, outcomeOf()), 403, 'NOT_ALLOWED');
      expectProblem(await cast.manager.get(path), 404, 'NOT_FOUND');
      const answers = await Promise.all([1, 2, 3].map(() => issue(released(finished.registrationId))));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const { body } = await cast.manager.get(path).expect(200);
      expect(body).toMatchObject({ decision: 'satisfactory', recommendDirectClaims: false, actions: [] });
      expect((body as VisitOutcomeView).statementSha256).toMatch(/^[0-9a-f]{64}$/);
      expect((body as VisitOutcomeView).releases[0]?.snapshotSha256).toMatch(/^[0-9a-f]{64}$/);
      // The decision stands in the history of the unit it is about.
      const audit = await cast.learner.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
      expect(JSON.stringify(audit.body)).not.toContain('unit.externally_decided');
      const ruth = await finished.learner.get(`/api/registrations/${finished.registrationId}/audit?limit=200`);
      expect(JSON.stringify(ruth.body)).toContain('unit.externally_decided');
    });

    it('whose release counts until the unit it rests on is opened again', async () => {
      const other = await anotherLearner(test.app, cast, 'Ravi Reopened');
      await makeReady(other);
      await release(other);
      const releaseOf = () => test.app.get(VisitsReader).releaseOf(other.registrationId);
      expect(await releaseOf()).toBeNull();
      const eqa = await newEqa();
      const { id } = await openVisit(cast.manager, eqa, [other.registrationId]);
      await conclude(eqa, id, { releases: [{ registrationId: other.registrationId, decision: 'released' }] });
      expect(await releaseOf()).toMatchObject({ visitId: id, eqaId: eqa.id, decision: 'released', isReleased: true });
      await cast.manager
        .post(`/api/registrations/${other.registrationId}/reopening`, { reason: 'A document was wrong.' })
        .expect(200);
      expect(await releaseOf()).toMatchObject({ decision: 'released', isReleased: false });
    });

    it('whose actions the centre answers, and the verifier or a later one of the same organisation closes', async () => {
      const eqa = await newEqa();
      const { id } = await planVisit(cast.manager, eqa, { awardingOrganisation: 'Highfield' });
      const demands = [DEMAND, { ...DEMAND, severity: 'recommended', text: 'Meet quarterly.' }];
      const { actions } = await conclude(eqa, id, { decision: 'action_required', actions: demands });
      expect(actions.map(({ status, severity }) => [status, severity])).toEqual([
        ['open', 'essential'],
        ['open', 'recommended'],
      ]);
      const action = (index: number, step: string) => `/api/eqa-visits/${id}/actions/${actions[index]?.id}/${step}`;
      const close = (by: Person, index: number) => by.post(action(index, 'closure'), { note: 'Seen.' });
      expectProblem(await close(eqa, 0), 409, 'STATE_CONFLICT');
      for (const index of [0, 1]) {
        await leadIqa.post(action(index, 'response'), { response: 'Done in every recording.' }).expect(200);
      }
      expectProblem(await eqa.post(action(0, 'response'), { response: 'x' }), 403, 'NOT_ALLOWED');
      expectProblem(await close(cast.manager, 0), 403, 'NOT_ALLOWED');
      const { body } = await close(eqa, 0).expect(200);
      expect(body).toMatchObject({ status: 'closed', closureNote: 'Seen.', respondedByName: 'Lea Lead' });
      expectProblem(await close(eqa, 0), 409, 'STATE_CONFLICT');

      const [later, elsewhere] = [await newEqa(), await newEqa()];
      expectProblem(await close(later, 1), 404, 'NOT_FOUND');
      await planVisit(cast.manager, elsewhere, { awardingOrganisation: 'Gateway' });
      await planVisit(cast.manager, later, { awardingOrganisation: 'highfield' });
      expectProblem(await close(elsewhere, 1), 404, 'NOT_FOUND');
      expectProblem(await later.post(`/api/eqa-visits/${id}/notes`, { text: 'Mine?' }), 404, 'NOT_FOUND');
      expectProblem(await later.get(`/api/eqa-visits/${id}/register`), 404, 'NOT_FOUND');
      await later.get(`/api/eqa-visits/${id}/outcome`).expect(200);
      const known = (await later.get('/api/eqa-visits?limit=200').expect(200)).body as EqaVisitPage;
      expect(known.items.map(({ awardingOrganisation }) => awardingOrganisation)).toEqual(['Highfield', 'highfield']);
      await close(later, 1).expect(200);
    });
  });
});
