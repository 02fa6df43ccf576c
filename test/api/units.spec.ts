import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UnitView } from '../../src/modules/specifications/specifications.dto.js';
import { EVIDENCE_METHODS } from '../../src/domain/evidence/evidence-method.js';
import { buildApp, MANAGER, type TestApp } from '../support/build-app.js';
import { type Person, signIn } from '../support/people.js';
import { expectProblem } from '../support/problem.js';

describe('the units', () => {
  let test: TestApp;
  let manager: Person;

  beforeAll(async () => {
    test = await buildApp();
    manager = await signIn(test.app, MANAGER.email);
  });
  afterAll(() => test.close());

  it('list Unit 40 with what identifies it', async () => {
    const { body } = await manager.get('/api/units').expect(200);
    expect(body).toEqual({
      items: expect.arrayContaining([
        expect.objectContaining({ key: 'U40', unitReference: 'R/506/2151', level: 3, creditValue: 4, criteria: 17 }),
      ]),
      nextCursor: null,
    });
  });

  it('show Unit 40 with 8 knowledge, 2 applied knowledge and 7 performance criteria and 30 facets', async () => {
    const { body } = await manager.get('/api/units/U40').expect(200);
    const unit = body as UnitView;
    expect(unit).toMatchObject({
      key: 'U40',
      title: 'Unit 40: Resolve Customers’ Complaints',
      simulation: 'prohibited',
    });
    const criteria = unit.outcomes.flatMap((outcome) => outcome.criteria);
    const ofKind = (wanted: string) => criteria.filter(({ kind }) => kind === wanted).map(({ code }) => code);
    expect(ofKind('K')).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8']);
    expect(ofKind('AK')).toEqual(['2.4', '2.5']);
    expect(ofKind('P')).toEqual(['2.1', '2.2', '2.3', '2.6', '2.7', '2.8', '2.9']);
    expect(criteria.flatMap(({ facets }) => facets)).toHaveLength(30);
  });

  it('keep the wording of AC2.1 as published, singular and all', async () => {
    const { body } = await manager.get('/api/units/U40').expect(200);
    const criterion = (body as UnitView).outcomes[1]?.criteria[0];
    expect(criterion).toMatchObject({
      code: '2.1',
      statement: 'Confirm the nature, cause and implications of customers’ complaint',
      verb: 'Confirm',
      kind: 'P',
      facets: [{ code: 'nature' }, { code: 'cause' }, { code: 'implications' }],
      methods: { direct_observation: 'primary', work_product: 'alternative_written_channel', simulation: 'prohibited' },
    });
  });

  it('say of every criterion how far every method carries it', async () => {
    const { body } = await manager.get('/api/units/U40').expect(200);
    for (const { methods } of (body as UnitView).outcomes.flatMap((outcome) => outcome.criteria)) {
      expect(Object.keys(methods).sort()).toEqual([...EVIDENCE_METHODS].sort());
    }
  });

  it('answer 404 for a unit nobody teaches here', async () => {
    expectProblem(await manager.get('/api/units/U99'), 404, 'NOT_FOUND');
  });
});
