import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AllocationPage } from '../../src/modules/registrations/allocations.dto.js';
import { buildApp, type TestApp } from '../support/build-app.js';
import { addPerson, type Cast, castOf, type Person } from '../support/people.js';
import { expectProblem } from '../support/problem.js';
import { storyClock } from '../support/running-clock.js';

describe('the history of allocations over HTTP', () => {
  let test: TestApp;
  let cast: Cast;
  let second: Person;

  beforeAll(async () => {
    test = await buildApp({ clock: storyClock() });
    cast = await castOf(test.app);
    second = await addPerson(cast.manager, test.app, 'Una Quill', ['assessor']);
  });
  afterAll(() => test.close());

  it('says who assessed, countersigned and verified from when to when, as the trail tells it', async () => {
    const path = `/api/registrations/${cast.registrationId}`;
    await cast.manager.patch(path, { site: 'Harbour Lane' }).expect(200);
    await cast.manager.patch(path, { coAssessorId: null, countersignerId: second.id }).expect(200);
    await cast.manager.patch(path, { assessorId: second.id, countersignerId: null }).expect(200);
    const { body } = await cast.learner.get(`${path}/allocations`).expect(200);
    const { items, nextCursor } = body as AllocationPage;
    expect(nextCursor).toBeNull();
    expect(items.map(({ part, personName, until }) => [part, personName, until === null])).toEqual([
      ['assessor', 'Daniel Price', false],
      ['co_assessor', 'Tess Morley', false],
      ['iqa', 'Ingrid Shaw', true],
      ['countersigner', 'Una Quill', false],
      ['assessor', 'Una Quill', true],
    ]);
    expect(items[0]?.until).toBe(items[4]?.from);
    expect(new Set(items.map(({ allocatedByName }) => allocatedByName))).toEqual(new Set(['Morgan Ellis']));
    expectProblem(await cast.assessor.get(`${path}/allocations`), 404, 'NOT_FOUND');
  });
});
