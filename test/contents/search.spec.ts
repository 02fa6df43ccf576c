import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EvidencePage } from '../../src/modules/evidence/evidence-view.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, PRODUCT, sampleFile } from '../support/evidence.js';
import { anotherLearner, type Cast, castOf, type Person } from '../support/people.js';
import { attach, textOf } from '../support/readings.js';

jest.setTimeout(60_000);

describe('A search', () => {
  let test: TestApp;
  let cast: Cast;
  let other: Cast;
  let procedure: { id: string; fileId: string };

  beforeAll(async () => {
    test = await buildApp();
    cast = await castOf(test.app);
    other = await anotherLearner(test.app, cast, 'Noah Bell');
    procedure = await withFile(
      cast.learner,
      'Complaints procedure',
      'procedure-cp-07-annotated.pdf',
      sampleFile('procedure-cp-07-annotated.pdf'),
    );
    await withFile(other.learner, 'Another’s notes', 'notes.txt', 'Nothing but a zeppelin over the École.');
  });
  afterAll(() => test.close());

  async function withFile(author: Person, title: string, name: string, content: Buffer | string) {
    const { id } = await draft(author, { ...PRODUCT, title });
    const file = await attach(author, id, content, name);
    await textOf(author, id, file.id);
    return { id, fileId: file.id };
  }

  async function find(person: Person, q: string, query = ''): Promise<EvidencePage['items']> {
    const { body } = await person.get(`/api/evidence?q=${encodeURIComponent(q)}${query}`).expect(200);
    return (body as EvidencePage).items;
  }

  it('finds an item by words of its files, wherever they stand, and says where', async () => {
    const { body } = await cast.learner.get(`/api/evidence/${procedure.id}/files/${procedure.fileId}/text`).expect(200);
    const { passages } = body as { passages: { page: number; text: string }[] };
    const [first = '', last = ''] = [passages[0], passages.at(-1)].map(
      (passage) => /\p{L}{7,}/u.exec(passage?.text ?? '')?.[0],
    );
    const [found, ...others] = await find(cast.learner, `${last} ${first}`);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ id: procedure.id });
    expect(found?.hits.length).toBeGreaterThan(0);
    expect(found?.hits.length).toBeLessThanOrEqual(3);
    expect(found?.hits[0]).toMatchObject({ fileId: procedure.fileId, locator: { page: 1 } });
    expect(found?.hits[0]?.excerpt.toLowerCase()).toContain(first.toLowerCase());
  });

  it('finds a file only by all of the words', async () => {
    const words = async (q: string) => (await find(other.learner, q)).length;
    expect(await words('zeppelin nothing')).toBe(1);
    expect(await words('zeppelin absent')).toBe(0);
  });

  it('takes the last word as begun and the others as whole', async () => {
    expect(await find(other.learner, 'nothing zepp')).toHaveLength(1);
    expect(await find(other.learner, 'zepp nothing')).toHaveLength(0);
    expect(await find(other.learner, 'ZEPPELIN')).toHaveLength(1);
    expect(await find(other.learner, 'éCOLE')).toHaveLength(1);
    expect(await find(other.learner, 'ecole')).toHaveLength(0);
  });

  it('lists an item once, however many of its files and words match', async () => {
    const { id } = await draft(cast.learner, { ...PRODUCT, title: 'Periwinkle report' });
    for (const name of ['one.txt', 'two.txt']) {
      const file = await attach(cast.learner, id, `Periwinkle, periwinkles and more, in ${name}.`, name);
      await textOf(cast.learner, id, file.id);
    }
    const found = await find(cast.learner, 'periwinkle');
    expect(found.map((one) => one.id)).toEqual([id]);
    expect(found[0]?.hits.map(({ excerpt }) => excerpt).join()).toContain('two.txt');
  });

  it('still finds titles, contexts and refs, with no place in a file', async () => {
    const found = await find(cast.learner, 'omplaints proc');
    expect(found).toMatchObject([{ id: procedure.id, hits: [] }]);
  });

  it('never reaches beyond the portfolios somebody has a part in', async () => {
    expect(await find(cast.learner, 'zeppelin')).toEqual([]);
    expect(await find(cast.assessor, 'zeppelin')).toHaveLength(1);
    expect(await find(cast.assessor, 'zeppelin', `&learnerId=${cast.learner.id}`)).toEqual([]);
    expect(await find(cast.manager, 'zeppelin')).toHaveLength(1);
  });

  it.each([
    '"',
    'zeppelin AND',
    "'; DROP TABLE evidence; --",
    'zeppelin*',
    'NEAR(a b)',
    '(',
    'word:zeppelin',
    '\\',
    '%',
    '_',
    '-',
    '& | !',
  ])('takes %s as words and nothing else', async (q) => {
    await cast.learner.get(`/api/evidence?q=${encodeURIComponent(q)}`).expect(200);
  });
});
