import { describe, expect, it } from '@jest/globals';
import { interestBars } from '../../../src/domain/access/declared-interest.js';

const ENDED = '2026-03-01T12:00:00.000Z';

describe('a declared interest (SOD6)', () => {
  it('bars whatever the person made while it is in force, from before it was declared as well', () => {
    const inForce = [{ personId: 'aunt', endedAt: null }];
    expect(interestBars(inForce, 'aunt', '2020-01-01T00:00:00.000Z')).toBe(true);
    expect(interestBars(inForce, 'daniel', '2020-01-01T00:00:00.000Z')).toBe(false);
  });

  it('goes on barring what was made until it ended, and opens what comes after', () => {
    const ended = [{ personId: 'aunt', endedAt: ENDED }];
    expect(interestBars(ended, 'aunt', '2026-02-28T12:00:00.000Z')).toBe(true);
    expect(interestBars(ended, 'aunt', ENDED)).toBe(true);
    expect(interestBars(ended, 'aunt', '2026-03-01T12:00:00.001Z')).toBe(false);
  });

  it('bars again when it was declared anew', () => {
    const both = [
      { personId: 'aunt', endedAt: ENDED },
      { personId: 'aunt', endedAt: null },
    ];
    expect(interestBars(both, 'aunt', '2026-05-01T12:00:00.000Z')).toBe(true);
  });
});
