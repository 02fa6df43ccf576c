import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addWorkingDays, workingDaysBetween } from '../../../src/domain/kernel/working-days.js';

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
