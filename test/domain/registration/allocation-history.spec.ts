import { describe, expect, it } from '@jest/globals';
import { type AllocationEvent, allocationHistory } from '../../../src/domain/registration/allocation-history.js';

const [JANUARY, MARCH, MAY] = ['2026-01-12T09:00:00.000Z', '2026-03-02T09:00:00.000Z', '2026-05-04T09:00:00.000Z'];
const START = {
  ...{ assessorId: 'daniel', coAssessorId: null, iqaId: 'ingrid', countersignerId: null, countersigningIqaId: null },
};
const event = (at: string, people: object, actorId: string | null = 'manager'): AllocationEvent => ({
  ...{ at, actorId, people: { ...START, ...people } },
});

describe('the history of allocations', () => {
  it('says who had which part from when to when, and who allocated them', () => {
    const history = allocationHistory([
      event(JANUARY, {}),
      event(MARCH, { assessorId: 'tess', countersignerId: 'daniel' }, 'deputy'),
      event(MAY, { assessorId: 'daniel', countersignerId: null }),
    ]);
    expect(history).toEqual([
      { part: 'assessorId', personId: 'daniel', from: JANUARY, until: MARCH, allocatedById: 'manager' },
      { part: 'iqaId', personId: 'ingrid', from: JANUARY, until: null, allocatedById: 'manager' },
      { part: 'assessorId', personId: 'tess', from: MARCH, until: MAY, allocatedById: 'deputy' },
      { part: 'countersignerId', personId: 'daniel', from: MARCH, until: MAY, allocatedById: 'deputy' },
      { part: 'assessorId', personId: 'daniel', from: MAY, until: null, allocatedById: 'manager' },
    ]);
  });

  it('is not divided by a change that leaves the people as they are', () => {
    expect(allocationHistory([event(JANUARY, {}), event(MARCH, {})])).toEqual(allocationHistory([event(JANUARY, {})]));
  });
});
