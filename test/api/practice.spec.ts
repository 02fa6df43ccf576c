import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssessorObservationPage, CpdEntryView, CpdPage } from '../../src/modules/staff/practice.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';
import { CPD, observe, OBSERVED_PRACTICE, staffRecord } from '../support/staff.js';
import { foundSecondCentre } from '../support/world.js';

describe('the practice of staff over HTTP', () => {
  let test: TestApp;
  let cast: Cast;
  let lead: Person;
  let foreigner: Person;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    lead = await addPerson(cast.manager, test.app, 'Lea Lead', ['lead_iqa']);
    foreigner = await foundSecondCentre(test.app);
  });
  afterAll(() => test.close());

  describe('a CPD log', () => {
    const log = async (by: Person, over: object = {}) =>
      (await by.post('/api/me/cpd', { ...CPD, ...over }).expect(201)).body as CpdEntryView;
    const read = async (by: Person, person: Person, query = '') =>
      (await by.get(`/api/staff/${person.id}/cpd${query}`).expect(200)).body as CpdPage;

    it('is written by its person and added up by twelve months', async () => {
      const first = await log(cast.assessor, { unit: 'U40' });
      expect(first).toMatchObject({ ...CPD, unit: 'U40', withdrawnAt: null });
      await log(cast.assessor, { on: '2025-06-01', hours: 7 });
      const { items, totals } = await read(cast.assessor, cast.assessor);
      expect(items.map(({ hours }) => hours)).toEqual([2.5, 7]);
      expect(totals).toEqual([
        { from: '2025-06-02', to: '2026-06-01', hours: 2.5 },
        { from: '2024-06-02', to: '2025-06-01', hours: 7 },
        { from: '2023-06-02', to: '2024-06-01', hours: 0 },
      ]);
      const page = await read(cast.assessor, cast.assessor, '?limit=1');
      expect([page.items.length, page.totals]).toEqual([1, totals]);
    });

    it('is read by managers, lead IQAs and IQAs of the centre, and by nobody else', async () => {
      const expected = await read(cast.assessor, cast.assessor);
      for (const person of [cast.manager, lead, cast.iqa]) expect(await read(person, cast.assessor)).toEqual(expected);
      for (const person of [cast.trainee, cast.learner, foreigner]) {
        expectProblem(await person.get(`/api/staff/${cast.assessor.id}/cpd`), 404, 'NOT_FOUND');
      }
      expectProblem(await cast.manager.get(`/api/staff/${cast.learner.id}/cpd`), 404, 'NOT_FOUND');
    });

    it('takes no days to come, no scraps of hours, no unknown unit and no learner', async () => {
      const refused = await cast.assessor.post('/api/me/cpd', { ...CPD, on: '2026-06-02', hours: 0.7 });
      expectProblem(refused, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(refused)).toEqual(['on', 'hours']);
      const blank = await cast.assessor.post('/api/me/cpd', { ...CPD, hours: 0, learned: ' ' });
      expect(faultyPaths(blank)).toEqual(['hours', 'learned']);
      expectProblem(await cast.assessor.post('/api/me/cpd', { ...CPD, unit: 'U99' }), 422, 'UNIT_UNKNOWN');
      expectProblem(await cast.learner.post('/api/me/cpd', CPD), 403, 'NOT_ALLOWED');
    });

    it('keeps an entry that was withdrawn to be read, and adds it to nothing', async () => {
      const entry = await log(cast.trainee, { hours: 8 });
      const withdraw = (by: Person) => by.post(`/api/me/cpd/${entry.id}/withdrawal`, { reason: 'Logged twice.' });
      expectProblem(await withdraw(cast.assessor), 404, 'NOT_FOUND');
      expectProblem(await withdraw(cast.manager), 404, 'NOT_FOUND');
      const { body } = await withdraw(cast.trainee).expect(200);
      expect(body).toMatchObject({ withdrawalReason: 'Logged twice.', withdrawnAt: expect.any(String) });
      expectProblem(await withdraw(cast.trainee), 409, 'STATE_CONFLICT');
      const { items, totals } = await read(cast.trainee, cast.trainee);
      expect([items.length, totals[0]?.hours]).toEqual([1, 0]);
      expect((await staffRecord(lead, cast.trainee)).cpdHours).toBe(0);
    });
  });

  describe('an observation of an assessor', () => {
    const post = (by: Person, over: object = {}) =>
      by.post('/api/assessor-observations', { ...OBSERVED_PRACTICE, assessorId: cast.assessor.id, ...over });
    const seenBy = async (person: Person, query = '') => {
      const { body } = await person.get(`/api/assessor-observations?${query}`).expect(200);
      return (body as AssessorObservationPage).items.map(({ id }) => id);
    };

    it('is recorded by an IQA and read by the assessor, and by those who verify and manage', async () => {
      const made = await observe(cast.iqa, cast.assessor, { registrationId: cast.registrationId });
      expect(made).toMatchObject({
        ...OBSERVED_PRACTICE,
        ...{ assessorName: 'Daniel Price', observerName: 'Ingrid Shaw', registrationId: cast.registrationId },
        actionRequired: null,
      });
      const other = await observe(lead, cast.trainee, { actionRequired: 'Plan with the learner.' });
      for (const person of [cast.iqa, lead, cast.manager]) expect(await seenBy(person)).toEqual([made.id, other.id]);
      expect(await seenBy(cast.assessor)).toEqual([made.id]);
      expect(await seenBy(cast.assessor, `assessorId=${cast.trainee.id}`)).toEqual([]);
      expect(await seenBy(cast.learner)).toEqual([]);
      expect(await seenBy(foreigner)).toEqual([]);
      expect(await seenBy(lead, `assessorId=${cast.trainee.id}&unit=U40`)).toEqual([other.id]);
      expect(await seenBy(lead, `assessorId=${cast.trainee.id}&unit=HCR`)).toEqual([]);
    });

    it('is never made of oneself, or on a registration one assesses or has an interest in', async () => {
      const many = await addPerson(cast.manager, test.app, 'Mina Many', ['assessor', 'iqa', 'lead_iqa']);
      expectProblem(await post(many, { assessorId: many.id }), 422, 'SEGREGATION_OF_DUTIES');
      const path = `/api/registrations/${cast.registrationId}`;
      const on = { registrationId: cast.registrationId };
      await cast.manager.patch(path, { countersignerId: many.id }).expect(200);
      const asCountersigner = await post(many, on);
      expectProblem(asCountersigner, 422, 'SEGREGATION_OF_DUTIES');
      expect(asCountersigner.text).toContain('SOD2');
      await cast.manager.patch(path, { countersignerId: null }).expect(200);
      await post(many, on).expect(201);
      await many.post('/api/interests', { learnerId: cast.learner.id, kind: 'family' }).expect(201);
      const asAunt = await post(many, on);
      expectProblem(asAunt, 422, 'SEGREGATION_OF_DUTIES');
      expect(asAunt.text).toContain('SOD6');
      await post(many).expect(201);
    });

    it('is of an assessor of the centre, on a unit there is, and names only registrations in scope', async () => {
      const outsider = await addPerson(cast.manager, test.app, 'Oscar Verifier', ['iqa']);
      expectProblem(await post(outsider, { registrationId: cast.registrationId }), 404, 'NOT_FOUND');
      for (const assessorId of [cast.learner.id, outsider.id, foreigner.id, cast.registrationId]) {
        const answer = await post(cast.iqa, { assessorId });
        expectProblem(answer, 422, 'ROLE_MISSING');
        expect(faultyPaths(answer)).toEqual(['assessorId']);
      }
      expectProblem(await post(cast.iqa, { unit: 'U99' }), 422, 'UNIT_UNKNOWN');
      const future = await post(cast.iqa, { observedOn: '2026-06-02' });
      expect(faultyPaths(future)).toEqual(['observedOn']);
      expectProblem(await post(cast.manager), 403, 'NOT_ALLOWED');
      expectProblem(await post(cast.assessor, { assessorId: cast.trainee.id }), 403, 'NOT_ALLOWED');
    });
  });
});
