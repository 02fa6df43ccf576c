import { describe, expect, it } from '@jest/globals';
import { localTime } from '../../../src/domain/workload/local-time.js';

describe('local time', () => {
  it('follows the clocks of a place over summer time and midnight', () => {
    expect(localTime('2026-06-01T05:59:59.999Z', 'Europe/London')).toEqual({ day: '2026-06-01', hour: 6 });
    expect(localTime('2026-06-01T06:00:00.000Z', 'Europe/London')).toEqual({ day: '2026-06-01', hour: 7 });
    expect(localTime('2026-12-01T06:59:00.000Z', 'Europe/London')).toEqual({ day: '2026-12-01', hour: 6 });
    expect(localTime('2026-06-01T23:30:00.000Z', 'Europe/London')).toEqual({ day: '2026-06-02', hour: 0 });
  });
});
