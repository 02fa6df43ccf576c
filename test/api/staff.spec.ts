import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/actor.js';
import type { StaffPage } from '../../src/modules/staff/staff-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';
import { COMPETENCE, CPD, findingsOf, HELD, link, qualify, staffRecord, TRAINING, vouch } from '../support/staff.js';
import { foundSecondCentre } from '../support/world.js';

const SEEN = { originalSeenOn: '2026-05-28' };
const REASON = { reason: 'It belongs to somebody else.' };

describe('the records of staff over HTTP', () => {
  let test: TestApp;
  let cast: Cast;
  let lead: Person;
  let foreigner: Person;
  /** An assessor with a clean slate. */
  let person: Person;
  let people = 0;

  const newcomer = (name: string, roles: Role[]) => {
    people += 1;
    return addPerson(cast.manager, test.app, `${name} ${people}`, roles);
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    lead = await addPerson(cast.manager, test.app, 'Lea Lead', ['lead_iqa']);
    foreigner = await foundSecondCentre(test.app);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    person = await newcomer('Asif Assessor', ['assessor']);
  });

  describe('a qualification', () => {
    const post = (by: Person, over: object = {}) =>
      by.post(`/api/staff/${person.id}/qualifications`, { ...HELD, ...over });
    const confirm = (by: Person, id: string, body: object = SEEN) =>
      by.post(`/api/staff/${person.id}/qualifications/${id}/confirmation`, body);
    const end = (by: Person, id: string) => by.post(`/api/staff/${person.id}/qualifications/${id}/ending`, REASON);

    it('that its holder proposes counts once a manager or lead IQA has seen the original', async () => {
      const proposed = await post(person).expect(201);
      expect(proposed.body).toMatchObject({ ...HELD, isInForce: false, confirmation: null, originalSeenOn: null });
      expect(findingsOf(await staffRecord(person, person))).toEqual([
        ...['assessor_qualification_missing', 'not_confirmed', 'cpd_missing'],
      ]);
      const { id } = proposed.body as { id: string };
      const unseen = await confirm(lead, id, {});
      expect(faultyPaths(unseen)).toEqual(['originalSeenOn']);
      const { body } = await confirm(lead, id).expect(200);
      expect(body).toMatchObject({ isInForce: true, ...SEEN, confirmation: { by: { id: lead.id, name: 'Lea Lead' } } });
      expectProblem(await confirm(cast.manager, id), 409, 'STATE_CONFLICT');
      expect(findingsOf(await staffRecord(person, person))).toEqual(['cpd_missing']);
    });

    it('that its keeper records stands at once, if they say when they saw the original', async () => {
      expect((await post(cast.manager, SEEN).expect(201)).body).toMatchObject({ isInForce: true });
      expect((await post(lead).expect(201)).body).toMatchObject({ isInForce: false });
      const training = await cast.manager.post(`/api/staff/${person.id}/qualifications`, TRAINING).expect(201);
      expect(training.body).toMatchObject({ isInForce: true, targetOn: '2027-03-30' });
    });

    it('is never confirmed or ended by its holder, whatever else they are', async () => {
      person = await newcomer('Mina Many', ['assessor', 'lead_iqa', 'centre_manager']);
      const selfSeen = await post(person, SEEN);
      expectProblem(selfSeen, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(selfSeen)).toEqual(['originalSeenOn']);
      const { id, isInForce } = (await post(person).expect(201)).body as { id: string; isInForce: boolean };
      expect(isInForce).toBe(false);
      expectProblem(await confirm(person, id), 422, 'SEGREGATION_OF_DUTIES');
      expectProblem(await end(person, id), 422, 'SEGREGATION_OF_DUTIES');
      await confirm(cast.manager, id).expect(200);
    });

    it('is recorded of others by nobody who only verifies or assesses, and of nobody who is no staff', async () => {
      expectProblem(await post(cast.iqa), 403, 'NOT_ALLOWED');
      expectProblem(await post(cast.assessor), 404, 'NOT_FOUND');
      expectProblem(await post(foreigner), 404, 'NOT_FOUND');
      const learners = `/api/staff/${cast.learner.id}/qualifications`;
      for (const by of [cast.manager, cast.learner]) expectProblem(await by.post(learners, HELD), 404, 'NOT_FOUND');
      const { id } = await qualify(cast.manager, person);
      expectProblem(await confirm(cast.iqa, id), 403, 'NOT_ALLOWED');
      expectProblem(await end(foreigner, id), 404, 'NOT_FOUND');
      const elsewhere = `/api/staff/${cast.assessor.id}/qualifications/${id}/ending`;
      expectProblem(await cast.manager.post(elsewhere, REASON), 404, 'NOT_FOUND');
    });

    it('is followed by a later record and never edited', async () => {
      const { body } = await cast.manager.post(`/api/staff/${person.id}/qualifications`, TRAINING).expect(201);
      const { id: followsId } = body as { id: string };
      expectProblem(await post(person, { followsId, kind: 'iqa' }), 400, 'VALIDATION_FAILED');
      expectProblem(await post(person, { followsId: cast.registrationId }), 404, 'NOT_FOUND');
      const { id } = (await post(person, { followsId }).expect(201)).body as { id: string };
      const statuses = async () => {
        const { qualifications } = await staffRecord(cast.iqa, person);
        return qualifications.map(({ status, isInForce, ending }) => [status, isInForce, ending?.reason ?? null]);
      };
      expect(await statuses()).toEqual([
        ['working_towards', true, null],
        ['held', false, null],
      ]);
      await confirm(lead, id).expect(200);
      expect(await statuses()).toEqual([
        ['working_towards', false, 'A later record follows it.'],
        ['held', true, null],
      ]);
      expectProblem(await post(person, { followsId }), 409, 'STATE_CONFLICT');
    });

    it('ends with a reason, once, and is still there to be read', async () => {
      const { id } = await qualify(cast.manager, person);
      const blank = await cast.manager.post(`/api/staff/${person.id}/qualifications/${id}/ending`, { reason: '' });
      expectProblem(blank, 400, 'VALIDATION_FAILED');
      const { body } = await end(lead, id).expect(200);
      expect(body).toMatchObject({ isInForce: false, ending: { by: { name: 'Lea Lead' }, ...REASON } });
      expectProblem(await end(lead, id), 409, 'STATE_CONFLICT');
      expectProblem(await confirm(lead, id), 409, 'STATE_CONFLICT');
      expect((await staffRecord(person, person)).qualifications).toHaveLength(1);
    });

    it('is confirmed once when two confirm it at once', async () => {
      const { id } = (await post(person).expect(201)).body as { id: string };
      const both = await Promise.all([lead, cast.manager].map((by) => confirm(by, id)));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it.each([
      [{ awardedOn: '2026-06-02' }, ['awardedOn']],
      [{ awardedOn: null }, ['awardedOn']],
      [{ startedOn: '2018-09-01', targetOn: '2019-09-01' }, ['startedOn', 'targetOn']],
      [{ originalSeenOn: '2019-07-03' }, ['originalSeenOn']],
      [{ kind: 'degree', title: ' ' }, ['kind', 'title']],
    ])('is refused with %j', async (over, paths) => {
      const answer = await post(cast.manager, over);
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toEqual(paths);
    });
  });

  describe('occupational competence for a unit', () => {
    it('is the word of somebody else than the person', async () => {
      const path = `/api/staff/${person.id}/competences`;
      const own = await person.post(path, COMPETENCE).expect(201);
      expect(own.body).toMatchObject({ ...COMPETENCE, isInForce: false, confirmation: null });
      const { id } = own.body as { id: string };
      expectProblem(await person.post(`${path}/${id}/confirmation`), 403, 'NOT_ALLOWED');
      expect((await lead.post(`${path}/${id}/confirmation`).expect(200)).body).toMatchObject({ isInForce: true });
      expectProblem(await lead.post(`${path}/${id}/confirmation`), 409, 'STATE_CONFLICT');
      expect(await vouch(cast.manager, person)).toMatchObject({ confirmation: { by: { name: 'Morgan Ellis' } } });
      const many = await newcomer('Mina Many', ['assessor', 'centre_manager']);
      const { id: hers } = await vouch(many, many);
      const confirmHers = await many.post(`/api/staff/${many.id}/competences/${hers}/confirmation`);
      expectProblem(confirmHers, 422, 'SEGREGATION_OF_DUTIES');
    });

    it('is for a unit there is, and ends with a reason', async () => {
      const path = `/api/staff/${person.id}/competences`;
      expectProblem(await lead.post(path, { ...COMPETENCE, unit: 'U99' }), 422, 'UNIT_UNKNOWN');
      expectProblem(await cast.iqa.post(path, COMPETENCE), 403, 'NOT_ALLOWED');
      const { id } = await vouch(lead, person);
      const { body } = await cast.manager.post(`${path}/${id}/ending`, REASON).expect(200);
      expect(body).toMatchObject({ isInForce: false, ending: REASON });
    });

    it('is asked for each unit on which somebody has learners', async () => {
      const { iqa, manager } = cast;
      const unit = 'U40';
      const learner = await newcomer('Lara Learner', ['learner']);
      const body = { learnerId: learner.id, unit, registeredOn: '2026-01-12', assessorId: person.id, iqaId: iqa.id };
      await manager.post('/api/registrations', body).expect(201);
      const asked = async () => {
        const { unitsAssessed, findings } = await staffRecord(iqa, person);
        return [unitsAssessed, findings.map(({ sentence }) => sentence).filter((each) => each.startsWith(unit))];
      };
      expect(await asked()).toEqual([
        [unit],
        [`${unit}: assesses it, and no occupational competence for it is on record.`],
      ]);
      const { id } = await vouch(person, person, { unit });
      expect(await asked()).toEqual([
        [unit],
        [`${unit}: assesses it, and nobody has confirmed their occupational competence for it.`],
      ]);
      await lead.post(`/api/staff/${person.id}/competences/${id}/confirmation`).expect(200);
      expect(await asked()).toEqual([[unit], []]);
    });
  });

  describe('a countersigner link', () => {
    let trainee: Person;
    beforeEach(async () => {
      trainee = await newcomer('Tariq Trainee', ['trainee_assessor']);
    });
    const post = (by: Person, over: object = {}) =>
      by.post(`/api/staff/${trainee.id}/countersigner-links`, {
        ...{ qualifiedId: person.id, from: '2026-01-05' },
        ...over,
      });

    it('says who mentors a trainee from when to when, on the record of both', async () => {
      const made = await link(lead, trainee, person, { until: '2026-12-31' });
      expect(made).toMatchObject({
        ...{ trainee: { id: trainee.id }, qualified: { id: person.id }, from: '2026-01-05', until: '2026-12-31' },
        isInForce: true,
      });
      for (const each of [trainee, person]) {
        const { countersignerLinks } = await staffRecord(lead, each);
        expect(countersignerLinks.map(({ id }) => id)).toEqual([made.id]);
      }
      expect(findingsOf(await staffRecord(lead, trainee))).not.toContain('countersigner_missing');
      const ending = `/api/staff/${trainee.id}/countersigner-links/${made.id}/ending`;
      expect((await cast.manager.post(ending, REASON).expect(200)).body).toMatchObject({ isInForce: false });
      expect(findingsOf(await staffRecord(lead, trainee))).toContain('countersigner_missing');
    });

    it('is between two people, of whom one is a trainee and the other a qualified assessor', async () => {
      const refused = async (over: object) => {
        const answer = await post(lead, over);
        return [answer.status, faultyPaths(answer)];
      };
      expect(await refused({ qualifiedId: trainee.id })).toEqual([422, ['qualifiedId']]);
      expect(await refused({ qualifiedId: cast.iqa.id })).toEqual([422, ['qualifiedId']]);
      expect(await refused({ qualifiedId: foreigner.id })).toEqual([422, ['qualifiedId']]);
      expect(await refused({ until: '2026-01-04' })).toEqual([400, ['until']]);
      const leaver = await newcomer('Lena Leaver', ['assessor']);
      await cast.manager.patch(`/api/users/${leaver.id}`, { isActive: false }).expect(200);
      expect(await refused({ qualifiedId: leaver.id })).toEqual([422, ['qualifiedId']]);
      const many = await newcomer('Mina Many', ['assessor', 'centre_manager']);
      expectProblem(await post(many, { qualifiedId: many.id }), 422, 'SEGREGATION_OF_DUTIES');
      expectProblem(await post(trainee), 403, 'NOT_ALLOWED');
      expectProblem(await post(cast.iqa), 403, 'NOT_ALLOWED');
      expectProblem(await post(foreigner), 404, 'NOT_FOUND');
    });

    it('is made once for the same days, also when two people make it at once', async () => {
      const both = await Promise.all([lead, cast.manager].map((by) => post(by, { until: '2026-03-31' })));
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      expectProblem(await post(lead, { from: '2026-03-31' }), 409, 'ALREADY_EXISTS');
      await post(lead, { from: '2026-04-01' }).expect(201);
    });

    it('is named when a registration lacks a countersigner, and allocates nobody', async () => {
      const learner = await newcomer('Lara Learner', ['learner']);
      const register = (over: object = {}) =>
        cast.manager.post('/api/registrations', {
          ...{ learnerId: learner.id, unit: 'U40', registeredOn: '2026-02-01' },
          ...{ assessorId: trainee.id, iqaId: cast.iqa.id, ...over },
        });
      const unlinked = await register();
      expectProblem(unlinked, 422, 'ROLE_MISSING');
      expect(unlinked.text).not.toContain('linked with');
      await link(lead, trainee, person);
      const past = await newcomer('Petra Past', ['assessor']);
      await link(lead, trainee, past, { until: '2026-05-31' });
      const answer = await register();
      expectProblem(answer, 422, 'ROLE_MISSING');
      expect(answer.text).toContain(`linked with this trainee: Asif Assessor`);
      expect(answer.text).not.toContain('Petra Past');
      await register({ countersignerId: past.id }).expect(201);
    });
  });

  describe('the register', () => {
    const pageOf = async (by: Person, query = '') => (await by.get(`/api/staff${query}`).expect(200)).body as StaffPage;

    it('shows everybody on the staff and nobody else, page by page', async () => {
      const { items } = await pageOf(cast.iqa, '?limit=200');
      const ids = items.map(({ id }) => id);
      for (const each of [cast.manager, cast.assessor, cast.trainee, cast.iqa, lead, person]) {
        expect(ids).toContain(each.id);
      }
      expect(ids).not.toContain(cast.learner.id);
      expect(ids).not.toContain((await newcomer('Eric External', ['eqa'])).id);
      const first = await pageOf(lead, '?limit=2');
      const second = await pageOf(lead, `?limit=2&cursor=${first.nextCursor}`);
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.slice(0, 4));
      expect((await pageOf(foreigner)).items.map(({ id }) => id)).toEqual([foreigner.id]);
      for (const outsider of [cast.assessor, cast.learner]) {
        expectProblem(await outsider.get('/api/staff'), 403, 'NOT_ALLOWED');
      }
    });

    it('shows of each what has not ended, with plain words for what is missing; the record of one shows all', async () => {
      const { id: wrong } = await qualify(cast.manager, person);
      await cast.manager.post(`/api/staff/${person.id}/qualifications/${wrong}/ending`, REASON).expect(200);
      await qualify(cast.manager, person, { title: 'TAQA' });
      await vouch(lead, person);
      await person.post('/api/me/cpd', CPD).expect(201);
      const interest = { learnerId: cast.learner.id, kind: 'financial' };
      await person.post('/api/interests', interest).expect(201);
      const { items } = await pageOf(lead, '?limit=200');
      expect(items.find(({ id }) => id === person.id)).toMatchObject({
        ...{ roles: ['assessor'], isActive: true, cpdHours: 2.5, observations: 0, lastObservedOn: null },
        qualifications: [{ title: 'TAQA', isInForce: true, recordedBy: { name: 'Morgan Ellis' } }],
        competences: [{ unit: 'U40', isInForce: true }],
        interests: [{ kind: 'financial', learner: { name: 'Maya Okafor' }, ending: null }],
        findings: [],
      });
      expect((await staffRecord(person, person)).qualifications.map(({ title }) => title)).toEqual([
        HELD.title,
        'TAQA',
      ]);
      expectProblem(await cast.assessor.get(`/api/staff/${person.id}`), 404, 'NOT_FOUND');
      expectProblem(await foreigner.get(`/api/staff/${person.id}`), 404, 'NOT_FOUND');
    });

    it('keeps somebody who has left, and asks nothing of them any more', async () => {
      await cast.manager.patch(`/api/users/${person.id}`, { isActive: false }).expect(200);
      const { items } = await pageOf(lead, '?limit=200');
      expect(items.find(({ id }) => id === person.id)).toMatchObject({ isActive: false, findings: [] });
    });
  });
});
