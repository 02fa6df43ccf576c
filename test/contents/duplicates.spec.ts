import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DuplicatesView } from '../../src/modules/evidence/evidence-contents.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, PRODUCT, sampleFile } from '../support/evidence.js';
import { addPerson, anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { attach, textOf } from '../support/readings.js';

jest.setTimeout(60_000);

const STORY =
  'The customer had been promised a call on Thursday and nobody rang her back. When she came into the showroom I listened, ' +
  'wrote down what had happened and said it back to her. I then rang the fitter, who had the old number, and agreed a new ' +
  'visit for the Saturday, which I confirmed by message before she left.';

describe('Duplicates', () => {
  let test: TestApp;
  let cast: Cast;
  let other: Cast;
  beforeAll(async () => {
    test = await buildApp();
    cast = await castOf(test.app);
    other = await anotherLearner(test.app, cast, 'Noah Bell');
  });
  afterAll(() => test.close());

  async function withFile(author: Person, content: Buffer | string, name: string) {
    const { id, ref } = await draft(author, PRODUCT);
    const file = await attach(author, id, content, name);
    await textOf(author, id, file.id);
    return { id, ref, fileId: file.id };
  }

  async function duplicates(person: Person, id: string): Promise<DuplicatesView> {
    const { body } = await person.get(`/api/evidence/${id}/duplicates`).expect(200);
    return body as DuplicatesView;
  }

  it('are the same bytes within a portfolio and across learners', async () => {
    const letter = sampleFile('letter-outcome-c-007.pdf');
    const first = await withFile(cast.learner, letter, 'letter.pdf');
    const second = await withFile(cast.learner, letter, 'letter again.pdf');
    const third = await withFile(other.learner, letter, 'my letter.pdf');
    const { identical, similar } = await duplicates(cast.assessor, first.id);
    expect(identical).toEqual([
      {
        ...{ ownFileId: first.fileId, portfolio: 'same', evidenceId: second.id, ref: second.ref },
        ...{
          learnerId: cast.learner.id,
          learnerName: 'Maya Okafor',
          fileId: second.fileId,
          fileName: 'letter again.pdf',
        },
      },
      {
        ...{ ownFileId: first.fileId, portfolio: 'other', evidenceId: third.id, ref: third.ref },
        ...{ learnerId: other.learner.id, learnerName: 'Noah Bell', fileId: third.fileId, fileName: 'my letter.pdf' },
      },
    ]);
    expect(similar).toEqual([]);
  });

  it('are texts that say nearly the same, with the passages', async () => {
    const own = await withFile(cast.learner, STORY, 'story.txt');
    const copy = await withFile(other.learner, `My account\n\n${STORY.replace('Saturday', 'Sunday')}`, 'account.md');
    await withFile(other.learner, `${STORY.split(' ').slice(0, 20).join(' ')} and nothing else.`, 'short.txt');
    const { identical, similar } = await duplicates(cast.assessor, own.id);
    expect(identical).toEqual([]);
    expect(similar).toHaveLength(1);
    expect(similar[0]).toMatchObject({
      ownFileId: own.fileId,
      portfolio: 'other',
      evidenceId: copy.id,
      fileName: 'account.md',
    });
    expect(similar[0]?.similarity).toBeGreaterThan(0.5);
    expect(similar[0]?.similarity).toBeLessThan(1);
    const [passage] = similar[0]?.passages ?? [];
    expect(passage?.here.locator).toEqual({ paragraph: 1 });
    expect(passage?.there?.locator).toEqual({ paragraph: 2 });
    expect(STORY).toContain(passage?.here.text);
    expect(passage?.there?.text).toBe(passage?.here.text);
  });

  it('are not the versions of one item', async () => {
    const own = await withFile(cast.learner, `${STORY} Mine alone, in two versions of one item.`, 'versions.txt');
    await cast.learner
      .put(`/api/evidence/${own.id}/claims`, [
        { registrationId: cast.registrationId, criterion: '2.6', locator: { page: 1 } },
      ])
      .expect(200);
    await cast.learner.post(`/api/evidence/${own.id}/submission`, { declaration: true }).expect(200);
    await cast.assessor
      .post(`/api/evidence/${own.id}/decision`, {
        ...{ outcome: 'returned', comment: 'Say more about the fitter.', reasons: ['not_sufficient'] },
      })
      .expect(200);
    const { body } = await cast.learner.post(`/api/evidence/${own.id}/versions`).expect(201);
    expect((await duplicates(cast.assessor, (body as { id: string }).id)).identical).toEqual([]);
  });

  it('tell of a portfolio that somebody has no part in only that it is there', async () => {
    const text = `${STORY} And this is what only two of us know about it.`;
    const own = await withFile(cast.learner, text, 'secret.txt');
    const stranger = await addPerson(cast.manager, test.app, 'Sam Ward', ['learner']);
    const theirAssessor = await addPerson(cast.manager, test.app, 'Ada Hale', ['assessor']);
    await cast.manager
      .post('/api/registrations', {
        ...{ learnerId: stranger.id, unit: 'U40', registeredOn: '2026-01-12' },
        ...{ assessorId: theirAssessor.id, iqaId: cast.iqa.id },
      })
      .expect(201);
    const theirs = await withFile(stranger, text, 'copied.txt');
    const nearly = await withFile(stranger, text.replace('fitter', 'plumber'), 'nearly.txt');

    const nothing = { evidenceId: null, ref: null, learnerId: null, learnerName: null, fileId: null, fileName: null };
    const seen = await duplicates(cast.assessor, own.id);
    expect(seen.identical).toEqual([{ ownFileId: own.fileId, portfolio: 'other', ...nothing }]);
    const hidden = seen.similar.filter(({ evidenceId }) => evidenceId === null);
    expect(hidden).toMatchObject([{ portfolio: 'other', ...nothing }]);
    expect(hidden[0]?.passages.every(({ there }) => there === null)).toBe(true);
    expect(JSON.stringify(seen)).not.toMatch(
      new RegExp([stranger.id, theirs.id, nearly.id, 'Ward', 'copied', 'nearly'].join('|')),
    );
    // The verifier of both sees both.
    expect((await duplicates(cast.iqa, own.id)).identical).toMatchObject([
      { evidenceId: theirs.id, learnerName: 'Sam Ward' },
    ]);
  });

  it('are not shown to learners, nor across centres', async () => {
    const own = await withFile(cast.learner, 'A few words.', 'few.txt');
    expectProblem(await cast.learner.get(`/api/evidence/${own.id}/duplicates`), 403, 'NOT_ALLOWED');
    expectProblem(await cast.manager.get(`/api/evidence/${own.id}/duplicates`), 403, 'NOT_ALLOWED');
  });
});
