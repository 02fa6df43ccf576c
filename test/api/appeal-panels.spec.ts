import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/access/actor.js';
import type { AppealCaseView } from '../../src/modules/appeals/appeal-case.dto.js';
import type { AppealPage, AppealView } from '../../src/modules/appeals/appeal-view.dto.js';
import {
  appealBeforePanel,
  appealNow,
  appoint,
  atStage3,
  decide,
  escalate,
  vote,
  withdraw,
} from '../support/appeals.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import {
  claimsOn,
  DISCUSSION,
  draft,
  evidenceNow,
  PRODUCT,
  sampleFile,
  signedRecord,
  submittedProduct,
} from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { signSample, takeSample } from '../support/sampling.js';

describe('panels over appeals, over HTTP', () => {
  let test: TestApp;
  let staff: Cast;
  let lead: Person;
  let pia: Person;
  let paul: Person;
  let petra: Person;
  let cast: Cast;
  let appeal: AppealView;
  let learners = 0;

  const newcomer = (name: string, roles: Role[]) => addPerson(staff.manager, test.app, `${name} ${learners}`, roles);
  const registration = () => `/api/registrations/${cast.registrationId}`;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await castOf(test.app);
    lead = await addPerson(staff.manager, test.app, 'Lea Lead', ['lead_iqa']);
    pia = await addPerson(staff.manager, test.app, 'Pia Panel', ['iqa']);
    paul = await addPerson(staff.manager, test.app, 'Paul Panel', ['assessor']);
    petra = await addPerson(staff.manager, test.app, 'Petra Panel', ['assessor', 'iqa']);
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    learners += 1;
    cast = await anotherLearner(test.app, staff, `Appealing Learner ${learners}`);
    const { id: judgementId } = await judge(cast, '2.6', [], { outcome: 'not_yet_met' });
    appeal = await atStage3(cast, { kind: 'judgement', judgementId });
  });

  describe('are made of people without any part', () => {
    const refused = async (members: readonly Person[], code = 'SEGREGATION_OF_DUTIES') => {
      const answer = await appoint(cast, appeal.id, members);
      expectProblem(answer, 422, code);
      return faultyPaths(answer);
    };

    it('and of at least two; fewer than the procedure asks for is a warning (P1)', async () => {
      expectProblem(await appoint(cast, appeal.id, [pia]), 400, 'VALIDATION_FAILED');
      const { body } = await appoint(cast, appeal.id, [pia, paul]).expect(200);
      expect(body).toMatchObject({ warnings: [{ code: 'PANEL_SMALL' }] });
      const { body: full } = await appoint(cast, appeal.id, [pia, paul, petra]).expect(200);
      expect(full).toMatchObject({
        warnings: [],
        panel: [{ memberName: 'Pia Panel' }, { memberName: 'Paul Panel' }, { memberName: 'Petra Panel' }],
      });
    });

    it('so not of the assessor, the second assessor or the IQA, nor of learners and strangers', async () => {
      expect(await refused([pia, cast.assessor])).toEqual(['memberIds[1]', 'memberIds[1]']);
      expect(await refused([pia, cast.iqa])).toContain('memberIds[1]');
      expect(await refused([cast.learner, cast.trainee], 'ROLE_MISSING')).toEqual(['memberIds[0]', 'memberIds[1]']);
    });

    it('so not of a lead IQA who sampled the unit, with a sample that is still open', async () => {
      await takeSample(lead, cast.registrationId, { criteria: ['2.6'] });
      expect(await refused([pia, lead])).toEqual(['memberIds[1]']);
    });

    it('so not of somebody with several roles who judged here once, countersigned, wrote evidence or has an interest', async () => {
      const judged = await newcomer('Jo Judged', ['assessor', 'iqa', 'lead_iqa']);
      const wrote = await newcomer('Wim Wrote', ['assessor', 'iqa']);
      const signs = await newcomer('Sue Signs', ['assessor', 'centre_manager']);
      const kin = await newcomer('Kim Kin', ['iqa']);
      await cast.manager.patch(registration(), { coAssessorId: judged.id }).expect(200);
      await judge(cast, '1.1', [], { by: judged, outcome: 'not_yet_met' });
      await cast.manager.patch(registration(), { coAssessorId: wrote.id }).expect(200);
      await signedRecord(cast, DISCUSSION, ['1.1'], wrote);
      await cast.manager.patch(registration(), { coAssessorId: null, countersignerId: signs.id }).expect(200);
      await kin.post('/api/interests', { learnerId: cast.learner.id, kind: 'family' }).expect(201);
      expect(await refused([pia, judged, wrote, signs, kin])).toEqual([1, 2, 3, 4].map((at) => `memberIds[${at}]`));
    });

    it('and not of the manager who appoints them (SOD8)', async () => {
      expect(await refused([pia, cast.manager])).toEqual(['memberIds[1]']);
    });

    it('and stay so: a member who gets a part afterwards neither votes nor decides', async () => {
      await appoint(cast, appeal.id, [pia, paul]).expect(200);
      await cast.manager.patch(registration(), { coAssessorId: paul.id }).expect(200);
      expectProblem(await vote(paul, appeal.id, 'upheld'), 422, 'SEGREGATION_OF_DUTIES');
      await cast.manager.patch(registration(), { coAssessorId: null }).expect(200);
      await vote(pia, appeal.id, 'upheld').expect(201);
      await vote(paul, appeal.id, 'upheld').expect(201);
      await pia.post('/api/interests', { learnerId: cast.learner.id, kind: 'financial' }).expect(201);
      expectProblem(await decide(pia, appeal.id, 'upheld'), 422, 'SEGREGATION_OF_DUTIES');
      await decide(paul, appeal.id, 'upheld').expect(200);
    });

    it('and of nobody who samples the unit while they are appointed', async () => {
      const many = await newcomer('Mina Many', ['lead_iqa']);
      const [sampled, appointed] = await Promise.all([
        many.post(`${registration()}/samples`, { stage: 'interim', criteria: ['2.6'], reason: 'Spot check.' }),
        appoint(cast, appeal.id, [pia, many]),
      ]);
      expect(sampled.status).toBe(201);
      // Whoever came first, nobody with a part in the unit speaks for the panel.
      if (appointed.status === 200) expectProblem(await vote(many, appeal.id, 'upheld'), 422, 'SEGREGATION_OF_DUTIES');
      else expectProblem(appointed, 422, 'SEGREGATION_OF_DUTIES');
    });
  });

  describe('decide by majority', () => {
    beforeEach(() => appoint(cast, appeal.id, [pia, paul, petra]).expect(200));

    it('of all members, once all have voted, and as most of them did', async () => {
      await vote(pia, appeal.id, 'rejected').expect(201);
      await vote(paul, appeal.id, 'partly').expect(201);
      expectProblem(await decide(pia, appeal.id, 'rejected'), 409, 'STATE_CONFLICT');
      await vote(petra, appeal.id, 'upheld').expect(201);
      expectProblem(await decide(pia, appeal.id, 'rejected'), 409, 'STATE_CONFLICT');
      await vote(pia, appeal.id, 'partly').expect(201);
      expectProblem(await decide(pia, appeal.id, 'upheld'), 409, 'STATE_CONFLICT');
      const { body } = await decide(petra, appeal.id, 'partly', { byAnotherAssessor: true }).expect(200);
      expect(body).toMatchObject({ status: 'stage3_decided', outcome: 'partly', byAnotherAssessor: true });
      expectProblem(await vote(pia, appeal.id, 'upheld'), 409, 'STATE_CONFLICT');
    });

    it('without those who were replaced: they take their vote along and are nobody to the appeal any more', async () => {
      await vote(pia, appeal.id, 'rejected').expect(201);
      const paula = await newcomer('Paula Panel', ['iqa']);
      await appoint(cast, appeal.id, [paula, paul, petra]).expect(200);
      expectProblem(await vote(pia, appeal.id, 'rejected'), 404, 'NOT_FOUND');
      for (const member of [paul, petra]) await vote(member, appeal.id, 'upheld').expect(201);
      expectProblem(await decide(paul, appeal.id, 'upheld'), 409, 'STATE_CONFLICT');
      await vote(paula, appeal.id, 'upheld').expect(201);
      await decide(paul, appeal.id, 'upheld').expect(200);
    });

    it('and by nobody else: neither the manager nor a lead IQA speaks for them', async () => {
      expectProblem(await vote(cast.manager, appeal.id, 'upheld'), 403, 'NOT_ALLOWED');
      expectProblem(await decide(lead, appeal.id, 'upheld'), 403, 'NOT_ALLOWED');
      expectProblem(await decide(cast.iqa, appeal.id, 'upheld'), 403, 'NOT_ALLOWED');
    });

    it('among themselves: the learner and the assessor never see how anybody voted', async () => {
      await vote(pia, appeal.id, 'upheld').expect(201);
      const votesSeenBy = async (person: Person) =>
        (await appealNow(person, appeal.id)).steps.filter(({ event }) => event === 'voted').length;
      for (const person of [paul, cast.manager, lead]) expect(await votesSeenBy(person)).toBe(1);
      for (const person of [cast.learner, cast.assessor, cast.trainee, cast.iqa])
        expect(await votesSeenBy(person)).toBe(0);
      const { text } = await cast.learner.get(`${registration()}/audit?limit=200`).expect(200);
      expect(text).toContain('appeal.voted');
      expect(text).not.toContain('Convincing.');
    });
  });

  describe('see what they decide on', () => {
    let product: string;
    let elsewhere: string;
    const record = (person: Person) => person.get(`/api/appeals/${appeal.id}/record`);
    const file = (person: Person, fileId: string) => person.get(`/api/appeals/${appeal.id}/files/${fileId}`);
    const fileOf = async (id: string) => (await evidenceNow(cast.learner, id)).files[0]?.id ?? '';

    beforeEach(async () => {
      product = await submittedProduct(cast, ['2.6']);
      elsewhere = await submittedProduct(cast, ['2.8']);
      await appoint(cast, appeal.id, [pia, paul]).expect(200);
    });

    it('and nothing else of a portfolio that is not theirs', async () => {
      const shown = (await record(pia).expect(200)).body as AppealCaseView;
      expect(shown.judgements).toMatchObject([
        { criterion: '2.6', outcome: 'not_yet_met', assessorName: 'Daniel Price' },
      ]);
      expect(shown.evidence.map(({ ref, method, files }) => [ref, method, files.length])).toEqual([
        ['E001', 'work_product', 1],
      ]);
      const answer = await file(pia, await fileOf(product))
        .responseType('blob')
        .expect(200);
      expect(sampleFile('email-thread-c-002.eml').equals(answer.body as Buffer)).toBe(true);
      expect(answer.headers).toMatchObject({
        'content-disposition': expect.stringMatching(/^attachment/),
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      });
      expectProblem(await file(pia, await fileOf(elsewhere)), 404, 'NOT_FOUND');
      for (const path of [
        registration(),
        `${registration()}/judgements`,
        `${registration()}/coverage`,
        `/api/evidence/${product}`,
        `/api/evidence/${product}/files/${await fileOf(product)}`,
      ]) {
        expectProblem(await pia.get(path), 404, 'NOT_FOUND');
      }
      const { body } = await pia.get('/api/appeals').expect(200);
      expect((body as AppealPage).items.map(({ id }) => id)).toContain(appeal.id);
    });

    it('while it is before them, and their decision for ever', async () => {
      for (const member of [pia, paul]) await vote(member, appeal.id, 'rejected').expect(201);
      await decide(pia, appeal.id, 'rejected').expect(200);
      await record(pia).expect(200);
      await escalate(cast, appeal.id).expect(200);
      expectProblem(await record(pia), 403, 'NOT_ALLOWED');
      expectProblem(await file(pia, await fileOf(product)), 403, 'NOT_ALLOWED');
      expect((await appealNow(pia, appeal.id)).status).toBe('ao');
    });

    it('as do those who had it before them, but not whoever else is at the centre', async () => {
      for (const person of [cast.learner, cast.assessor, cast.iqa, lead, cast.manager])
        await record(person).expect(200);
      expectProblem(await file(cast.manager, await fileOf(product)), 403, 'NOT_ALLOWED');
      expectProblem(await record(petra), 404, 'NOT_FOUND');
    });

    it('but no original that is sealed: its redacted copy stands for it', async () => {
      const { id } = await draft(cast.learner, { ...PRODUCT, redaction: 'pending' });
      const path = `/api/evidence/${id}/files`;
      const { body } = await cast.learner.upload(path, Buffer.from('Ann Example was upset.'), 'note.txt').expect(201);
      const { id: original } = body as { id: string };
      await cast.learner.post(`${path}/${original}/redactions`, { words: ['Ann Example'] }).expect(201);
      await cast.learner.patch(`/api/evidence/${id}`, { redaction: 'done' }).expect(200);
      await cast.learner.put(`/api/evidence/${id}/claims`, claimsOn(cast.registrationId, ['2.6'])).expect(200);
      await cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true }).expect(200);
      const { evidence } = (await record(pia).expect(200)).body as AppealCaseView;
      const files = evidence.find((one) => one.id === id)?.files ?? [];
      expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/^redacted copy 1/)]);
      await file(pia, files[0]?.id ?? '').expect(200);
      expectProblem(await file(pia, original), 403, 'NOT_ALLOWED');
      expectProblem(await file(cast.learner, original), 403, 'NOT_ALLOWED');
    });

    it('with an item that is appealed on its own, and that alone', async () => {
      await withdraw(cast, appeal.id);
      const reasons = { outcome: 'returned', comment: 'Half is missing.', reasons: ['not_sufficient'] };
      await cast.assessor.post(`/api/evidence/${elsewhere}/decision`, reasons).expect(200);
      appeal = await appealBeforePanel(cast, [pia, paul], { kind: 'evidence_returned', evidenceId: elsewhere });
      const shown = (await record(paul).expect(200)).body as AppealCaseView;
      expect(shown).toMatchObject({
        judgements: [],
        evidence: [{ id: elsewhere, decisions: [{ outcome: 'returned', comment: 'Half is missing.', declined: [] }] }],
      });
      await file(paul, await fileOf(elsewhere)).expect(200);
      expectProblem(await file(paul, await fileOf(product)), 404, 'NOT_FOUND');
    });
  });

  it('are told apart from a signed sample: whoever signed one sits on no panel either', async () => {
    await signSample(lead, await takeSample(lead, cast.registrationId, { criteria: ['2.6'] }));
    expectProblem(await appoint(cast, appeal.id, [pia, lead]), 422, 'SEGREGATION_OF_DUTIES');
  });
});
