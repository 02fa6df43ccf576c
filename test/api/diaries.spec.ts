import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DiaryFeedView } from '../../src/modules/diaries/diaries.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { recordPlan, recordReview } from '../support/planning.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';
import { planVisit, suspend } from '../support/visits.js';

const HOST = 'https://portfolio.test';

describe('a diary', () => {
  let test: TestApp;
  let cast: Cast;
  let eqa: Person;
  let visitor: Person;
  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    eqa = await addPerson(cast.manager, test.app, 'Vera Visitor', ['eqa']);
    visitor = await addPerson(cast.manager, test.app, 'Sam Stranger', ['assessor']);
    await recordPlan(cast);
    await planVisit(cast.manager, eqa);
  });
  afterAll(() => test.close());

  const pathOf = ({ address }: DiaryFeedView): string => address?.slice(HOST.length) ?? '';
  const opened = async (person: Person): Promise<DiaryFeedView> =>
    (await person.post('/api/me/diary').expect(201)).body as DiaryFeedView;
  /** As a calendar program reads it: without a session. */
  const read = async (feed: DiaryFeedView) => {
    const answer = await fetch(`${await test.app.getUrl()}${pathOf(feed)}`);
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  const summaries = (text: string): string[] =>
    [...text.matchAll(/^SUMMARY:(.*)$/gm)].map(([, words = '']) => words.trim());

  it('is read at its address without signing in', async () => {
    const { status, type, text } = await read(await opened(cast.learner));
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(summaries(text)).toEqual([expect.stringMatching(/^Review with \w+\\, U40$/)]);
    expect(text).toContain('DTSTART;VALUE=DATE:20260630');
  });

  it('moves a review when another day is agreed, as the same entry', async () => {
    const feed = await opened(cast.assessor);
    const before = (await read(feed)).text;
    await recordReview(cast);
    const after = (await read(feed)).text;
    const uid = (text: string) => /^UID:(.*)$/m.exec(text)?.[1];
    expect(after).toContain('DTSTART;VALUE=DATE:20260710');
    expect(uid(after)).toBe(uid(before));
  });

  it('has the visit for the verifier and for whoever prepares it, and says when it is suspended', async () => {
    const { id } = await planVisit(cast.manager, eqa, {
      opensAt: '2026-07-01T08:00:00.000Z',
      closesAt: '2026-07-03T17:00:00.000Z',
    });
    const feeds = [await opened(eqa), await opened(cast.manager)];
    for (const feed of feeds) expect(summaries((await read(feed)).text)).toHaveLength(2);
    await suspend(cast.manager, id).expect(200);
    for (const feed of feeds) expect((await read(feed)).text.match(/STATUS:CANCELLED/g)).toHaveLength(1);
    expect(summaries((await read(await opened(visitor))).text)).toEqual([]);
  });

  it('names no learner', async () => {
    expect((await read(await opened(cast.assessor))).text).not.toMatch(/Maya|Okafor/);
  });

  it('is closed by a new address, by its owner, and when they leave', async () => {
    const first = await opened(visitor);
    const second = await opened(visitor);
    expect((await read(first)).status).toBe(404);
    expect((await visitor.get('/api/me/diary').expect(200)).body).toEqual(second);
    await visitor.delete('/api/me/diary').expect(204);
    await visitor.delete('/api/me/diary').expect(204);
    expect((await read(second)).status).toBe(404);
    expect((await visitor.get('/api/me/diary').expect(200)).body).toEqual({ address: null, createdAt: null });

    const third = await opened(visitor);
    await cast.manager.patch(`/api/users/${visitor.id}`, { isActive: false }).expect(200);
    expect((await read(third)).status).toBe(404);
  });

  it('opens for no other link, and under no guess', async () => {
    for (const guess of ['a', '%00', 'A'.repeat(27), '..%2F..', `${'x'.repeat(4_000)}.ics`]) {
      const answer = await cast.learner.get(`/api/diaries/${guess}`);
      expect([400, 404, 414]).toContain(answer.status);
    }
    expectProblem(await cast.learner.get('/api/diaries/nothing.ics'), 404, 'NOT_FOUND');
  });
});
