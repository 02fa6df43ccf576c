import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JudgementView } from '../../src/modules/assessment/assessment.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { accept, DISCUSSION, OBSERVATION, signedRecord } from '../support/evidence.js';
import { anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { makeReady, signatures, signUpToAssessor } from '../support/ready-unit.js';
import { storyClock } from '../support/running-clock.js';

const KNOWLEDGE = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6'];
const WATCHED = ['2.1', '2.3', '2.6'];

describe('judging several criteria at once', () => {
  let test: TestApp;
  let cast: Cast;
  let discussion: string;
  let observation: string;
  const batch = (judgements: object[], over: object = {}, by: Person = cast.assessor) =>
    by.post(`/api/registrations/${cast.registrationId}/judgement-batches`, { judgements, ...over });
  const met = (criterion: string, over: object = {}) => ({
    criterion,
    outcome: 'met',
    rationale: `Shown in full for ${criterion}.`,
    ...over,
  });
  const ledger = async (of: Cast = cast) =>
    (
      (await of.learner.get(`/api/registrations/${of.registrationId}/judgements`).expect(200)).body as {
        items: JudgementView[];
      }
    ).items;
  const events = async (type: string) => {
    const { body } = await cast.manager.get(`/api/registrations/${cast.registrationId}/audit?limit=200`).expect(200);
    return (body as { items: { type: string }[] }).items.filter((event) => event.type === type);
  };

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    discussion = await signedRecord(cast, DISCUSSION, KNOWLEDGE);
    await accept(cast, discussion, KNOWLEDGE);
    observation = await signedRecord(cast, OBSERVATION, WATCHED);
    await accept(cast, observation, WATCHED);
  });
  afterAll(() => test.close());

  it('makes each an entry of its own on the evidence they share, one after the other, with its own event', async () => {
    const before = await ledger();
    const judgements = ['1.3', '1.1', '1.2'].map((criterion) => met(criterion));
    const { body } = await batch(judgements, { evidenceIds: [discussion] }).expect(201);
    const { items, nextCursor } = body as { items: JudgementView[]; nextCursor: null };
    expect(nextCursor).toBeNull();
    expect(items.map(({ criterion, sequence }) => [criterion, sequence])).toEqual([
      ['1.3', before.length + 1],
      ['1.1', before.length + 2],
      ['1.2', before.length + 3],
    ]);
    for (const item of items) {
      expect(item).toMatchObject({ outcome: 'met', evidenceIds: [discussion], assessorName: 'Daniel Price' });
    }
    expect((await ledger()).slice(-3)).toEqual(items);
    expect(await events('judgement.recorded')).toHaveLength(before.length + 3);
  });

  it('lets a judgement rest on evidence of its own', async () => {
    const own = met('2.1', { evidenceIds: [observation], overrideReason: 'Forty minutes, two faults.' });
    const { body } = await batch([met('1.4'), own], { evidenceIds: [discussion] }).expect(201);
    const { items } = body as { items: JudgementView[] };
    expect(items.map(({ evidenceIds }) => evidenceIds)).toEqual([[discussion], [observation]]);
  });

  it('records none when one is refused, and says which ones and where', async () => {
    const before = await ledger();
    const answer = await batch(
      [
        met('1.5', { evidenceIds: [discussion] }),
        met('2.3', { evidenceIds: [observation] }),
        met('1.6', { evidenceIds: [discussion, observation] }),
        met('9.9', { evidenceIds: [discussion] }),
        met('1.8', { evidenceIds: [discussion] }),
        met('1.2', { rationale: ' ', evidenceIds: [discussion] }),
        { criterion: '1.7', outcome: 'not_yet_met', rationale: 'More.', evidenceIds: [cast.learner.id] },
      ],
      {},
    );
    const { detail } = expectProblem(answer, 422, 'OVERRIDE_REASON_REQUIRED');
    expect(detail).toContain('5 more');
    expect(faultyPaths(answer)).toEqual([
      'judgements[1].overrideReason',
      'judgements[2].evidenceIds[1]',
      'judgements[3].criterion',
      'judgements[4]',
      'judgements[5].rationale',
      'judgements[6].evidenceIds[0]',
    ]);
    expect(await ledger()).toEqual(before);
  });

  it('takes a criterion once, and at least one', async () => {
    const twice = await batch([met('1.5'), met('1.5')], { evidenceIds: [discussion] });
    expectProblem(twice, 400, 'VALIDATION_FAILED');
    expect(faultyPaths(twice)).toEqual(['judgements[1].criterion']);
    expectProblem(await batch([]), 400, 'VALIDATION_FAILED');
    expectProblem(await batch([met('1.5', { assessorId: 'x' })]), 400, 'VALIDATION_FAILED');
  });

  it('is the assessor’s, like a single judgement, and nobody else’s', async () => {
    const judgements = [met('1.5', { evidenceIds: [discussion] })];
    for (const person of [cast.learner, cast.iqa, cast.manager]) {
      expectProblem(await batch(judgements, {}, person), 403, 'NOT_ALLOWED');
    }
    const other = await anotherLearner(test.app, cast, 'Barred Learner');
    await other.assessor.post('/api/interests', { learnerId: other.learner.id, kind: 'family' }).expect(201);
    const refused = await cast.assessor.post(`/api/registrations/${other.registrationId}/judgement-batches`, {
      judgements,
    });
    expectProblem(refused, 422, 'SEGREGATION_OF_DUTIES');
    expect(faultyPaths(refused)).toEqual(['judgements[0].actor']);
  });

  it('of a trainee waits as a whole', async () => {
    const { body } = await batch([met('1.5'), met('1.6')], { evidenceIds: [discussion] }, cast.trainee).expect(201);
    const { items } = body as { items: JudgementView[] };
    expect(items.map(({ assessorStatus, countersignature }) => [assessorStatus, countersignature])).toEqual([
      ['trainee', null],
      ['trainee', null],
    ]);
  });

  it('beside another batch on the same unit loses nothing and numbers everything once', async () => {
    const other = await anotherLearner(test.app, cast, 'Raced Learner');
    const shared = await signedRecord(other, DISCUSSION, KNOWLEDGE);
    await accept(other, shared, KNOWLEDGE);
    const address = `/api/registrations/${other.registrationId}/judgement-batches`;
    const send = (person: Person) =>
      person.post(address, { evidenceIds: [shared], judgements: KNOWLEDGE.map((criterion) => met(criterion)) });
    const answers = await Promise.all(
      [other.assessor, other.trainee, other.assessor, other.trainee, other.assessor].map(send),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const rows = await ledger(other);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    expect(rows).toHaveLength(5 * KNOWLEDGE.length);
    for (const answer of answers) {
      const sequences = (answer.body as { items: JudgementView[] }).items.map(({ sequence }) => sequence);
      expect(sequences).toEqual(KNOWLEDGE.map((_, index) => (sequences[0] ?? 0) + index));
    }
  });

  it('voids signatures that were given on what stood before', async () => {
    const other = await anotherLearner(test.app, cast, 'Signed Learner');
    const { discussion: talk } = await makeReady(other);
    await signUpToAssessor(other);
    const again = ['1.1', '1.2'].map((criterion) => met(criterion, { evidenceIds: [talk] }));
    const address = `/api/registrations/${other.registrationId}/judgement-batches`;
    await other.assessor.post(address, { judgements: again }).expect(201);
    const { items, state } = await signatures(other);
    expect(state).toBe('reopened');
    expect(items.map(({ stage, voidReason }) => [stage, voidReason])).toEqual([
      ['learner', 'AC1.1, AC1.2 were judged again'],
      ['assessor', 'AC1.1, AC1.2 were judged again'],
    ]);
  });
});
