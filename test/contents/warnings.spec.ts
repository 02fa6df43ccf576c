import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { PrivacyWarningsView } from '../../src/modules/evidence/evidence-contents.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, PRODUCT, sampleFile } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { attach, textOf } from '../support/readings.js';

jest.setTimeout(60_000);

describe('Privacy warnings', () => {
  let test: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    test = await buildApp();
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const warnings = async (id: string, query = ''): Promise<PrivacyWarningsView> => {
    const { body } = await cast.learner.get(`/api/evidence/${id}/privacy-warnings${query}`).expect(200);
    return body as PrivacyWarningsView;
  };

  it('name the place in the fields, the record and the files, and repeat nothing', async () => {
    const { id } = await draft(cast.learner, {
      ...PRODUCT,
      title: 'Call to 01632 960123',
      contextStatement: 'Ann Example of SW1A 1AA was not pleased.',
      record: { narrative: ['Nothing here.', 'Refund to 20-00-00 55779911'] },
    });
    const file = await attach(
      cast.learner,
      id,
      'Dear Ann,\n\nplease write to ann.example@harbour-lane.co.uk.',
      'note.txt',
    );
    await textOf(cast.learner, id, file.id);
    const found = await warnings(id, '?names=Ann%20Example,Nobody&names=Ann');
    const at = (field: string | null, fileId: string | null, locator: object | null) => ({ field, fileId, locator });
    expect(found).toMatchObject({ hasMore: false, unread: [] });
    expect(found.items.map(({ where, kind }) => [kind, where])).toEqual([
      ['phone', at('title', null, null)],
      ['name', at('contextStatement', null, null)],
      ['postcode', at('contextStatement', null, null)],
      ['bank_account', at('record.narrative[1]', null, null)],
      ['name', at(null, file.id, { paragraph: 1 })],
      ['email', at(null, file.id, { paragraph: 2 })],
    ]);
    expect(JSON.stringify(found.items)).not.toMatch(/harbour-lane|960123|55779911/);
  });

  it('find nothing in what has been redacted', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    const file = await attach(cast.learner, id, sampleFile('email-thread-c-002.eml'), 'email-thread-c-002.eml');
    await textOf(cast.learner, id, file.id);
    expect(await warnings(id)).toEqual({ items: [], hasMore: false, unread: [] });
  });

  it('say which files nobody has looked into', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    const talk = await attach(cast.learner, id, sampleFile('discussion-excerpt.mp3'), 'talk.mp3');
    const damaged = await attach(cast.learner, id, '%PDF-1.7\nnothing', 'damaged.pdf');
    await textOf(cast.learner, id, damaged.id);
    expect((await warnings(id)).unread.sort()).toEqual([talk.id, damaged.id].sort());
  });

  it('end somewhere in a list of customers', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    const rows = Array.from({ length: 1_500 }, (_, index) => `Customer ${index},07700 ${900_000 + index}`);
    const file = await attach(cast.learner, id, ['who,number', ...rows].join('\n'), 'customers.csv');
    await textOf(cast.learner, id, file.id, '?limit=1');
    const found = await warnings(id);
    expect(found.items).toHaveLength(1_000);
    expect(found.hasMore).toBe(true);
    expect(found.items[0]?.where).toEqual({ field: null, fileId: file.id, locator: { row: 2 } });
  });

  it('are for the learner and the assessor', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    await cast.assessor.get(`/api/evidence/${id}/privacy-warnings`).expect(200);
    expectProblem(await cast.iqa.get(`/api/evidence/${id}/privacy-warnings`), 403, 'NOT_ALLOWED');
    expectProblem(
      await cast.learner.get(`/api/evidence/${id}/privacy-warnings?names=${'x,'.repeat(51)}`),
      400,
      'VALIDATION_FAILED',
    );
  });
});
