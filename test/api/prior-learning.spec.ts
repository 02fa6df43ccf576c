import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVERY_METHOD } from '../../templates/samples/every-method.js';
import { resolveDates } from '../../templates/samples/resolve-dates.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, draft, evidenceNow } from '../support/evidence.js';
import { addPerson, type Cast, castOf } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock, TODAY } from '../support/running-clock.js';

const { body, claims } = EVERY_METHOD.rpl_claim;
const CRITERIA = claims.map(({ criterion }) => criterion);
const at = (id: string, rest = ''): string => `/api/evidence/${id}${rest}`;

describe('prior learning over HTTP', () => {
  let test: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  async function claimed(over: object = {}, claim: object = {}): Promise<string> {
    const { id } = await draft(cast.learner, { ...resolveDates(body, TODAY), ...over });
    const own = claims.map((told) => ({ ...told, registrationId: cast.registrationId, ...claim }));
    await cast.learner.put(at(id, '/claims'), own).expect(200);
    return id;
  }

  const submit = (id: string) => cast.learner.post(at(id, '/submission'), { declaration: true });
  const approve = (id: string, aoReference?: string) =>
    cast.iqa.post(at(id, '/rpl-approval'), { approved: true, ...(aoReference === undefined ? {} : { aoReference }) });
  const stateOf = async (id: string) => (await evidenceNow(cast.learner, id)).rplState;

  /** The weight that the coverage of the unit gives the claim on 2.6. */
  async function weightOf(id: string) {
    const { body: coverage } = await cast.learner.get(`/api/registrations/${cast.registrationId}/coverage`).expect(200);
    const { criteria } = coverage as {
      criteria: { code: string; claims: { evidenceId: string; counts: string; reasons: string[] }[] }[];
    };
    const weighed = criteria.find(({ code }) => code === '2.6')?.claims.find(({ evidenceId }) => evidenceId === id);
    return weighed?.reasons.includes('RPL_NOT_APPROVED') ? 'not approved' : weighed?.counts;
  }

  it('goes from proposed to counted step by step', async () => {
    const id = await claimed();
    expect(await stateOf(id)).toBe('proposed');
    expectProblem(await approve(id), 409, 'STATE_CONFLICT');
    await submit(id).expect(200);
    expect(await stateOf(id)).toBe('mapped');
    expectProblem(await approve(id), 409, 'STATE_CONFLICT');
    await accept(cast, id, CRITERIA);
    expect([await stateOf(id), await weightOf(id)]).toEqual(['assessed', 'not approved']);
    await approve(id).expect(200);
    expect([await stateOf(id), await weightOf(id)]).toEqual(['iqa_approved', 'substantive']);
    expectProblem(await approve(id), 409, 'STATE_CONFLICT');
  });

  it('carries the awarding organisation’s reference, given with the approval or later, until it is re-opened', async () => {
    const [atOnce, later] = [await claimed(), await claimed()];
    for (const id of [atOnce, later]) {
      await submit(id).expect(200);
      await accept(cast, id, CRITERIA);
    }
    await approve(later).expect(200);
    for (const id of [atOnce, later]) {
      const { body: approved } = await approve(id, 'HF-RPL-2207').expect(200);
      expect(approved).toMatchObject({ rplState: 'ao_approved', aoReference: 'HF-RPL-2207' });
      expectProblem(await approve(id, 'HF-RPL-2208'), 409, 'STATE_CONFLICT');
    }
    expect(await weightOf(atOnce)).toBe('substantive');
    const { body: reopened } = await cast.assessor
      .post(at(atOnce, '/reopening'), { reason: 'The certificate is another person’s.' })
      .expect(200);
    expect(reopened).toMatchObject({ rplState: 'mapped', aoReference: null });
  });

  it('is approved by a qualified IQA only: nobody countersigns an approval (SOD5)', async () => {
    const id = await claimed();
    await submit(id).expect(200);
    await accept(cast, id, CRITERIA);
    const trainee = await addPerson(cast.manager, test.app, 'Tariq Trainee', ['trainee_iqa']);
    const second = await addPerson(cast.manager, test.app, 'Ines Hale', ['iqa']);
    const parts = (iqaId: string, countersigningIqaId: string | null) =>
      cast.manager.patch(`/api/registrations/${cast.registrationId}`, { iqaId, countersigningIqaId }).expect(200);
    await parts(trainee.id, second.id);
    const answer = await trainee.post(at(id, '/rpl-approval'), { approved: true });
    expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
    expect(answer.text).toContain('SOD5');
    await parts(cast.iqa.id, null);
    await approve(id).expect(200);
  });

  it('is not handed in unmapped', async () => {
    const unmapped = await claimed({ record: { source: 'A certificate' } }, { locator: null, rationale: null });
    const answer = await submit(unmapped);
    expectProblem(answer, 422, 'SUBMISSION_INCOMPLETE');
    expect(faultyPaths(answer)).toEqual(['claims[0].rationale', 'claims[1].rationale']);
    await submit(await claimed({}, { locator: null, rationale: null })).expect(200);
    await submit(await claimed({ record: { source: 'A certificate' } }, { locator: null })).expect(200);
  });

  it('takes no criterion from its assessor that is not mapped either', async () => {
    const id = await claimed();
    await submit(id).expect(200);
    const own = claims.map((told) => ({ ...told, registrationId: cast.registrationId }));
    const further = { registrationId: cast.registrationId, criterion: '2.8' };
    const answer = await cast.assessor.put(at(id, '/claims'), [...own, further]);
    expectProblem(answer, 422, 'SUBMISSION_INCOMPLETE');
    expect(faultyPaths(answer)).toEqual(['[2].rationale']);
    await cast.assessor.put(at(id, '/claims'), [...own, { ...further, rationale: 'Prior criterion 3.4.' }]).expect(200);
  });

  it('goes back to proposed when it is recalled', async () => {
    const id = await claimed();
    await submit(id).expect(200);
    await cast.learner.post(at(id, '/recall')).expect(200);
    expect(await stateOf(id)).toBe('proposed');
  });
});
