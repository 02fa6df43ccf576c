import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Response, Test } from 'supertest';
import type { Role } from '../../../src/domain/access/actor.js';
import { appealBeforePanel, lodge, vote, withdraw } from '../../support/appeals.js';
import { buildApp, type TestApp } from '../../support/build-app.js';
import { certificated, offer, sayDirectClaims, step } from '../../support/certification.js';
import { addPerson, anotherLearner, type Person } from '../../support/people.js';
import { judge, makeReady, NOT_SELECTED, release, sign, signUpToAssessor } from '../../support/ready-unit.js';
import { storyClock } from '../../support/running-clock.js';
import { rowsOf } from '../../support/segregation-ledgers.js';
import { breachesIn } from '../../support/segregation-replay.js';
import { saidBy, type Staff, staffOf, type Unit } from '../../support/segregation-staff.js';

jest.setTimeout(180_000);

type Racers = Pick<Unit, Exclude<keyof Unit, 'target'>>;
const NOT_YET = { criterion: '1.1', outcome: 'not_yet_met', rationale: 'Not yet.', action: 'More.', evidenceIds: [] };
const REFUSED = { stage: 'countersigning_iqa', decision: 'not_agreed', note: 'AC2.7 was not looked at.' } as const;

describe('two requests at once, each of them right and both together a breach', () => {
  let test: TestApp;
  let staff: Staff;
  let tries = 0;
  let racers = 0;
  /** How often the second of two came too late, where either may come first. */
  let refusals = 0;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    staff = await staffOf(test.app);
  });
  afterAll(() => test.close());

  const newcomer = (name: string, roles: Role[]) => addPerson(staff.manager, test.app, `${name} ${racers}`, roles);
  const learner = (): Promise<Racers> => anotherLearner(test.app, staff, `Raced Learner ${(racers += 1)}`);
  const path = ({ registrationId }: Racers, rest = '') => `/api/registrations/${registrationId}${rest}`;
  const allocate = (unit: Racers, parts: object) => staff.manager.patch(path(unit), parts);
  const setRoles = (person: Person, roles: Role[]) =>
    staff.manager.patch(`/api/users/${person.id}`, { roles }).expect(200);

  /** Both at once, this one first and that one first by turns; at least one is done, and the trail tells of no breach. */
  async function race(unit: Racers, round: number, one: () => Test, other: () => Test): Promise<[Response, Response]> {
    const both = round % 2 === 0 ? [one, other] : [other, one];
    const [first, second] = (await Promise.all(both.map((send) => send()))) as [Response, Response];
    const answers: [Response, Response] = round % 2 === 0 ? [first, second] : [second, first];
    expect(answers.map(({ status }) => status < 500)).toEqual([true, true]);
    expect(answers.map(saidBy)).toContain('done');
    expect(await breachesIn(test.app, unit.learner.id)).toEqual([]);
    tries += 1;
    if (answers.some((answer) => saidBy(answer) === 'SEGREGATION_OF_DUTIES' || [403, 404].includes(answer.status)))
      refusals += 1;
    return answers;
  }

  it('60 times: somebody judges while they are made the IQA', async () => {
    const unit = await learner();
    const person = await newcomer('Judge and Verifier', ['assessor', 'iqa']);
    for (let round = 0; round < 60; round += 1) {
      await allocate(unit, { coAssessorId: person.id, iqaId: staff.iqa.id }).expect(200);
      await race(
        unit,
        round,
        () => person.post(path(unit, '/judgements'), NOT_YET),
        () => allocate(unit, { coAssessorId: null, iqaId: person.id }),
      );
    }
  });

  it('60 times: somebody judges while their interest is declared', async () => {
    const unit = await learner();
    const person = await newcomer('Judge and Uncle', ['assessor']);
    await allocate(unit, { coAssessorId: person.id }).expect(200);
    const interest = { personId: person.id, learnerId: unit.learner.id, kind: 'family' };
    for (let round = 0; round < 60; round += 1) {
      const [, declared] = await race(
        unit,
        round,
        () => person.post(path(unit, '/judgements'), NOT_YET),
        () => staff.manager.post('/api/interests', interest),
      );
      const { id } = declared.body as { id: string };
      await staff.manager.post(`/api/interests/${id}/ending`, { reason: 'A namesake.' }).expect(200);
    }
  });

  it('60 times: somebody countersigns while they are made the IQA', async () => {
    const unit = await learner();
    const person = await newcomer('Mentor and Verifier', ['assessor', 'iqa']);
    for (let round = 0; round < 60; round += 1) {
      await allocate(unit, { countersignerId: person.id, iqaId: staff.iqa.id }).expect(200);
      const { id } = await judge(unit, '1.1', [], { by: staff.trainee, outcome: 'not_yet_met' });
      await race(
        unit,
        round,
        () => person.post(path(unit, `/judgements/${id}/countersignature`), { result: 'agreed' }),
        () => allocate(unit, { countersignerId: null, iqaId: person.id }),
      );
    }
  });

  it('60 times: a lead IQA samples while they are made the second assessor', async () => {
    const unit = await learner();
    const person = await newcomer('Sampler and Assessor', ['assessor', 'lead_iqa']);
    const sample = { stage: 'interim', criteria: ['1.1'], reason: 'Spot check.' };
    for (let round = 0; round < 60; round += 1) {
      await allocate(unit, { coAssessorId: null }).expect(200);
      await race(
        unit,
        round,
        () => person.post(path(unit, '/samples'), sample),
        () => allocate(unit, { coAssessorId: person.id }),
      );
    }
  });

  it('50 times: a lead IQA gives a judgement effect while they are made the IQA', async () => {
    const unit = await learner();
    const person = await newcomer('Releaser and Verifier', ['lead_iqa']);
    const promoted = await newcomer('Promoted', ['trainee_assessor']);
    await allocate(unit, { coAssessorId: promoted.id }).expect(200);
    for (let round = 0; round < 50; round += 1) {
      await allocate(unit, { iqaId: staff.iqa.id }).expect(200);
      await setRoles(promoted, ['trainee_assessor']);
      const { id } = await judge(unit, '1.1', [], { by: promoted, outcome: 'not_yet_met' });
      await setRoles(promoted, ['assessor']);
      await race(
        unit,
        round,
        () => person.post(path(unit, `/judgements/${id}/release`), { reason: 'Qualified since.' }),
        () => allocate(unit, { iqaId: person.id }),
      );
    }
  });

  describe('on a ready unit', () => {
    it('50 times: somebody signs as the assessor while they are made the IQA', async () => {
      const unit = await learner();
      await makeReady(unit);
      const person = await newcomer('Signer and Verifier', ['assessor', 'iqa']);
      await sign(unit, unit.learner, { stage: 'learner' }).expect(201);
      for (let round = 0; round < 50; round += 1) {
        await allocate(unit, { assessorId: person.id, iqaId: staff.iqa.id }).expect(200);
        const [signed, allocated] = await race(
          unit,
          round,
          () => sign(unit, person, { stage: 'assessor' }),
          () => allocate(unit, { assessorId: staff.assessor.id, iqaId: person.id }),
        );
        expect(saidBy(allocated)).toBe('done');
        if (saidBy(signed) !== 'done') continue;
        // They are the IQA now of what they signed as its assessor, and do not release it.
        expect(saidBy(await sign(unit, person, NOT_SELECTED))).toBe('SEGREGATION_OF_DUTIES');
        await staff.leadIqa.post(path(unit, '/reopening'), { reason: 'Another assessor signs.' }).expect(200);
        await sign(unit, unit.learner, { stage: 'learner' }).expect(201);
      }
    });

    it('100 times: two sign the same stage, and one signs while the learner appeals', async () => {
      const unit = await learner();
      await makeReady(unit);
      await allocate(unit, { iqaId: staff.traineeIqa.id, countersigningIqaId: staff.countersigningIqa.id }).expect(200);
      await signUpToAssessor(unit);
      const byTrainee = () => sign(unit, staff.traineeIqa, NOT_SELECTED);
      for (let round = 0; round < 50; round += 1) {
        await byTrainee().expect(201);
        const answers = await race(
          unit,
          round,
          () => sign(unit, staff.countersigningIqa, REFUSED),
          () => sign(unit, staff.leadIqa, REFUSED),
        );
        expect(answers.map(saidBy).sort()).toEqual(['STAGE_OUT_OF_ORDER', 'done']);
      }
      for (let round = 0; round < 50; round += 1) {
        const [signed, appealed] = await race(unit, round, byTrainee, () => lodge(unit));
        await withdraw(unit, (appealed.body as { id: string }).id);
        if (saidBy(signed) === 'done') await sign(unit, staff.countersigningIqa, REFUSED).expect(201);
      }
    });
  });

  it('50 times: a member of a panel votes while they are made the second assessor', async () => {
    const unit = await learner();
    const person = await newcomer('Panel and Assessor', ['assessor', 'iqa']);
    const colleague = await newcomer('Colleague', ['iqa']);
    const { id } = await appealBeforePanel(unit, [person, colleague]);
    for (let round = 0; round < 50; round += 1) {
      await allocate(unit, { coAssessorId: null }).expect(200);
      await race(
        unit,
        round,
        () => vote(person, id, 'upheld'),
        () => allocate(unit, { coAssessorId: person.id }),
      );
    }
  });

  it('50 times: one manager proposes to revoke a certificate and confirms it', async () => {
    const unit = await learner();
    const { id: qualificationId } = await offer(staff.manager);
    await sayDirectClaims(staff.manager, qualificationId).expect(200);
    await allocate(unit, { registrationNumber: 'AO-1' }).expect(200);
    await makeReady(unit);
    await release(unit);
    const { id } = await certificated(staff.manager, qualificationId, [unit]);
    for (let round = 0; round < 50; round += 1) {
      const [proposed, confirmed] = await race(
        unit,
        round,
        () => step(staff.manager, id, 'revocation', { reason: 'Claimed in error.' }),
        () => step(staff.manager, id, 'revocation/decision', { outcome: 'confirmed' }),
      );
      expect(saidBy(proposed)).toBe('done');
      expect(saidBy(confirmed)).toMatch(/^(STATE_CONFLICT|SEGREGATION_OF_DUTIES)$/);
      await step(staff.leadIqa, id, 'revocation/decision', { outcome: 'refused', note: 'It stands.' }).expect(200);
    }
    const sql = `SELECT id FROM certificate_claim_steps WHERE step = 'revoked'`;
    expect(await rowsOf(test.app, sql)).toEqual([]);
  });

  it('make five hundred tries and none passes; now this request came first and now that one', () => {
    expect(tries).toBeGreaterThanOrEqual(500);
    expect(refusals).toBeGreaterThanOrEqual(20);
    expect(tries - refusals).toBeGreaterThanOrEqual(20);
  });
});
