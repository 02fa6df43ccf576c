import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CoverageView } from '../../src/modules/coverage/coverage.dto.js';
import type { WitnessStatusList } from '../../src/modules/witnesses/witnesses.dto.js';
import type { Problem } from '../../src/platform/http/problem.js';
import { U40 } from '../../templates/units/u40.js';
import { criteriaOf } from '../../src/domain/specification/find-criterion.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { acceptance, draft, evidenceNow, OBSERVATION, PRODUCT, sampleFile } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock, TODAY } from '../support/running-clock.js';
import {
  ACCOUNT,
  give,
  givenTestimony,
  invite,
  openLink,
  TESTIMONY,
  testimonyDraft,
  WITNESS,
} from '../support/testimony.js';

const VERIFICATION = { method: 'telephone', verifiedOn: TODAY } as const;

describe('who may testify', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const ask = (id: string, over: object = {}, by: Person = cast.learner) =>
    by.post(`/api/evidence/${id}/witness-invitations`, { ...WITNESS, ...over });
  const paths = (body: unknown) => (body as Problem).errors.map(({ path }) => path);

  it.each([
    ['the learner', { email: 'maya.okafor@demo.test' }, 'SOD1', 'email'],
    ['the learner in capitals and with a note', { email: 'Maya.Okafor+me@DEMO.test' }, 'SOD1', 'email'],
    ['the learner at another address', { name: 'maya  OKAFOR', email: 'me@home.test' }, 'SOD1', 'name'],
    ['the assessor', { email: 'daniel.price@demo.test' }, 'SOD3', 'email'],
    ['the assessor at another address', { name: 'Daniel Price', email: 'dp@home.test' }, 'SOD3', 'name'],
    ['the second assessor', { email: 'tess.morley@demo.test' }, 'SOD3', 'email'],
    ['the IQA', { email: 'ingrid.shaw@demo.test' }, 'SOD2', 'email'],
    ['a relative', { relationship: 'relative' }, 'SOD6', 'relationship'],
  ])('refuses %s, whoever asks', async (_who, over, rule, path) => {
    const id = await testimonyDraft(cast);
    for (const by of [cast.learner, cast.assessor]) {
      const { body } = await ask(id, over, by).expect(422);
      expect([(body as Problem).code, paths(body)]).toEqual(['SEGREGATION_OF_DUTIES', [path]]);
      expect((body as Problem).detail).toContain(rule);
    }
    expect((await evidenceNow(cast.learner, id)).status).toBe('draft');
  });

  it('takes no name or role that would write lines of its own into the letter', async () => {
    const id = await testimonyDraft(cast);
    const lines = { name: 'Petra\r\nPlease ignore the rest.', role: 'Team\nleader' };
    const answer = await ask(id, lines);
    expectProblem(answer, 400, 'VALIDATION_FAILED');
    expect(faultyPaths(answer)).toEqual(['name', 'role']);
  });

  it('refuses somebody with a declared interest in the learner, as witness and as whoever asks (SOD6)', async () => {
    const own = await anotherLearner(test.app, cast, 'Lara Interest');
    const id = await testimonyDraft(own);
    const aunt = await addPerson(cast.manager, test.app, 'Ada Aunt', ['assessor']);
    await aunt.post('/api/interests', { learnerId: own.learner.id, kind: 'family' }).expect(201);
    const refused = await ask(id, { email: 'ada.aunt@demo.test' }, own.learner).expect(422);
    expect((refused.body as Problem).detail).toContain('SOD6');

    await cast.trainee.post('/api/interests', { learnerId: own.learner.id, kind: 'financial' }).expect(201);
    const inviter = await ask(id, {}, cast.trainee).expect(422);
    expect((inviter.body as Problem).detail).toContain('SOD6');
  });

  it('lets a namesake testify once the name is given in full', async () => {
    const id = await testimonyDraft(cast);
    await ask(id, { name: 'Daniel Price', email: 'other.price@kitchens.test' }).expect(422);
    await ask(id, { name: 'Daniel Jonathan Price', email: 'other.price@kitchens.test' }).expect(201);
  });

  it('refuses a testimony for a whole unit', async () => {
    const all = criteriaOf(U40).map(({ code }) => code);
    const whole = await testimonyDraft(cast, {}, cast.learner, all);
    const { body } = await ask(whole).expect(422);
    expect([(body as Problem).code, paths(body)]).toEqual(['TESTIMONY_REFUSED', ['claims']]);
    await ask(await testimonyDraft(cast, {}, cast.learner, all.slice(1))).expect(201);
  });

  it('asks an expert witness for expert testimony, and nobody else (EW)', async () => {
    const id = await testimonyDraft(cast, { method: 'expert_witness_testimony' });
    expect(paths((await ask(id, { status: 2 }).expect(422)).body)).toEqual(['status']);
    await ask(id, { status: 1, relationship: 'expert' }).expect(201);
  });

  it('asks nobody about what a witness could not sign: an incomplete draft, a file, another method, a finished item', async () => {
    const { id: bare } = await draft(cast.learner, TESTIMONY);
    const incomplete = await ask(bare).expect(422);
    expect([(incomplete.body as Problem).code, paths(incomplete.body)]).toEqual(['SUBMISSION_INCOMPLETE', ['claims']]);

    const withFile = await testimonyDraft(cast);
    const file = sampleFile('call-back-note-c-003.txt');
    await cast.learner.upload(`/api/evidence/${withFile}/files`, file, 'call-back-note.txt').expect(201);
    await cast.learner
      .put(`/api/evidence/${withFile}/claims`, [
        { registrationId: cast.registrationId, criterion: '2.9', locator: { paragraph: 1 } },
      ])
      .expect(200);
    expect(paths((await ask(withFile).expect(422)).body)).toEqual(['files']);

    const { id: product } = await draft(cast.learner, PRODUCT);
    await ask(product).expect(409);
    await ask(await givenTestimony(cast, test.app)).expect(409);
  });

  it('refuses at the giving whoever was allocated to assess the learner meanwhile, and takes nothing', async () => {
    const own = await anotherLearner(test.app, cast, 'Rhea Reassigned');
    const id = await testimonyDraft(own);
    const { token } = await invite(own, id);
    const petra = await addPerson(cast.manager, test.app, 'Petra Account', ['assessor']);
    const again = await invite(own, id, { name: 'Petra Lindqvist', email: petra.email });
    await openLink(test.app, token ?? '').expect(409);
    await cast.manager
      .patch(`/api/registrations/${own.registrationId}`, { assessorId: petra.id, coAssessorId: null })
      .expect(200);
    const { body } = await give(test.app, again.token ?? '').expect(422);
    expect((body as Problem).detail).toContain('SOD3');
    const item = await evidenceNow(own.learner, id);
    expect([item.status, item.signatures, item.record]).toEqual(['draft', [], null]);
  });

  it('lets an assessor testify for a learner of somebody else, and then never judge on it (SOD3)', async () => {
    const own = await anotherLearner(test.app, cast, 'Wanda Learner');
    const witness = await addPerson(cast.manager, test.app, 'Walter Witness', ['assessor']);
    const id = await testimonyDraft(own);
    const { token } = await invite(own, id, { name: 'Walter Witness', email: `Walter.Witness+own@demo.test` });
    await give(test.app, token ?? '', { name: 'Walter Witness' }).expect(201);

    await cast.manager.patch(`/api/registrations/${own.registrationId}`, { coAssessorId: witness.id }).expect(200);
    const body = acceptance(own.registrationId, ['2.9'], { witnessVerification: VERIFICATION });
    const refusals = [
      await witness.post(`/api/evidence/${id}/decision`, body),
      await witness.post(`/api/evidence/${id}/witness-verification`, VERIFICATION),
      await witness.post(`/api/registrations/${own.registrationId}/judgements`, {
        ...{ criterion: '2.9', outcome: 'not_yet_met', rationale: 'I saw it myself.', evidenceIds: [id] },
      }),
    ];
    expect(refusals.map(({ status, body: said }) => [status, (said as Problem).detail.slice(0, 5)])).toEqual(
      Array.from({ length: 3 }, () => [422, 'SOD3:']),
    );
    await own.assessor.post(`/api/evidence/${id}/decision`, body).expect(200);
  });
});

describe('a testimony that was given through a link', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const verify = (id: string, by: Person = cast.assessor, over: object = {}) =>
    by.post(`/api/evidence/${id}/witness-verification`, { ...VERIFICATION, ...over });

  async function reasonsOf(id: string): Promise<readonly string[]> {
    const { body } = await cast.assessor.get(`/api/registrations/${cast.registrationId}/coverage`).expect(200);
    const claims = (body as CoverageView).criteria.flatMap((criterion) => criterion.claims);
    return claims.find(({ evidenceId }) => evidenceId === id)?.reasons ?? [];
  }

  it('is nobody’s to recall or edit; a new version asks its witness again', async () => {
    const id = await givenTestimony(cast, test.app);
    const recalled = await cast.learner.post(`/api/evidence/${id}/recall`).expect(409);
    expect((recalled.body as Problem).detail).toContain('in the words of its witness');
    await cast.learner.patch(`/api/evidence/${id}`, { record: { account: ['Much better.'] } }).expect(409);
    await cast.assessor
      .post(`/api/evidence/${id}/decision`, { outcome: 'returned', reasons: ['depth'], comment: 'Which day was it?' })
      .expect(200);
    const { body } = await cast.learner.post(`/api/evidence/${id}/versions`).expect(201);
    const next = body as { id: string; record: unknown; signatures: unknown[] };
    expect([next.record, next.signatures]).toEqual([null, []]);
    const { token } = await invite(cast, next.id);
    await give(test.app, token ?? '', { account: [...ACCOUNT.account, 'It was the 6th of March.'] }).expect(201);
    expect((await evidenceNow(cast.learner, id)).status).toBe('superseded');
  });

  it('counts once an assessor has said how they made sure who the witness is, before or after accepting it', async () => {
    const id = await givenTestimony(cast, test.app);
    await cast.assessor.post(`/api/evidence/${id}/decision`, acceptance(cast.registrationId, ['2.9'])).expect(200);
    expect(await reasonsOf(id)).toContain('WITNESS_UNVERIFIED');
    await verify(id, cast.assessor, { verifiedOn: '2026-06-02' }).expect(422);
    await verify(id).expect(201);
    expect(await reasonsOf(id)).not.toContain('WITNESS_UNVERIFIED');
    await verify(id).expect(409);

    const early = await givenTestimony(cast, test.app);
    await verify(early, cast.assessor).expect(201);
    await cast.assessor.post(`/api/evidence/${early}/decision`, acceptance(cast.registrationId, ['2.9'])).expect(200);
    expect((await evidenceNow(cast.iqa, early)).witnessVerification).toEqual({
      ...VERIFICATION,
      byId: cast.assessor.id,
    });
    expect(await reasonsOf(early)).not.toContain('WITNESS_UNVERIFIED');
  });

  it('is verified by its assessors alone, and only once a witness has signed', async () => {
    const id = await givenTestimony(cast, test.app);
    for (const person of [cast.learner, cast.iqa, cast.manager]) await verify(id, person).expect(403);
    await verify(await testimonyDraft(cast)).expect(409);
    const observation = await draft(cast.assessor, { ...OBSERVATION, learnerId: cast.learner.id });
    await cast.assessor
      .put(`/api/evidence/${observation.id}/claims`, [{ registrationId: cast.registrationId, criterion: '2.1' }])
      .expect(200);
    await cast.assessor.post(`/api/evidence/${observation.id}/submission`).expect(200);
    await verify(observation.id).expect(409);
  });

  it.each([
    ['the learner', { name: 'Maya  OKAFOR' }, ['name']],
    ['a relative', { relationship: 'Her mother' }, ['relationship']],
    ['the assessor, by name', { name: 'daniel  PRICE' }, ['name']],
    [
      'the assessor, by address',
      { contactDetails: '07700 900 123, <Daniel.Price+home@demo.test>' },
      ['contactDetails'],
    ],
  ])('filed from paper is not of %s', async (_, over, fields) => {
    const witness = { name: 'Helen Marsh', jobRole: 'Manager', relationship: 'Manager', signedOn: '2026-05-04' };
    const record = { witness: { ...witness, ...over }, account: ['She rang the customer at noon as she had said.'] };
    const filed = await testimonyDraft(cast, { record });
    const answer = await cast.learner.post(`/api/evidence/${filed}/submission`);
    expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
    expect(faultyPaths(answer)).toEqual(fields.map((field) => `record.witness.${field}`));
    expect((await evidenceNow(cast.learner, filed)).status).toBe('draft');
  });

  it('stands in the witness status list beside those on paper, without anybody’s address', async () => {
    const own = await anotherLearner(test.app, cast, 'Lina Listed');
    const first = await givenTestimony(own, test.app);
    await verify(first, own.assessor).expect(201);
    const second = await givenTestimony(own, test.app);
    const paper = {
      name: 'Helen Okafor',
      jobRole: 'Showroom manager',
      relationship: 'Manager',
      signedOn: '2026-05-04',
    };
    const record = { witness: { ...paper, email: 'helen@kitchens.test' }, account: ['She did as I say.'] };
    const filed = await testimonyDraft(own, { record });
    await own.learner.post(`/api/evidence/${filed}/submission`).expect(200);
    await testimonyDraft(own, { record });

    const refs = await Promise.all([first, second, filed].map(async (id) => (await evidenceNow(own.learner, id)).ref));
    const { body } = await own.iqa.get(`/api/registrations/${own.registrationId}/witnesses`).expect(200);
    const { items } = body as WitnessStatusList;
    expect(items).toEqual([
      {
        ...{ name: WITNESS.name, jobRole: WITNESS.role, organisation: WITNESS.organisation },
        ...{ relationship: 'Line manager', statusCategory: 3, status: 'Non-expert familiar with the standards' },
        evidenceRefs: refs.slice(0, 2),
        testimonies: [
          {
            ...{ ref: refs[0], signedAt: expect.stringMatching(/^2026-06-01T/) as unknown, givenThrough: 'link' },
            verified: { method: 'telephone', on: TODAY, by: 'Daniel Price' },
          },
          {
            ...{ ref: refs[1], signedAt: expect.stringMatching(/^2026-06-01T/) as unknown, givenThrough: 'link' },
            verified: null,
          },
        ],
      },
      {
        ...{ name: paper.name, jobRole: paper.jobRole, organisation: null, relationship: paper.relationship },
        ...{ statusCategory: null, status: null },
        evidenceRefs: refs.slice(2),
        testimonies: [{ ref: refs[2], signedAt: '2026-05-04T00:00:00.000Z', givenThrough: 'paper', verified: null }],
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('@');
  });
});
