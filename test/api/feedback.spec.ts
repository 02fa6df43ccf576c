import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FeedbackView } from '../../src/modules/planning/feedback.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { submittedProduct } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person, signIn } from '../support/people.js';
import { threadOf } from '../support/planning.js';
import { expectProblem, faultyPaths } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

describe('feedback', () => {
  let test: TestApp;
  let cast: Cast;
  const address = (of: Cast = cast) => `/api/registrations/${of.registrationId}/feedback`;
  const post = (by: Person, body: object, of: Cast = cast) => by.post(address(of), body);
  const write = async (by: Person, text: string, over: object = {}, of: Cast = cast) =>
    (await post(by, { text, ...over }, of).expect(201)).body as FeedbackView;
  const texts = async (by: Person, of: Cast = cast) => (await threadOf(of, by)).map(({ text }) => text);

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  it('goes to the learner, about a criterion or a piece of evidence, and the learner answers', async () => {
    const own = await anotherLearner(test.app, cast, 'Told Learner');
    const evidenceId = await submittedProduct(own, ['2.6']);
    const told = await write(own.assessor, ' Say why. ', { criterion: '2.6', evidenceId }, own);
    expect(told).toMatchObject({
      ...{ text: 'Say why.', audience: 'learner', criterion: '2.6', evidenceId, inReplyTo: null },
      authorName: 'Daniel Price',
    });
    const answer = await write(own.learner, 'I will.', { inReplyTo: told.id }, own);
    expect(answer).toMatchObject({ audience: 'learner', inReplyTo: told.id });
    expect(await threadOf(own, own.learner)).toEqual([told, answer]);
  });

  it('of an IQA is for the assessors’ side: the learner neither reads it nor learns of it by answering', async () => {
    const own = await anotherLearner(test.app, cast, 'Spared Learner');
    const told = await write(own.assessor, 'Good start.', {}, own);
    const note = await write(own.iqa, 'This says nothing about depth.', { inReplyTo: told.id }, own);
    expect(note.audience).toBe('assessors');
    const reply = await write(own.assessor, 'I shall say more.', { inReplyTo: note.id }, own);
    expect(reply.audience).toBe('assessors');

    expect(await texts(own.learner, own)).toEqual(['Good start.']);
    for (const person of [own.assessor, own.trainee, own.iqa, own.manager]) {
      expect(await texts(person, own)).toEqual(['Good start.', 'This says nothing about depth.', 'I shall say more.']);
    }
    const peeking = await post(own.learner, { text: 'What is that?', inReplyTo: note.id }, own);
    const guessing = await post(own.learner, { text: 'What is that?', inReplyTo: own.learner.id }, own);
    for (const answer of [peeking, guessing]) {
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toEqual(['inReplyTo']);
    }
    expect(peeking.text).toBe(guessing.text);
    const trail = await own.learner.get(`/api/registrations/${own.registrationId}/audit?limit=200`).expect(200);
    expect(trail.text).not.toContain('depth');
  });

  it('keeps its readers: nobody says to the learner what answers a note, or as an IQA at all', async () => {
    const note = await write(cast.iqa, 'Look at 2.3 again.');
    const toLearner = { audience: 'learner' };
    for (const answer of [
      await post(cast.iqa, { text: 'To you.', ...toLearner }),
      await post(cast.assessor, { text: 'To you.', ...toLearner, inReplyTo: note.id }),
    ]) {
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toEqual(['audience']);
    }
    const aside = await write(cast.assessor, 'Tess, please look.', { audience: 'assessors' });
    expect(await texts(cast.learner)).not.toContain(aside.text);
  });

  it('by a learner answers something, whatever else they are at the centre', async () => {
    const lone = await post(cast.learner, { text: 'Hello?' });
    expectProblem(lone, 400, 'VALIDATION_FAILED');
    expect(faultyPaths(lone)).toEqual(['inReplyTo']);

    const own = await anotherLearner(test.app, cast, 'Lead Learner');
    await cast.manager.patch(`/api/users/${own.learner.id}`, { roles: ['learner', 'lead_iqa'] }).expect(200);
    const lead = await signIn(test.app, own.learner.email);
    const note = await write(own.iqa, 'A note about the lead.', {}, own);
    expect(await texts(lead, own)).toEqual([]);
    expectProblem(await post(lead, { text: 'I see.', inReplyTo: note.id }, own), 400, 'VALIDATION_FAILED');
    expectProblem(await post(lead, { text: 'A note.', audience: 'assessors' }, own), 400, 'VALIDATION_FAILED');
  });

  it('is about what is there: a criterion of the unit, evidence of the learner, a message of the thread', async () => {
    const other = await anotherLearner(test.app, cast, 'Other Learner');
    const foreign = await write(other.assessor, 'Elsewhere.', {}, other);
    const evidenceId = await submittedProduct(other, ['2.6']);
    const unknown = await post(cast.assessor, { text: 'x', criterion: '9.9' });
    expectProblem(unknown, 422, 'CRITERION_UNKNOWN');
    for (const [field, value] of Object.entries({ evidenceId, inReplyTo: foreign.id })) {
      const answer = await post(cast.assessor, { text: 'x', [field]: value });
      expectProblem(answer, 400, 'VALIDATION_FAILED');
      expect(faultyPaths(answer)).toEqual([field]);
    }
    expectProblem(await post(cast.assessor, { text: ' ' }), 400, 'VALIDATION_FAILED');
  });

  it('is written by those who assess, verify or learn here; a manager reads, a stranger knows nothing', async () => {
    expectProblem(await post(cast.manager, { text: 'Well done.' }), 403, 'NOT_ALLOWED');
    const cora = await addPerson(cast.manager, test.app, 'Cora Signer', ['assessor']);
    expectProblem(await post(cora, { text: 'Well done.' }), 404, 'NOT_FOUND');
    expectProblem(await cora.get(address()), 404, 'NOT_FOUND');
    await cast.manager.patch(`/api/registrations/${cast.registrationId}`, { countersignerId: cora.id }).expect(200);
    expect((await write(cora, 'Well done.')).audience).toBe('learner');
    const lead = await addPerson(cast.manager, test.app, 'Lea Lead', ['lead_iqa']);
    expect((await write(lead, 'A theme this quarter.')).audience).toBe('assessors');
  });

  it('is read page by page, and a page of the learner’s has no holes', async () => {
    const own = await anotherLearner(test.app, cast, 'Paged Learner');
    for (const text of ['1', '2', '3']) {
      await write(own.assessor, text, {}, own);
      await write(own.iqa, `note on ${text}`, {}, own);
    }
    const first = (await own.learner.get(`${address(own)}?limit=2`).expect(200)).body as {
      items: FeedbackView[];
      nextCursor: string;
    };
    expect(first.items.map(({ text }) => text)).toEqual(['1', '2']);
    const rest = (await own.learner.get(`${address(own)}?limit=2&cursor=${first.nextCursor}`).expect(200)).body as {
      items: FeedbackView[];
      nextCursor: null;
    };
    expect(rest.items.map(({ text }) => text)).toEqual(['3']);
    expect(rest.nextCursor).toBeNull();
  });
});
