import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addWorkingDays, localTime, workingDaysBetween } from '../../../src/domain/workload/calendar.js';

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));

describe('working days', () => {
  it('leave Saturday and Sunday out', () => {
    // 1 June 2026 is a Monday.
    expect(addWorkingDays('2026-06-01', 10)).toBe('2026-06-15');
    expect(addWorkingDays('2026-06-05', 1)).toBe('2026-06-08');
    expect(addWorkingDays('2026-06-06', 1)).toBe('2026-06-08');
    expect(addWorkingDays('2026-06-01T23:59:59.999Z', 0)).toBe('2026-06-01');
    expect(workingDaysBetween('2026-06-01', '2026-06-01')).toBe(0);
    expect(workingDaysBetween('2026-06-05', '2026-06-08')).toBe(1);
    expect(workingDaysBetween('2026-06-06', '2026-06-07')).toBe(0);
    expect(workingDaysBetween('2026-06-01', '2026-06-15')).toBe(10);
    expect(workingDaysBetween('2026-06-15', '2026-06-01')).toBe(0);
  });

  it('are counted as they are added, and add up', () => {
    fc.assert(
      fc.property(day, fc.nat(400), fc.nat(400), (from, a, b) => {
        expect(workingDaysBetween(from, addWorkingDays(from, a))).toBe(a);
        expect(addWorkingDays(addWorkingDays(from, a), b)).toBe(addWorkingDays(from, a + b));
      }),
    );
  });
});

describe('local time', () => {
  it('follows the clocks of a place over summer time and midnight', () => {
    expect(localTime('2026-06-01T05:59:59.999Z', 'Europe/London')).toEqual({ day: '2026-06-01', hour: 6 });
    expect(localTime('2026-06-01T06:00:00.000Z', 'Europe/London')).toEqual({ day: '2026-06-01', hour: 7 });
    expect(localTime('2026-12-01T06:59:00.000Z', 'Europe/London')).toEqual({ day: '2026-12-01', hour: 6 });
    expect(localTime('2026-06-01T23:30:00.000Z', 'Europe/London')).toEqual({ day: '2026-06-02', hour: 0 });
  });
});
