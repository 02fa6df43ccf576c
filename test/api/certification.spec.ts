import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/actor.js';
import type { CertificateClaimPage } from '../../src/modules/certification/certificate-claim-view.dto.js';
import type { QualificationPage, QualificationView } from '../../src/modules/certification/qualifications.dto.js';
import type { RegistrationView } from '../../src/modules/registrations/registrations.dto.js';
import { UnitVersionRecord } from '../../src/modules/specifications/unit-version.record.js';
import { newId } from '../../src/platform/database/new-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { U40 } from '../../templates/units/u40.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  certificated,
  DIPLOMA,
  dueAbout,
  ISSUED,
  missing,
  offer,
  prepare,
  prepared,
  sayDirectClaims,
  step,
  SUBMITTED,
  TOLD,
} from '../support/certification.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge, makeReady, release, sign, signatures } from '../support/ready-unit.js';
import { disagree } from '../support/sampling.js';
import { storyClock } from '../support/running-clock.js';
import { foundSecondCentre } from '../support/world.js';

describe('certification', () => {
  let test: TestApp;
  let staff: Cast;
  let second: Person;
  let stranger: Person;
  let cast: Cast;
  let numbers = 0;
  let learners = 0;

  const newcomer = (name: string, roles: Role[]) => addPerson(staff.manager, test.app, name, roles);
  const reassign = (change: object) =>
    staff.manager.patch(`/api/registrations/${cast.registrationId}`, change).expect(200);
  const statusOf = async ({ registrationId }: Cast) =>
    ((await staff.manager.get(`/api/registrations/${registrationId}`).expect(200)).body as RegistrationView).status;
  const reopen = (by = staff.iqa) =>
    by.post(`/api/registrations/${cast.registrationId}/reopening`, { reason: 'AC1.1 was overlooked.' }).expect(200);

  /** A qualification of its own for each story, so that no other makes its units claimable. */
  const ownQualification = (over: object = {}): Promise<QualificationView> => {
    numbers += 1;
    return offer(staff.manager, { number: `600/${String(1000 + numbers)}/1`, ...over });
  };

  async function registered(): Promise<Cast> {
    learners += 1;
    const one = await anotherLearner(test.app, staff, `Claimed Learner ${learners}`);
    await staff.manager
      .patch(`/api/registrations/${one.registrationId}`, { registrationNumber: `AO-${learners}` })
      .expect(200);
    return one;
  }

  async function released(): Promise<{ one: Cast; made: { observation: string; discussion: string } }> {
    const one = await registered();
    const made = await makeReady(one);
    await release(one);
    return { one, made };
  }

  /** A second unit: the installation brings one. */
  async function loadSecondUnit(): Promise<void> {
    const unitOfWork = test.app.get(UnitOfWork);
    const specification = { ...U40, key: 'RRC' };
    const { key, version } = specification;
    const published = { contentSha256: 'f'.repeat(64), publishedAt: '2026-01-01T00:00:00.000Z' };
    await unitOfWork.run(() =>
      unitOfWork.insert(UnitVersionRecord, { id: newId(), key, version, specification, ...published }),
    );
  }

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    await loadSecondUnit();
    staff = await castOf(test.app);
    second = await newcomer('Sara Second', ['centre_manager']);
    stranger = await foundSecondCentre(test.app);
  });
  afterAll(() => test.close());

  /** Every story uses Unit 40, and direct claims for one qualification make its units claimable in all. */
  afterEach(async () => {
    const { body } = await staff.manager.get('/api/qualifications?limit=100').expect(200);
    for (const { id } of (body as QualificationPage).items.filter(({ hasDirectClaims }) => hasDirectClaims)) {
      await sayDirectClaims(staff.manager, id, { status: 'withdrawn', on: '2026-06-01' }).expect(200);
    }
  });

  describe('of qualifications', () => {
    it('records each once by its number, with units that there are', async () => {
      const made = await ownQualification();
      expect(made).toMatchObject({ title: DIPLOMA.title, hasDirectClaims: false, directClaimsHistory: [] });
      expectProblem(
        await staff.manager.post('/api/qualifications', { ...DIPLOMA, number: made.number }),
        409,
        'ALREADY_EXISTS',
      );
      const unknown = await staff.manager.post('/api/qualifications', {
        ...DIPLOMA,
        number: '600/0001/1',
        units: ['U40', 'X99'],
      });
      expectProblem(unknown, 422, 'UNIT_UNKNOWN');
      expect(faultyPaths(unknown)).toEqual(['units[1]']);
      const answer = await staff.manager.post('/api/qualifications', { ...DIPLOMA, number: '6016718X' });
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expectProblem(await staff.iqa.post('/api/qualifications', DIPLOMA), 403, 'NOT_ALLOWED');
      const { body } = await staff.iqa.get('/api/qualifications?limit=1').expect(200);
      expect((body as QualificationPage).items).toHaveLength(1);
      const { body: theirs } = await stranger.get('/api/qualifications').expect(200);
      expect((theirs as QualificationPage).items).toEqual([]);
    });

    it('keeps every word of the awarding organisation on direct claims, in order', async () => {
      const { id } = await ownQualification();
      const say = (over: object) => sayDirectClaims(staff.manager, id, over);
      expectProblem(await say({ status: 'withdrawn' }), 409, 'STATE_CONFLICT');
      expectProblem(await say({ on: '2027-01-01' }), 400, 'VALIDATION_FAILED');
      await say({ on: '2026-02-02' }).expect(200);
      expectProblem(await say({ on: '2026-03-01' }), 409, 'STATE_CONFLICT');
      expectProblem(await say({ status: 'withdrawn', on: '2026-02-01' }), 400, 'VALIDATION_FAILED');
      const { body } = await say({ status: 'withdrawn', on: '2026-05-04', reference: 'EQA report 3' }).expect(200);
      expect(body).toMatchObject({
        hasDirectClaims: false,
        directClaimsHistory: [
          { status: 'granted', on: '2026-02-02', recordedByName: 'Morgan Ellis' },
          { status: 'withdrawn', on: '2026-05-04', reference: 'EQA report 3' },
        ],
      });
      expectProblem(await sayDirectClaims(stranger, id), 404, 'NOT_FOUND');
    });
  });

  describe('of a released unit', () => {
    let made: { observation: string; discussion: string };
    let diploma: QualificationView;

    beforeEach(async () => {
      ({ one: cast, made } = await released());
      diploma = await ownQualification();
    });

    it('goes from claimable over claimed to certificated, all its units or none', async () => {
      expect(await statusOf(cast)).toBe('iqa_released');
      expect(await missing(staff.assessor, cast, `?qualificationId=${diploma.id}`)).toEqual(['release_authority']);
      await sayDirectClaims(staff.manager, diploma.id).expect(200);
      expect(await statusOf(cast)).toBe('claimable');
      expect((await signatures(cast)).state).toBe('claimable');

      const unready = await registered();
      const refused = await prepare(staff.manager, diploma.id, [cast, unready]);
      expectProblem(refused, 422, 'NOT_CLAIMABLE');
      expect(faultyPaths(refused)).toEqual(['registrationIds[1]']);
      expect(await missing(staff.manager, cast)).toEqual([]);

      const { one: other } = await released();
      const claim = await prepared(staff.manager, diploma.id, [cast, other], { reference: 'June batch' });
      expect(claim).toMatchObject({ status: 'prepared', units: [{ learnerId: cast.learner.id }, { unit: 'U40' }] });
      expect(await missing(staff.manager, cast)).toEqual(['not_claimed']);
      expectProblem(await prepare(staff.manager, diploma.id, [other]), 422, 'NOT_CLAIMABLE');
      expectProblem(await step(staff.manager, claim.id, 'certificate', ISSUED), 409, 'STATE_CONFLICT');
      const future = { ...SUBMITTED, claimedOn: '2027-01-01' };
      expectProblem(await step(staff.manager, claim.id, 'submission', future), 400, 'VALIDATION_FAILED');

      await step(second, claim.id, 'submission', SUBMITTED).expect(200);
      expect([await statusOf(cast), await statusOf(other)]).toEqual(['claimed', 'claimed']);
      const before = { ...ISSUED, issuedOn: '2026-05-01' };
      expectProblem(await step(staff.manager, claim.id, 'certificate', before), 400, 'VALIDATION_FAILED');
      const { body } = await step(staff.manager, claim.id, 'certificate', ISSUED).expect(200);
      expect(body).toMatchObject({
        status: 'certificated',
        steps: [
          { step: 'prepared' },
          { step: 'submitted', on: '2026-06-01', reference: 'AO-2026-118', byName: 'Sara Second' },
          { step: 'certificated', reference: 'C-900417' },
        ],
      });
      expect([await statusOf(cast), await statusOf(other)]).toEqual(['certificated', 'certificated']);
      expect((await signatures(cast)).state).toBe('certificated');
      const { body: list } = await cast.manager.get('/api/registrations?status=certificated').expect(200);
      expect((list as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual(
        expect.arrayContaining([cast.registrationId, other.registrationId]),
      );
      const audit = await staff.manager.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
      const types = (audit.body as { items: { type: string }[] }).items.map(({ type }) => type);
      expect(types.filter((type) => type.startsWith('claim.'))).toEqual([
        'claim.prepared',
        'claim.submitted',
        'claim.certificated',
      ]);
      expectProblem(await step(staff.manager, claim.id, 'withdrawal', { reason: 'Too late' }), 409, 'STATE_CONFLICT');
    });

    it('may be claimed on an external verifier’s release where direct claims are not in force', async () => {
      expectProblem(await prepare(staff.manager, diploma.id, [cast]), 422, 'NOT_CLAIMABLE');
      const eqa = { eqaReleaseReference: 'EQA visit 12 May, release 4' };
      const claim = await prepared(staff.manager, diploma.id, [cast], eqa);
      expect(await statusOf(cast)).toBe('claimable');
      await sayDirectClaims(staff.manager, diploma.id).expect(200);
      await sayDirectClaims(staff.manager, diploma.id, { status: 'withdrawn' }).expect(200);
      expect(await statusOf(cast)).toBe('claimable');
      await step(staff.manager, claim.id, 'submission', SUBMITTED).expect(200);
      expect(await statusOf(cast)).toBe('claimed');
    });

    it('stops being claimable when direct claims are withdrawn, also for a claim that is only prepared', async () => {
      await sayDirectClaims(staff.manager, diploma.id).expect(200);
      const claim = await prepared(staff.manager, diploma.id, [cast]);
      await sayDirectClaims(staff.manager, diploma.id, { status: 'withdrawn', on: '2026-05-20' }).expect(200);
      expect(await statusOf(cast)).toBe('iqa_released');
      expectProblem(await step(staff.manager, claim.id, 'submission', SUBMITTED), 422, 'NOT_CLAIMABLE');
      await step(staff.manager, claim.id, 'withdrawal', { reason: 'The AO wants to see it first.' }).expect(200);
      expect(await missing(staff.manager, cast, `?qualificationId=${diploma.id}`)).toEqual(['release_authority']);
    });

    it('says line by line what is missing', async () => {
      await sayDirectClaims(staff.manager, diploma.id).expect(200);
      const query = `?qualificationId=${diploma.id}`;
      await reassign({ registrationNumber: null });
      expect(await missing(cast.learner, cast, query)).toEqual(['ao_registration']);
      await reassign({ registrationNumber: 'AO-1' });
      const other = await ownQualification({ units: ['RRC'] });
      expect(await missing(staff.iqa, cast, `?qualificationId=${other.id}`)).toEqual([
        'qualification',
        'release_authority',
      ]);
      const wide = await ownQualification({ units: ['U40', 'RRC'] });
      await sayDirectClaims(staff.manager, wide.id).expect(200);
      expect(await missing(staff.iqa, cast, `?qualificationId=${wide.id}`)).toEqual([]);
      await staff.manager
        .post('/api/registrations', {
          ...{ learnerId: cast.learner.id, unit: 'RRC', registeredOn: '2026-01-12' },
          ...{ assessorId: staff.assessor.id, iqaId: staff.iqa.id },
        })
        .expect(201);
      expect(await missing(staff.iqa, cast, `?qualificationId=${wide.id}`)).toEqual(['units_released']);
      expect(await missing(staff.iqa, cast)).toEqual([]);
      await disagree(staff.iqa, cast.registrationId, '1.1');
      expect(await missing(staff.iqa, cast, query)).toEqual(['units_released', 'actions_closed']);
      const path = `/api/registrations/${cast.registrationId}/claim-readiness`;
      expectProblem(await stranger.get(path), 404, 'NOT_FOUND');
      expectProblem(await cast.learner.get(`${path}?qualificationId=${cast.learner.id}`), 404, 'NOT_FOUND');
    });

    it('is claimed by a manager who had no hand in the unit (B1, row 24)', async () => {
      await sayDirectClaims(staff.manager, diploma.id).expect(200);
      expectProblem(await prepare(staff.iqa, diploma.id, [cast]), 403, 'NOT_ALLOWED');
      const roles = (person: Person, to: Role[]) => second.patch(`/api/users/${person.id}`, { roles: to }).expect(200);
      for (const [person, usual] of [
        [staff.assessor, ['assessor']],
        [staff.iqa, ['iqa']],
        [staff.trainee, ['trainee_assessor']],
      ] as const) {
        await roles(person, [...usual, 'centre_manager']);
        const answer = await prepare(person, diploma.id, [cast]);
        expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
        expect(answer.text).toContain('SOD8');
      }
      const newIqa = await newcomer(`Nia Newcomer ${learners}`, ['iqa']);
      await reassign({ iqaId: newIqa.id });
      expectProblem(await prepare(staff.iqa, diploma.id, [cast]), 422, 'SEGREGATION_OF_DUTIES');
      const claim = await prepared(staff.manager, diploma.id, [cast]);
      expectProblem(await step(staff.assessor, claim.id, 'submission', SUBMITTED), 422, 'SEGREGATION_OF_DUTIES');
      await step(staff.manager, claim.id, 'submission', SUBMITTED).expect(200);
      expectProblem(await step(staff.iqa, claim.id, 'certificate', ISSUED), 422, 'SEGREGATION_OF_DUTIES');
      await roles(staff.assessor, ['assessor']);
      await roles(staff.iqa, ['iqa']);
      await roles(staff.trainee, ['trainee_assessor']);

      const interested = await newcomer(`Ina Interest ${learners}`, ['centre_manager']);
      await interested.post('/api/interests', { learnerId: cast.learner.id, kind: 'family' }).expect(201);
      await step(staff.manager, claim.id, 'withdrawal', { reason: 'To try another.' }).expect(200);
      const answer = await prepare(interested, diploma.id, [cast]);
      expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
      expect(answer.text).toContain('SOD6');
    });

    it('is another centre’s business in nothing', async () => {
      await sayDirectClaims(staff.manager, diploma.id).expect(200);
      const claim = await prepared(staff.manager, diploma.id, [cast]);
      expectProblem(await prepare(stranger, diploma.id, [cast]), 404, 'NOT_FOUND');
      const theirs = await offer(stranger);
      expectProblem(await prepare(stranger, theirs.id, [cast]), 404, 'NOT_FOUND');
      expectProblem(await prepare(staff.manager, theirs.id, [cast]), 404, 'NOT_FOUND');
      expectProblem(await stranger.get(`/api/certificate-claims/${claim.id}`), 404, 'NOT_FOUND');
      expectProblem(await step(stranger, claim.id, 'submission', SUBMITTED), 404, 'NOT_FOUND');
      const { body } = await stranger.get('/api/certificate-claims').expect(200);
      expect((body as CertificateClaimPage).items).toEqual([]);
    });

    it('is claimed once when two managers try at the same moment', async () => {
      await sayDirectClaims(staff.manager, diploma.id).expect(200);
      const answers = await Promise.all([staff.manager, second].map((by) => prepare(by, diploma.id, [cast])));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    });

    it('is not submitted on another release than it was prepared on', async () => {
      await sayDirectClaims(staff.manager, diploma.id).expect(200);
      const claim = await prepared(staff.manager, diploma.id, [cast]);
      await reopen();
      expect(await dueAbout(staff.manager, cast)).toEqual([]);
      expectProblem(await step(staff.manager, claim.id, 'submission', SUBMITTED), 422, 'NOT_CLAIMABLE');
      await release(cast);
      const answer = await step(staff.manager, claim.id, 'submission', SUBMITTED);
      expectProblem(answer, 422, 'NOT_CLAIMABLE');
      expect(answer.text).toContain('released anew');
    });

    describe('after it was claimed', () => {
      beforeEach(() => sayDirectClaims(staff.manager, diploma.id).expect(200));

      it('is not put right silently: the awarding organisation is told before anybody claims again', async () => {
        const claim = await certificated(staff.manager, diploma.id, [cast]);
        await reopen();
        expect(await statusOf(cast)).toBe('reopened');
        const [due, ...others] = await dueAbout(staff.manager, cast);
        expect(others).toEqual([]);
        expect(due).toMatchObject({ claimId: claim.id, cause: 'release_voided', unit: 'U40', status: 'due' });
        expect(due?.reason).toContain('AC1.1 was overlooked.');

        await judge(cast, '1.1', [made.discussion]);
        await release(cast);
        expect(await statusOf(cast)).toBe('claimable');
        expect(await missing(staff.manager, cast)).toEqual(['ao_told']);
        expectProblem(await prepare(staff.manager, diploma.id, [cast]), 422, 'NOT_CLAIMABLE');

        const path = `/api/ao-notifications/${due?.id ?? ''}/sending`;
        expectProblem(await stranger.post(path, TOLD), 404, 'NOT_FOUND');
        expectProblem(await staff.iqa.post(path, TOLD), 403, 'NOT_ALLOWED');
        for (const sentOn of ['2026-05-31', '2027-01-01']) {
          expectProblem(await staff.manager.post(path, { ...TOLD, sentOn }), 400, 'VALIDATION_FAILED');
        }
        const { body } = await staff.manager.post(path, TOLD).expect(200);
        expect(body).toMatchObject({ ...TOLD, status: 'sent', sentByName: 'Morgan Ellis' });
        expectProblem(await second.post(path, TOLD), 409, 'STATE_CONFLICT');
        expect(await dueAbout(staff.manager, cast)).toEqual([]);
        expect((await staff.manager.get('/api/ao-notifications?status=sent').expect(200)).text).toContain(due?.id);

        await certificated(second, diploma.id, [cast]);
        expect(await statusOf(cast)).toBe('certificated');
      });

      it.each([
        [
          'evidence is put on hold',
          () => staff.iqa.post(`/api/evidence/${made.observation}/hold`, { reason: 'Whose?' }),
        ],
        [
          'somebody it rests on declares an interest',
          () => staff.assessor.post('/api/interests', { learnerId: cast.learner.id, kind: 'family' }),
        ],
        [
          'evidence is re-opened',
          () => staff.manager.post(`/api/evidence/${made.discussion}/reopening`, { reason: 'Wrong learner.' }),
        ],
      ])('is told of when %s', async (_, happen) => {
        const claim = await prepared(staff.manager, diploma.id, [cast]);
        await step(staff.manager, claim.id, 'submission', SUBMITTED).expect(200);
        expect((await happen()).status).toBeLessThan(300);
        expect(await dueAbout(staff.manager, cast)).toMatchObject([{ claimId: claim.id, cause: 'release_voided' }]);
        expectProblem(await step(staff.manager, claim.id, 'certificate', ISSUED), 409, 'STATE_CONFLICT');
        await step(staff.manager, claim.id, 'withdrawal', { reason: 'It does not stand.' }).expect(200);
        expect(await dueAbout(staff.manager, cast)).toHaveLength(1);
      });

      it('is told of when an IQA samples it and does not agree', async () => {
        await certificated(staff.manager, diploma.id, [cast]);
        await disagree(staff.iqa, cast.registrationId, '1.1');
        expect(await dueAbout(staff.manager, cast)).toMatchObject([{ cause: 'release_voided' }]);
      });

      it('is revoked by two people, and the awarding organisation is told (B1, row 25)', async () => {
        const { id } = await certificated(staff.manager, diploma.id, [cast]);
        const decide = (by: Person, body: object) => step(by, id, 'revocation/decision', body);
        const confirmed = { outcome: 'confirmed' };
        expectProblem(await decide(second, confirmed), 409, 'STATE_CONFLICT');
        expectProblem(await step(staff.iqa, id, 'revocation', { reason: 'Wrong name' }), 403, 'NOT_ALLOWED');
        const { body } = await step(staff.manager, id, 'revocation', { reason: 'Wrong name' }).expect(200);
        expect(body).toMatchObject({ status: 'certificated', isRevocationProposed: true });
        expectProblem(await step(second, id, 'revocation', { reason: 'Again' }), 409, 'STATE_CONFLICT');
        expectProblem(await decide(staff.manager, confirmed), 422, 'SEGREGATION_OF_DUTIES');
        expectProblem(await decide(second, { outcome: 'refused' }), 422, 'REASON_REQUIRED');
        await decide(second, { outcome: 'refused', note: 'The name is right.' }).expect(200);
        expect(await statusOf(cast)).toBe('certificated');

        const lead = await newcomer(`Lea Lead ${learners}`, ['lead_iqa']);
        await step(staff.manager, id, 'revocation', { reason: 'Wrong name, see passport' }).expect(200);
        const answers = await Promise.all([decide(second, confirmed), decide(lead, confirmed)]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
        expect((await second.get(`/api/certificate-claims/${id}`).expect(200)).body).toMatchObject({
          status: 'revoked',
          isRevocationProposed: false,
        });
        expect(await statusOf(cast)).toBe('claimable');
        expect(await dueAbout(staff.manager, cast)).toMatchObject([{ cause: 'revoked', claimId: id }]);
        expect(await missing(staff.manager, cast)).toEqual(['ao_told']);
      });
    });
  });

  it('lets nobody claim what a trainee IQA signed until it is countersigned', async () => {
    cast = await registered();
    const trainee = await newcomer('Tariq Trainee', ['trainee_iqa']);
    const lead = await newcomer('Leah Lead', ['lead_iqa']);
    await reassign({ iqaId: trainee.id, countersigningIqaId: lead.id });
    await makeReady(cast);
    await sign(cast, cast.learner, { stage: 'learner' }).expect(201);
    await sign(cast, cast.assessor, { stage: 'assessor' }).expect(201);
    await sign(cast, trainee, { stage: 'iqa', route: 'sampled', decision: 'agreed' }).expect(201);
    const diploma = await ownQualification();
    await sayDirectClaims(staff.manager, diploma.id).expect(200);
    expect(await statusOf(cast)).toBe('iqa_signed');
    expectProblem(await prepare(staff.manager, diploma.id, [cast]), 422, 'NOT_CLAIMABLE');
    await sign(cast, lead, { stage: 'countersigning_iqa', decision: 'agreed' }).expect(201);
    expect(await statusOf(cast)).toBe('claimable');
    await certificated(staff.manager, diploma.id, [cast]);
  });
});
