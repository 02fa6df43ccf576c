import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildApp, type TestApp } from '../support/build-app.js';
import { draft, PRODUCT, sampleFile } from '../support/evidence.js';
import { type Cast, castOf } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { attach, textOf } from '../support/readings.js';

jest.setTimeout(60_000);

describe('A claim that points into a file', () => {
  let test: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    test = await buildApp();
    cast = await castOf(test.app);
  });
  afterAll(() => test.close());

  const claims = (locator: object) => [{ registrationId: cast.registrationId, criterion: '2.6', locator }];

  async function withFile(name: string): Promise<string> {
    const { id } = await draft(cast.learner, PRODUCT);
    const file = await attach(cast.learner, id, sampleFile(name), name);
    await textOf(cast.learner, id, file.id);
    return id;
  }

  it.each([
    ['observation-showroom-c-001.pdf', { page: 2 }, { page: 3 }, 'page'],
    ['discussion-excerpt.mp3', { from: '00:00:05', to: '00:00:20' }, { from: '00:00:05', to: '00:00:40' }, 'to'],
    ['complaint-log.xlsx', { sheet: 'Cases', row: 9 }, { sheet: 'Casses', row: 9 }, 'sheet'],
    ['complaint-log.xlsx', { sheet: 'Outcomes', row: 4 }, { sheet: 'Outcomes', row: 4_000 }, 'row'],
    ['assignment-monitoring.docx', { paragraph: 12 }, { paragraph: 4_000 }, 'paragraph'],
  ])('of %s is taken at %j and refused at %j', async (name, honest, beyond, member) => {
    const id = await withFile(name);
    await cast.learner.put(`/api/evidence/${id}/claims`, claims(honest)).expect(200);
    const answer = await cast.learner.put(`/api/evidence/${id}/claims`, claims(beyond));
    expectProblem(answer, 422, 'LOCATOR_INVALID');
    expect((answer.body as { errors: unknown }).errors).toMatchObject([{ path: `[0].locator.${member}` }]);
  });

  it('before the file has been read is refused at the submission', async () => {
    const { id } = await draft(cast.learner, PRODUCT);
    await cast.learner.put(`/api/evidence/${id}/claims`, claims({ page: 3 })).expect(200);
    const file = await attach(cast.learner, id, sampleFile('letter-outcome-c-007.pdf'), 'letter.pdf');
    await textOf(cast.learner, id, file.id);
    const answer = await cast.learner.post(`/api/evidence/${id}/submission`, { declaration: true });
    expectProblem(answer, 422, 'LOCATOR_INVALID');
    expect((answer.body as { errors: unknown }).errors).toMatchObject([{ path: 'claims[0].locator.page' }]);
  });
});
