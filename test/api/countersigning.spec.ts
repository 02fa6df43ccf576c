import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JudgementView } from '../../src/modules/assessment/assessment.dto.js';
import type { PendingCountersignatureView } from '../../src/modules/assessment/countersigning.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, DISCUSSION, signedRecord } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person, signIn } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { judge } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';
import { signSample, takeSample } from '../support/sampling.js';

const KNOWLEDGE = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6'];

describe('countersigning', () => {
  let test: TestApp;
  let cast: Cast;
  let discussion: string;
  const pending = async (by: Person, query = '') => {
    const { body } = await by.get(`/api/countersignatures/pending${query}`).expect(200);
    return body as { items: PendingCountersignatureView[]; nextCursor: string | null };
  };
  const countersignAll = (judgementIds: string[], over: object = {}, by: Person = cast.assessor) =>
    by.post(`/api/registrations/${cast.registrationId}/countersignatures`, {
      result: 'agreed',
      judgementIds,
      ...over,
    });
  const waiting = (of: Cast, criterion: string, evidenceId: string) =>
    judge(of, criterion, [evidenceId], { by: of.trainee });
  const withDiscussion = async (name: string): Promise<{ other: Cast; talk: string }> => {
    const other = await anotherLearner(test.app, cast, name);
    const talk = await signedRecord(other, DISCUSSION, KNOWLEDGE);
    await accept(other, talk, KNOWLEDGE);
    return { other, talk };
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    discussion = await signedRecord(cast, DISCUSSION, KNOWLEDGE);
    await accept(cast, discussion, KNOWLEDGE);
  });
  afterAll(() => test.close());

  describe('the queue', () => {
    it('holds what waits for whoever asks, oldest first, page by page, and nothing that is settled or overtaken', async () => {
      const { other, talk } = await withDiscussion('Queued Learner');
      const first = await waiting(other, '1.1', talk);
      const overtaken = await waiting(other, '1.2', talk);
      await judge(other, '1.2', [talk]);
      const repeated = await waiting(other, '1.3', talk);
      const repeat = await waiting(other, '1.3', talk);
      const refused = await waiting(other, '1.4', talk);
      const refusal = `/api/registrations/${other.registrationId}/judgements/${refused.id}/countersignature`;
      await other.assessor.post(refusal, { result: 'refused', note: 'Not yet.' }).expect(200);

      const { items } = await pending(cast.assessor);
      const mine = items.filter(({ registrationId }) => registrationId === other.registrationId);
      expect(mine.map(({ judgementId }) => judgementId)).toEqual([first.id, repeat.id]);
      expect([overtaken.id, repeated.id, refused.id].some((id) => mine.some((one) => one.judgementId === id))).toBe(
        false,
      );
      expect(mine[0]).toMatchObject({
        unit: 'U40',
        learnerId: other.learner.id,
        learnerName: 'Queued Learner',
        criterion: '1.1',
        outcome: 'met',
        traineeName: 'Tess Morley',
        rationale: 'Shown in full for 1.1.',
        evidenceIds: [talk],
        waitedDays: 0,
      });

      const page = await pending(cast.assessor, '?limit=1');
      expect(page.items).toHaveLength(1);
      const rest = await pending(cast.assessor, `?cursor=${page.nextCursor ?? ''}`);
      expect([...page.items, ...rest.items]).toEqual(items);
    });

    it('is empty for trainees, learners, IQAs and people of other registrations, and shows a countersigner theirs', async () => {
      const { other, talk } = await withDiscussion('Handed Learner');
      const cora = await addPerson(cast.manager, test.app, 'Cora Signer', ['assessor']);
      const { id } = await waiting(other, '1.1', talk);
      for (const person of [cast.trainee, cast.learner, cast.iqa, cast.manager, cora]) {
        expect((await pending(person)).items).toEqual([]);
      }
      await cast.manager.patch(`/api/registrations/${other.registrationId}`, { countersignerId: cora.id }).expect(200);
      expect((await pending(cora)).items.map(({ judgementId }) => judgementId)).toEqual([id]);
      await cora.post('/api/interests', { learnerId: other.learner.id, kind: 'financial' }).expect(201);
      expect((await pending(cora)).items).toEqual([]);
    });
  });

  describe('several judgements at once', () => {
    it('settles all of them with one word, each with its own event', async () => {
      const ids = [(await waiting(cast, '1.1', discussion)).id, (await waiting(cast, '1.2', discussion)).id];
      const { body } = await countersignAll(ids, { note: 'Seen together.' }).expect(201);
      const { items } = body as { items: JudgementView[] };
      expect(items.map(({ id }) => id)).toEqual(ids);
      for (const { countersignature } of items) {
        expect(countersignature).toMatchObject({ result: 'agreed', note: 'Seen together.' });
      }
      const trail = await cast.manager.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
      const types = (trail.body as { items: { type: string }[] }).items.map(({ type }) => type);
      expect(types.filter((type) => type === 'judgement.countersigned')).toHaveLength(2);
    });

    it('settles none when one does not wait, is not of this registration, or the refusal has no reason', async () => {
      const { id } = await waiting(cast, '1.3', discussion);
      const own = await judge(cast, '1.4', [discussion]);
      const settled = await countersignAll([id, own.id]);
      expectProblem(settled, 422, 'SEGREGATION_OF_DUTIES');
      expect(faultyPaths(settled)).toEqual(['judgementIds[1]']);
      const foreign = await countersignAll([cast.learner.id, id]);
      expectProblem(foreign, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(foreign)).toEqual(['judgementIds[0]']);
      const silent = await countersignAll([id], { result: 'refused' });
      expectProblem(silent, 422, 'REASON_REQUIRED');
      expectProblem(await countersignAll([id, id]), 400, 'VALIDATION_FAILED');
      expectProblem(await countersignAll([id], {}, cast.trainee), 422, 'SEGREGATION_OF_DUTIES');
      expectProblem(await countersignAll([id], {}, cast.iqa), 403, 'NOT_ALLOWED');
      await countersignAll([id]).expect(201);
      expectProblem(await countersignAll([id]), 409, 'STATE_CONFLICT');
    });

    it('by two people at once is settled once', async () => {
      const cora = await addPerson(cast.manager, test.app, 'Cora Second', ['assessor']);
      await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { countersignerId: cora.id }).expect(200);
      const ids = [(await waiting(cast, '1.5', discussion)).id, (await waiting(cast, '1.6', discussion)).id];
      const answers = await Promise.all([countersignAll(ids), countersignAll([...ids].reverse(), {}, cora)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });
  });

  describe('what somebody judged as a trainee', () => {
    let lead: Person;
    const release = (of: Cast, id: string, by: Person, body: object = { reason: 'Qualified in May; seen since.' }) =>
      by.post(`/api/registrations/${of.registrationId}/judgements/${id}/release`, body);
    const statusOf = async (of: Cast, criterion: string) => {
      const { body } = await of.learner.get(`/api/registrations/${of.registrationId}/coverage`).expect(200);
      return (body as { criteria: { code: string; status: string }[] }).criteria.find(({ code }) => code === criterion)
        ?.status;
    };
    const promote = (roles: string[]) => cast.manager.patch(`/api/users/${cast.trainee.id}`, { roles }).expect(200);

    beforeAll(async () => {
      lead = await addPerson(cast.manager, test.app, 'Lea Lead', ['lead_iqa']);
    });

    it('waits on after their promotion until a lead IQA releases it with a reason', async () => {
      const { other, talk } = await withDiscussion('Promoted Learner');
      const { id } = await waiting(other, '1.1', talk);
      const early = await release(other, id, lead);
      expectProblem(early, 422, 'SEGREGATION_OF_DUTIES');
      expect(faultyPaths(early)).toEqual(['assessor']);

      await promote(['assessor']);
      expect(await statusOf(other, '1.1')).toBe('evidenced');
      expectProblem(await release(other, id, lead, { reason: '  ' }), 400, 'VALIDATION_FAILED');
      for (const person of [other.learner, other.assessor, other.iqa, other.manager]) {
        expectProblem(await release(other, id, person), 403, 'NOT_ALLOWED');
      }
      const { body } = await release(other, id, lead).expect(200);
      expect(body).toMatchObject({
        assessorStatus: 'trainee',
        countersignature: {
          result: 'released',
          countersignerName: 'Lea Lead',
          note: 'Qualified in May; seen since.',
        },
      });
      expect(await statusOf(other, '1.1')).toBe('met');
      expectProblem(await release(other, id, lead), 409, 'STATE_CONFLICT');
      await promote(['trainee_assessor']);
    });

    it('is not verified by whoever released it (SOD2)', async () => {
      const { other, talk } = await withDiscussion('Verified Learner');
      const { id } = await waiting(other, '1.1', talk);
      await promote(['assessor']);
      await release(other, id, lead).expect(200);
      const sample = { stage: 'interim', criteria: ['1.1'], reason: 'Spot check.' };
      expectProblem(
        await lead.post(`/api/registrations/${other.registrationId}/samples`, sample),
        422,
        'SEGREGATION_OF_DUTIES',
      );
      await promote(['trainee_assessor']);
    });

    it('is not released by a lead IQA who verifies it, has verified it, or has a part in it', async () => {
      const { other, talk } = await withDiscussion('Guarded Learner');
      const { id } = await waiting(other, '1.1', talk);
      await promote(['assessor']);
      const refusedFor = async (person: Person, rule: string) => {
        const answer = await release(other, id, person);
        expectProblem(answer, 422, 'SEGREGATION_OF_DUTIES');
        expect(answer.text).toContain(rule);
      };
      await cast.manager.patch(`/api/users/${cast.iqa.id}`, { roles: ['iqa', 'lead_iqa'] }).expect(200);
      await refusedFor(await signIn(test.app, cast.iqa.email), 'SOD2');
      await cast.manager.patch(`/api/users/${cast.assessor.id}`, { roles: ['assessor', 'lead_iqa'] }).expect(200);
      await refusedFor(await signIn(test.app, cast.assessor.email), 'SOD4');
      const both = await addPerson(cast.manager, test.app, 'Bea Both', ['lead_iqa']);
      await signSample(both, await takeSample(both, other.registrationId));
      await refusedFor(both, 'SOD2');
      const kin = await addPerson(cast.manager, test.app, 'Kit Kin', ['lead_iqa']);
      await kin.post('/api/interests', { learnerId: other.learner.id, kind: 'family' }).expect(201);
      await refusedFor(kin, 'SOD6');
      await cast.manager.patch(`/api/users/${cast.iqa.id}`, { roles: ['iqa'] }).expect(200);
      await cast.manager.patch(`/api/users/${cast.assessor.id}`, { roles: ['assessor'] }).expect(200);
      await promote(['trainee_assessor']);
    });

    it('is of its own registration, and nobody of another centre knows of it', async () => {
      const { other, talk } = await withDiscussion('Owned Learner');
      const { id } = await waiting(other, '1.1', talk);
      expectProblem(await release(cast, id, lead), 404, 'NOT_FOUND');
    });
  });
});
